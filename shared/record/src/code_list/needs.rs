use super::{CodeList, code, ranked};

/// How urgently a doctor is needed; a colour at the gate, no diagnosis.
pub static URGENT_MEDICAL: CodeList = CodeList::closed(
    "urgent_medical",
    &[
        ranked(
            "none",
            0,
            "No hay urgencia médica",
            "No urgent medical need",
        ),
        ranked("today", 1, "Necesita atención hoy", "Needs care today"),
        ranked("now", 2, "Necesita atención ahora", "Needs care now"),
    ],
);

/// What a person needs now. Fear and distress have no codes here, because every phone of the site reads this list: the code
/// is `coordinator`, and the protection compartment has the rest.
pub static NEEDS: CodeList = CodeList::closed(
    "needs",
    &[
        code("water", "Agua", "Water"),
        code("food", "Comida", "Food"),
        code("clothing_shoes", "Ropa o zapatos", "Clothing or shoes"),
        code("hygiene", "Artículos de higiene", "Hygiene items"),
        code("menstrual", "Artículos menstruales", "Menstrual items"),
        code("shower", "Regadera", "Shower"),
        code("sleep", "Lugar para dormir", "A place to sleep"),
        code("call_family", "Llamar a su familia", "Call family"),
        code("charger", "Cargar el teléfono", "Charge a phone"),
        code("medicine", "Medicinas", "Medicine"),
        code("doctor", "Atención médica", "A doctor"),
        code("legal", "Asesoría legal", "Legal advice"),
        code("transport", "Transporte", "Transport"),
        code("cash", "Dinero en efectivo", "Cash"),
        code("id_papers", "Documentos de identidad", "Identity papers"),
        code("baby_items", "Artículos para bebé", "Baby items"),
        code("interpreter", "Intérprete", "Interpreter"),
        code(
            "coordinator",
            "Hablar con la coordinación",
            "See the coordinator",
        ),
    ],
);

/// What was given or done.
pub static SERVICE_TYPES: CodeList = CodeList::closed(
    "service.type",
    &[
        code("water", "Agua", "Water"),
        code("meal", "Comida", "Meal"),
        code("clothing", "Ropa o zapatos", "Clothing or shoes"),
        code("hygiene_kit", "Paquete de higiene", "Hygiene kit"),
        code("shower", "Regadera", "Shower"),
        code("call", "Llamada", "Phone call"),
        code("charging", "Carga de teléfono", "Phone charging"),
        code("medical", "Atención médica", "Medical care"),
        code("legal", "Asesoría legal", "Legal advice"),
        code("transport", "Transporte", "Transport"),
        code("cash", "Apoyo en efectivo", "Cash support"),
        code("cash_card", "Tarjeta de apoyo", "Cash card"),
        code("id_papers", "Trámite de documentos", "Identity papers"),
        code("shelter", "Alojamiento", "Shelter"),
        code("medicine", "Medicinas", "Medicine"),
        code("laundry", "Lavandería", "Laundry"),
        code("baby_items", "Artículos para bebé", "Baby items"),
        code("education", "Escuela o clases", "School or classes"),
        code(
            "school_enrolment",
            "Inscripción escolar",
            "School enrolment",
        ),
        code(
            "employment",
            "Colocación en un empleo",
            "Employment placement",
        ),
        code(
            "training",
            "Capacitación para el trabajo",
            "Training placement",
        ),
        code(
            "social_security",
            "Afiliación al IMSS",
            "Social security (IMSS)",
        ),
        code(
            "family_contact",
            "Contacto con la familia",
            "Family contact",
        ),
        code("interpreter", "Intérprete", "Interpreter"),
        code("information", "Información", "Information"),
        code("other", "Otro", "Other"),
    ],
);
