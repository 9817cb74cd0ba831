use super::{Code, CodeList, codes};

/// Whether two records are of one person; in the order of [`crate::person::PairAnswer`].
pub static PAIR_ANSWERS: CodeList = CodeList::closed(
    "pair.answer",
    codes! {
        "same" "Es la misma persona" "The same person";
        "different" "Son dos personas" "Two people";
        "ask" "Hay que preguntarle" "The person must be asked";
    },
);

/// On what grounds somebody decided; in the order of [`crate::person::PairReason`], the strongest first.
pub static PAIR_REASONS: CodeList = CodeList::closed(
    "pair.reason",
    codes! {
        "paper" "Vi un documento" "I saw a paper";
        "photo" "Comparé con una foto" "I compared with a photo";
        "asked" "Le pregunté a la persona" "I asked the person";
        "known" "Aquí la conocen" "Somebody here knows the person";
        "other" "Otra razón" "Another reason";
    },
);
