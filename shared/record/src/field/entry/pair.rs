//! Whether two records are of one person, see [`crate::person`].

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};
use crate::person;

/// A decision about this record and another. No form asks for it: devices write it into the cores of both.
pub(super) const PAIR: EntryKind = EntryKind {
    id: person::PAIR,
    compartment: Compartment::Core,
    right: EntryRight::Link,
    label_es: "Comparación con otro registro",
    label_en: "Comparison with another record",
    fields: rows! {
        "record": Text, Single, S0, Core, System, Required, AdminReview, Identification, "own", "Id del otro registro", "Id of the other record";
        "code": RecordCode, Single, S1, Core, System, Required, AutoLatest, Identification, "own", "Clave del otro registro", "Code of the other record";
        "answer": Code[PAIR_ANSWERS], Single, S1, Core, System, Required, AdminReview, Identification, "own", "¿Es la misma persona?", "Is it the same person?";
        "reason": Code[PAIR_REASONS], Single, S1, Core, System, Optional, AutoLatest, Identification, "own", "Cómo se sabe", "How it is known";
        "words": Text, Single, S2, Core, System, Optional, AutoLatest, Identification, "own", "En palabras", "In words";
        "at": Moment, Single, S0, Core, System, Required, AutoLatest, Identification, "own", "Cuándo", "At";
        "model": Number("version"), Single, S0, Core, System, Optional, AutoLatest, Operation, "own", "Versión de la comparación", "Version of the comparison";
        "score": Number("hundredths of a nat"), Single, S1, Core, System, Optional, AutoLatest, Operation, "own", "Parecido", "Likeness";
    },
};
