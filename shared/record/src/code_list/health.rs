use super::{Code, CodeList, codes};

/// What staff must know of a person's health; no diagnosis.
pub static MEDICAL_FLAGS: CodeList = CodeList::closed(
    "medical_flags",
    codes! {
        "injury" "Lesión" "Injury";
        "chronic_with_medication" "Enfermedad crónica con medicación" "Chronic illness with medication";
        "medication_taken_away" "Le quitaron su medicamento" "Medication was taken away";
        "pregnancy" "Embarazo" "Pregnancy";
        "breastfeeding" "Lactancia" "Breastfeeding";
        "infectious_suspected" "Posible enfermedad contagiosa" "Possible infectious disease";
        "disability" "Discapacidad" "Disability";
        "mental_health_crisis" "Crisis emocional" "Mental health crisis";
        "detox" "Síndrome de abstinencia" "Withdrawal";
        "allergy" "Alergia" "Allergy";
        "serious_illness" "Enfermedad grave" "Serious illness";
    },
);

/// The scale of the Washington Group's short set; the greater difficulty is the careful answer.
pub static DIFFICULTY: CodeList = CodeList::closed(
    "difficulty",
    codes! {
        "none" = 0 "Ninguna dificultad" "No difficulty";
        "some" = 1 "Alguna dificultad" "Some difficulty";
        "a_lot" = 2 "Mucha dificultad" "A lot of difficulty";
        "cannot" = 3 "No puede hacerlo" "Cannot do it at all";
    },
);

/// How soon somebody must talk with the person.
pub static PSYCH_RISK: CodeList = CodeList::closed(
    "psych_risk",
    codes! {
        "none" = 0 "Sin riesgo aparente" "No apparent risk";
        "watch" = 1 "Acompañar de cerca" "Watch closely";
        "immediate" = 2 "Atender de inmediato" "Act at once";
    },
);

/// Kinds of confidential care.
pub static CARE_TYPES: CodeList = CodeList::closed(
    "care.type",
    codes! {
        "psychological" "Atención psicológica" "Psychological care";
        "psychosocial" "Acompañamiento psicosocial" "Psychosocial support";
        "medical" "Consulta médica confidencial" "Confidential medical care";
        "medication" "Medicamento" "Medication";
        "child_protection" "Protección de la niñez" "Child protection";
        "gender_violence" "Atención por violencia de género" "Care after gender violence";
        "safe_room" "Espacio seguro" "Safe room";
        "addiction" "Atención por consumo de sustancias" "Addiction care";
        "family_mediation" "Mediación familiar" "Family mediation";
        "complaint" "Acompañamiento para denunciar" "Help with a complaint";
        "other" "Otra" "Other";
    },
);
