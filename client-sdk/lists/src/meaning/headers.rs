//! Headers that were seen on lists.

use super::{GIVEN, Meaning, SURNAME1, SURNAME2};

/// Headers in the form of [`super::key`], separated by bars.
pub(super) const WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Number,
        "no|num|numero|n|nº|nro|no lista|numero lista|num lista|num prog|no prog|numero progresivo\
         |no progresivo|progresivo|prog|consecutivo|no consecutivo|cons|renglon|fila|orden|no orden|row\
         |item|number|seq|line|asiento lista|serial|serial no|sr no|s no|no registro lista|ord",
    ),
    (
        GIVEN,
        "nombres|nombre s|given|given name|given names|first name|first names|firstname|first|nombre menor|nombres menor|nombre nna|nombres nna|forename\
         |forenames|primer nombre|nombre pila|nombres pila|name given|givenname|given names s|nombre propio|nombres propios",
    ),
    (
        Meaning::MiddleName,
        "segundo nombre|middle name|middle names|middle|otros nombres|second name|middlename|middle initial|mi",
    ),
    (
        Meaning::FullName,
        "nombre completo|full name|fullname|complete name|nombre apellidos|nombres apellidos\
         |nombre apellido|apellidos nombres|apellidos nombre|apellido nombre|apellido nombres\
         |nombre pasajero|pasajero|passenger|passenger name|nombre retornado|nombre deportado\
         |nombre repatriado|nombre persona|nombre completo persona|nombre migrante|retornado|repatriado\
         |deportado|surname given|last first|last name first name|last name first|name last first|subject name|subject|name subject|alien name|name alien|nombre extranjero|nombre migrante completo|nombre completo migrante\
         |nombre beneficiario|beneficiario|nombre pasajero completo|nom completo|detainee name|detainee\
         |name full|nombres apellidos completos|nombre persona retornada|nombre persona migrante|persona",
    ),
    (
        SURNAME1,
        "apellido paterno|paterno|primer apellido|1er apellido|apellido 1|apellido1|ap paterno|a paterno\
         |apaterno|ap pat|first surname|surname 1|surname1|paternal surname|fathers surname|primer ap|1er ap|ap 1|apellido p|apellidopaterno|apellido uno|primerapellido|surname first|last name paternal\
         |first last name|last name 1|paternal last name",
    ),
    (
        SURNAME2,
        "apellido materno|materno|segundo apellido|2do apellido|2o apellido|apellido 2|apellido2\
         |ap materno|a materno|amaterno|ap mat|second surname|surname 2|surname2|maternal surname|segundo ap|2do ap|2o ap|ap 2|apellido m|apellidomaterno|apellido dos|segundoapellido|surname second|last name maternal\
         |mothers surname|second last name|last name 2|maternal last name",
    ),
    (
        Meaning::Surnames,
        "apellidos|apellido|surname|surnames|last name|last names|lastname|last|apellidos menor|apellidos nna|family name|family names|apellido s|apellidos completos|ap|aps|apell|familyname",
    ),
    (
        Meaning::Field("sex"),
        "sexo|sex|genero|gender|sexo h m|sexo m f|sexo f m|sex m f|s|sx|sexo persona|sexo biologico|sexo genero|genero sexo|gender sex|sex gender",
    ),
    (
        Meaning::Field("birth.date"),
        "fecha nacimiento|f nac|fec nac|fecha nac|f nacimiento|fec nacimiento|fnac|fecnac|nacimiento|dob\
         |date birth|birthdate|birth date|birthday|fdn|fn|f n|born|fechanacimiento|d o b|fech nac|fech nacimiento|fecnacimiento|fecha nacim|fecha nacto|f nacto|fcha nac|nac|birth|dateofbirth|fecha naci|fecha d nacimiento",
    ),
    (
        Meaning::Field("age"),
        "edad|age|anos|edad anos|edad cumplida|age years|years|edad en anos|edad anos cumplidos|anos edad|anos cumplidos|edad actual|age in years|edades",
    ),
    (
        Meaning::Field("nationality"),
        "nacionalidad|nationality|pais|country|citizenship|ciudadania|pais origen|country origin\
         |pais nacionalidad|country citizenship|country nationality|nac pais|coc|nacion|citizen|nacionalidades|ctzn",
    ),
    (
        Meaning::Field("birth.state"),
        "entidad nacimiento|estado nacimiento|edo nacimiento|edo nac|entidad|entidad federativa|estado\
         |edo|state|birth state|state birth|estado origen|edo origen|entidad origen|lugar nacimiento\
         |lugar origen|place birth|birthplace|birth place|state origin|entidad federativa nacimiento|entidad federativa origen|edo origen nacimiento|estado federativo|entidad fed|ent nac|edo nacim",
    ),
    (
        Meaning::Field("curp"),
        "curp|clave curp|clave unica registro poblacion|curp 18|no curp|numero curp|curp clave|c u r p",
    ),
    (
        Meaning::Field("phone"),
        "telefono|tel|celular|cel|telefono 1|telefono1|tel 1|phone 1|celular 1|phone|telephone|mobile|movil|telefono celular|telefono movil\
         |numero telefono|no telefono|num telefono|tel cel|whatsapp|phone number|cell|cell phone\
         |telefono contacto|telefono casa|tel casa|numero celular|no celular|num celular|no telefonico|numero telefonico|num telefonico\
         |telefonos|telefono s|tels|numero tel|no tel|num tel|telefono fijo|tel fijo|tel contacto|cellphone|contact phone\
         |contact number|telefono mexico|telefono whatsapp|numero whatsapp",
    ),
    (
        Meaning::Field("household"),
        "grupo familiar|grupo|familia|nucleo familiar|nucleo|no familia|num familia|numero familia\
         |folio familiar|id familia|household|family group|family|family id|family no|family number\
         |family unit|group|household id|unidad familiar|familia no|familia numero|fam|no fam|num fam|grupo fam|no grupo|num grupo|grupo no|family unit no|family unit id|family group no",
    ),
    (
        Meaning::MinorMark,
        "menor edad|es menor|es menor edad|menor|minor|is minor|nna|menor si no",
    ),
    (
        Meaning::AgeMonths,
        "meses|edad meses|edad en meses|months|age months|age in months|meses edad|meses cumplidos",
    ),
    (
        Meaning::Field("languages"),
        "idioma|idiomas|lengua|lenguas|lengua materna|language|languages",
    ),
    (
        Meaning::Note,
        "observaciones|observacion|obs|notas|nota|comentarios|comentario|remarks|remark|notes|note\
         |comments|comment|observations|observ|observs|obs generales|observaciones generales|comentarios observaciones|notas observaciones|observaciones comentarios",
    ),
    (
        Meaning::Field("birth.country"),
        "pais nacimiento|country birth|birth country|pais natal",
    ),
    (
        Meaning::Field("us_alien_number"),
        "a number|alien number|alien|a|a no|alien no|no a|a num|numero extranjero|anumber|alien registration number",
    ),
    (
        Meaning::Paper("identity_paper.dpi"),
        "dpi|cui|no dpi|no cui|num dpi|num cui|numero dpi|numero cui|dpi cui|cui dpi|d p i|c u i\
         |documento personal identificacion|codigo unico identificacion",
    ),
    (
        Meaning::Paper("identity_paper.dui"),
        "dui|no dui|num dui|numero dui|documento unico identidad|d u i",
    ),
    (
        Meaning::Paper("identity_paper.dni"),
        "dni|no dni|num dni|numero dni|documento nacional identificacion|documento nacional identidad|d n i",
    ),
    (
        Meaning::Paper("identity_paper.cedula"),
        "cedula|cedula identidad|no cedula|num cedula|numero cedula|no cedula identidad|numero cedula identidad\
         |cedula ciudadania",
    ),
    (
        Meaning::Paper("identity_paper.identidad"),
        "identidad|no identidad|num identidad|numero identidad|tarjeta identidad|documento identidad\
         |no documento identidad|numero documento identidad|national id|national id number|national id no",
    ),
    (
        Meaning::Paper("identity_paper.pasaporte"),
        "pasaporte|no pasaporte|num pasaporte|numero pasaporte|passport|passport no|passport num|passport number\
         |pasaporte no|pasaporte numero",
    ),
    (
        Meaning::Paper("identity_paper.matricula_consular"),
        "matricula consular|matricula|no matricula|num matricula|numero matricula|no matricula consular\
         |numero matricula consular|consular id|consular id card",
    ),
    (
        Meaning::Paper("identity_paper.ine"),
        "ine|clave elector|clave ine|credencial elector|credencial ine|ife|no ine|numero ine|ine ife",
    ),
];

/// Headers of columns for one sex, by the sex's first letter in Spanish.
pub(super) const MARKS: &[(&str, &str)] = &[
    ("h", "h|hombre|hombres|masculino|masc|male|varon|varones|v"),
    ("f", "f|mujer|mujeres|femenino|fem|female"),
    ("boy", "nino|ninos|boy|boys"),
    ("girl", "nina|ninas|girl|girls"),
    ("m", "m"),
];

/// Headers of a date's parts.
pub(super) const PARTS: &[(Meaning, &str)] = &[
    (Meaning::BirthDay, "dia|day|dd|dia nacimiento|day birth"),
    (
        Meaning::BirthMonth,
        "mes|month|mm|mes nacimiento|month birth",
    ),
    (
        Meaning::BirthYear,
        "ano|year|aaaa|yyyy|ano nacimiento|year birth|birth year",
    ),
];

/// Words of headers about somebody else: their cells do not describe the person.
pub(super) const OF_OTHERS: &str = "padre|madre|padres|tutor|tutora|contacto|contact|emergencia|emergency\
     |familiar|familiares|acompanante|acompanantes|oficial|officer|responsable|conyuge|esposo|esposa|spouse|hijo\
     |hija|hijos|hermano|hermana|father|mother|parent|guardian|agente|agent|pariente|relative|recibe|entrega";

/// Tags of the Humanitarian Exchange Language, the more specific ones first.
pub(super) const HXL: &[(Meaning, &str)] = &[
    (GIVEN, "name+given|name+first"),
    (SURNAME1, "name+surname1|name+paternal"),
    (SURNAME2, "name+surname2|name+maternal"),
    (
        Meaning::Surnames,
        "name+family|name+last|name+surname|family+surname",
    ),
    (Meaning::FullName, "name"),
    (Meaning::Field("sex"), "sex|gender"),
    (Meaning::Field("birth.date"), "date+birth|birth|dob"),
    (Meaning::Field("age"), "age"),
    (
        Meaning::Field("nationality"),
        "nationality|country+nationality|country+origin|citizenship",
    ),
    (Meaning::Field("birth.state"), "adm1+birth|adm1+origin"),
    (Meaning::Field("phone"), "phone|contact+phone|contact+tel"),
    (Meaning::Field("household"), "household|group+family"),
    (Meaning::Number, "row|num"),
];
