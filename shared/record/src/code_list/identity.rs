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

/// Whether somebody came along.
pub static ALONE: CodeList = CodeList::closed(
    "alone",
    &[
        code("alone", "Viene solo o sola", "Alone"),
        code("with_family", "Con familia", "With family"),
        code("with_others", "Con otras personas", "With others"),
    ],
);

/// Languages by ISO 639-3. Nahuatl (ISO 639-2) and Mixtec (no code at all) are named as a whole: nobody at a gate can
/// tell the variant.
pub static LANGUAGES: CodeList = CodeList::open(
    "language",
    &[
        code("spa", "Español", "Spanish"),
        code("eng", "Inglés", "English"),
        code("nah", "Náhuatl", "Nahuatl"),
        code("yua", "Maya yucateco", "Yucatec Maya"),
        code("mixteco", "Mixteco", "Mixtec"),
        code("zap", "Zapoteco", "Zapotec"),
        code("tzh", "Tseltal", "Tzeltal"),
        code("tzo", "Tsotsil", "Tzotzil"),
        code("ctu", "Ch'ol", "Chol"),
        code("tsz", "Purépecha", "Purepecha"),
        code("mam", "Mam", "Mam"),
        code("quc", "K'iche'", "K'iche'"),
        code("kek", "Q'eqchi'", "Q'eqchi'"),
        code("hat", "Criollo haitiano", "Haitian Creole"),
        code("por", "Portugués", "Portuguese"),
        code("fra", "Francés", "French"),
        code("mfs", "Lengua de señas mexicana", "Mexican Sign Language"),
    ],
);
