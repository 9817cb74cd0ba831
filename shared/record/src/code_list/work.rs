use super::{Code, CodeList, codes};

/// Schooling, after ISCED 2011.
pub static EDUCATION_LEVELS: CodeList = CodeList::closed(
    "education.level",
    codes! {
        "none" "Ninguno" "None";
        "primary" "Primaria" "Primary";
        "secondary" "Secundaria" "Lower secondary";
        "upper_sec" "Preparatoria" "Upper secondary";
        "technical" "Técnico" "Technical";
        "tertiary" "Universidad" "Tertiary";
        "unknown" "Se desconoce" "Unknown";
    },
);

/// How well a language is spoken.
pub static LANGUAGE_LEVELS: CodeList = CodeList::closed(
    "language.level",
    codes! {
        "none" "Nada" "None";
        "basic" "Básico" "Basic";
        "working" "Suficiente para trabajar" "Enough to work";
        "fluent" "Con fluidez" "Fluent";
    },
);

/// Sectors of work, a coarse form of SCIAN.
pub static SECTORS: CodeList = CodeList::closed(
    "sectors",
    codes! {
        "construction" "Construcción" "Construction";
        "agriculture" "Campo" "Agriculture";
        "manufacturing" "Manufactura o maquila" "Manufacturing or maquila";
        "restaurants" "Restaurantes" "Restaurants";
        "cleaning" "Limpieza" "Cleaning";
        "care" "Cuidado de personas" "Care";
        "driving" "Transporte y logística" "Driving and logistics";
        "retail" "Comercio" "Retail";
        "mechanics" "Mecánica" "Mechanics";
        "it" "Informática" "Information technology";
        "call_centre" "Centro de llamadas bilingüe" "Bilingual call centre";
        "landscaping" "Jardinería" "Landscaping";
        "hospitality" "Hotelería" "Hospitality";
        "teaching" "Enseñanza" "Teaching";
        "own_business" "Negocio propio" "Own business";
        "other" "Otro" "Other";
    },
);

/// Whether somebody wants help to find work.
pub static JOB_HELP: CodeList = CodeList::closed(
    "job.help",
    codes! {
        "now" "Sí, ahora" "Yes, now";
        "later" "Más adelante" "Later";
        "no" "No" "No";
    },
);
