use super::{Code, CodeList, codes};

/// The role of a person in the household with which they came.
pub static HOUSEHOLD_ROLES: CodeList = CodeList::closed(
    "household.role",
    codes! {
        "head" "Responsable del grupo" "Head of the household";
        "spouse" "Cónyuge o pareja" "Spouse or partner";
        "child" "Hija o hijo" "Child";
        "parent" "Madre o padre" "Parent";
        "sibling" "Hermana o hermano" "Sibling";
        "grandparent" "Abuela o abuelo" "Grandparent";
        "grandchild" "Nieta o nieto" "Grandchild";
        "other_relative" "Otro familiar" "Other relative";
        "other" "Otra persona" "Other person";
    },
);

/// The relation of another person to the person of the record.
pub static RELATIONS: CodeList = CodeList::closed(
    "relation",
    codes! {
        "spouse" "Cónyuge o pareja" "Spouse or partner";
        "child" "Hija o hijo" "Child";
        "stepchild" "Hijastra o hijastro" "Stepchild";
        "parent" "Madre o padre" "Parent";
        "stepparent" "Madrastra o padrastro" "Stepparent";
        "sibling" "Hermana o hermano" "Sibling";
        "grandparent" "Abuela o abuelo" "Grandparent";
        "grandchild" "Nieta o nieto" "Grandchild";
        "aunt_uncle" "Tía o tío" "Aunt or uncle";
        "niece_nephew" "Sobrina o sobrino" "Niece or nephew";
        "cousin" "Prima o primo" "Cousin";
        "in_law" "Familia política" "In-law";
        "guardian" "Tutora o tutor" "Guardian";
        "ward" "Menor a su cargo" "Child in their care";
        "godparent" "Madrina o padrino" "Godparent";
        "friend" "Amistad" "Friend";
        "neighbour" "Paisana o paisano" "From the same town";
        "employer" "Empleador" "Employer";
        "other" "Otra" "Other";
    },
);

/// When a family was separated.
pub static SEPARATED_WHEN: CodeList = CodeList::closed(
    "separated_when",
    codes! {
        "before" "Antes de la detención" "Before the arrest";
        "at_arrest" "En la detención" "At the arrest";
        "in_detention" "Durante la detención" "In detention";
        "at_removal" "En la deportación" "At removal";
        "on_the_way" "En el camino" "On the way";
        "here" "Después de llegar" "After arrival";
        "unknown" "Se desconoce" "Unknown";
    },
);

/// Why a family was separated (after Primero's separation causes).
pub static SEPARATION_REASONS: CodeList = CodeList::closed(
    "separation_reason",
    codes! {
        "arrest_and_detention" "Detención" "Arrest and detention";
        "repatriation" "Deportación" "Repatriation";
        "migration" "Migración" "Migration";
        "abuse" "Violencia o abuso" "Violence or abuse";
        "sickness" "Enfermedad" "Sickness";
        "death" "Fallecimiento" "Death";
        "abandonment" "Abandono" "Abandonment";
        "entrusted" "Quedó al cuidado de alguien" "Entrusted to somebody";
        "custody" "Decisión de un juez o de servicios sociales" "Decision of a court or of social services";
        "poverty" "Pobreza" "Poverty";
        "disaster" "Desastre" "Disaster";
        "conflict" "Conflicto" "Conflict";
        "other" "Otra" "Other";
    },
);

/// With whom children stayed in the United States.
pub static CHILDREN_WITH: CodeList = CodeList::closed(
    "children_with",
    codes! {
        "other_parent" "Con la madre o el padre" "With the other parent";
        "kin" "Con familiares" "With relatives";
        "friend" "Con amistades" "With friends";
        "foster_state" "En custodia del Estado" "In the care of the state";
        "alone" "Sin compañía" "Alone";
        "unknown" "Se desconoce" "Unknown";
    },
);

/// To whom a search for relatives may be shown; the narrower permission is the careful answer.
pub static TRACING_CONSENT: CodeList = CodeList::closed(
    "tracing.consent",
    codes! {
        "extended" = 0 "Más allá de las organizaciones aliadas" "Beyond partner organisations";
        "partners" = 1 "Organizaciones aliadas" "Partner organisations";
        "none" = 2 "Nadie" "Nobody";
    },
);

/// The status of the search for a relative.
pub static TRACING_STATUS: CodeList = CodeList::closed(
    "tracing.status",
    codes! {
        "not_started" "Sin iniciar" "Not started";
        "searching" "En búsqueda" "Searching";
        "located" "Localizado" "Located";
        "in_contact" "En contacto" "In contact";
        "reunited" "Se reunieron" "Reunited";
        "closed" "Cerrada" "Closed";
    },
);

/// Whose telephone it is.
pub static PHONE_OWNERS: CodeList = CodeList::closed(
    "phone.owner",
    codes! {
        "self" "Propio" "Their own";
        "relative" "De un familiar" "A relative's";
        "friend" "De una amistad" "A friend's";
        "shelter" "Del albergue" "The shelter's";
        "employer" "Del trabajo" "An employer's";
        "other" "De otra persona" "Somebody else's";
    },
);

/// What the person plans to do next.
pub static DESTINATION_INTENT: CodeList = CodeList::closed(
    "destination.intent",
    codes! {
        "home_community" "Volver a su comunidad" "Return to the home community";
        "other_mx" "Ir a otro lugar del país" "Go elsewhere in the country";
        "stay_here" "Quedarse aquí" "Stay here";
        "re_migrate" "Volver a migrar" "Migrate again";
        "unknown" "Aún no sabe" "Not decided";
    },
);
