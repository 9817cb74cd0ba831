//! School, work, what the person can do.

use crate::field::Field;
use crate::field::rows::rows;

/// Asked at the shelter, for placement.
pub(super) const WORK: &[Field] = rows! {
    "education.level": Code[EDUCATION_LEVELS], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "ISCED 2011", "Escolaridad", "Schooling";
    "education.country": Country[COUNTRIES], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "País donde estudió", "Country of schooling";
    "education.us_school_grade": Text, Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "UNAM", "Grado escolar en Estados Unidos", "School grade in the United States";
    "education.transfer_doc": Code[YES_NO], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "UNAM", "Tiene documento de transferencia", "Has the school transfer paper";
    "english_level": Code[LANGUAGE_LEVELS], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "own", "Inglés", "English";
    "sectors": Code[SECTORS], Set, S1, Core, Interview, Optional, KeepAll, Livelihood, "México te Abraza, SCIAN", "Sectores de interés", "Sectors of interest";
    "job.help": Code[JOB_HELP], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "México te Abraza", "Quiere ayuda para trabajar", "Wants help to find work";
    "job.available_from": Deadline, Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "México te Abraza", "Disponible desde", "Available from";
    "job.may_share": Code[PERMISSION], Single, S1, Core, Interview, Optional, SaferWins, Livelihood, "LFPDPPP", "Compartir con empleadores", "May be shared with employers";
    "us.years": Number("years"), Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "Años en Estados Unidos", "Years in the United States";
    "us.arrived_year": Number("year"), Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "Año de llegada a Estados Unidos", "Year of arrival in the United States";
};
