use super::{CodeList, code};

/// Sex as the person says it.
pub static SEX: CodeList = CodeList::closed(
    "sex",
    &[
        code("female", "Mujer", "Female"),
        code("male", "Hombre", "Male"),
        code("x", "Otro", "Other"),
        code("not_said", "Prefiere no decir", "Would rather not say"),
    ],
);

/// Whether the person came alone.
pub static ALONE: CodeList = CodeList::closed(
    "alone",
    &[
        code("alone", "Viene solo o sola", "Alone"),
        code("with_family", "Con familia", "With family"),
        code("with_others", "Con otras personas", "With others"),
    ],
);
