use super::{CodeList, code};

/// Why a value is missing; in the order of [`crate::MissingReason`].
pub static MISSING_REASONS: CodeList = CodeList::closed(
    "missing_reason",
    &[
        code("not_asked", "No se preguntó", "Not asked"),
        code("unknown", "No sabe", "Does not know"),
        code("refused", "Prefiere no decir", "Would rather not say"),
        code("not_applicable", "No aplica", "Does not apply"),
    ],
);

/// The status of a case.
pub static CASE_STATUS: CodeList = CodeList::closed(
    "case.status",
    &[
        code("open", "Abierto", "Open"),
        code("transferred", "Trasladado a otro sitio", "Transferred"),
        code("departed", "Salió", "Departed"),
        code("absent", "Ausente", "Absent"),
        code("returned_again", "Volvió a ser retornado", "Returned again"),
        code("deceased", "Falleció", "Deceased"),
        code(
            "closed_no_contact",
            "Cerrado sin contacto",
            "Closed, no contact",
        ),
    ],
);

/// How the short privacy notice was given.
pub static NOTICE_MODE: CodeList = CodeList::closed(
    "notice.mode",
    &[
        code("shown", "Se mostró", "Shown"),
        code("read_out", "Se leyó en voz alta", "Read out"),
        code("audio", "Se escuchó en audio", "Played as audio"),
    ],
);
