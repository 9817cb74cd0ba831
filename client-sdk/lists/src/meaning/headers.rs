//! Headers as they were seen on lists.

use super::{GIVEN, Meaning, SURNAME1, SURNAME2};

/// Headers as [`super::key`] writes them, a bar between them.
pub(super) const WORDS: &[(Meaning, &str)] = &[
    (
        Meaning::Number,
        "no|num|numero|n|nº|nro|no lista|numero lista|num lista|num prog|no prog|numero progresivo\
         |no progresivo|progresivo|prog|consecutivo|no consecutivo|cons|renglon|fila|orden|no orden|row\
         |item|number|seq|line|asiento lista",
    ),
    (
        GIVEN,
        "nombres|nombre s|given|given name|given names|first name|first names|firstname|forename\
         |forenames|primer nombre|nombre pila|nombres pila|name given",
    ),
    (
        Meaning::MiddleName,
        "segundo nombre|middle name|middle names|middle|otros nombres|second name",
    ),
    (
        Meaning::FullName,
        "nombre completo|full name|fullname|complete name|nombre apellidos|nombres apellidos\
         |nombre apellido|apellidos nombres|apellidos nombre|apellido nombre|apellido nombres\
         |nombre pasajero|pasajero|passenger|passenger name|nombre retornado|nombre deportado\
         |nombre repatriado|nombre persona|nombre completo persona|nombre migrante|retornado|repatriado\
         |deportado|surname given|last first|last name first name|last name first|name last first",
    ),
    (
        SURNAME1,
        "apellido paterno|paterno|primer apellido|1er apellido|apellido 1|apellido1|ap paterno|a paterno\
         |apaterno|ap pat|first surname|surname 1|surname1|paternal surname|fathers surname\
         |first last name|last name 1|paternal last name",
    ),
    (
        SURNAME2,
        "apellido materno|materno|segundo apellido|2do apellido|2o apellido|apellido 2|apellido2\
         |ap materno|a materno|amaterno|ap mat|second surname|surname 2|surname2|maternal surname\
         |mothers surname|second last name|last name 2|maternal last name",
    ),
    (
        Meaning::Surnames,
        "apellidos|apellido|surname|surnames|last name|last names|lastname|family name|family names",
    ),
    (
        Meaning::Field("sex"),
        "sexo|sex|genero|gender|sexo h m|sexo m f|sexo f m|sex m f|s",
    ),
    (
        Meaning::Field("birth.date"),
        "fecha nacimiento|f nac|fec nac|fecha nac|f nacimiento|fec nacimiento|fnac|fecnac|nacimiento|dob\
         |date birth|birthdate|birth date|birthday|fdn|fn|f n|born|fechanacimiento|dia nacimiento|d o b",
    ),
    (
        Meaning::Field("age"),
        "edad|age|anos|edad anos|edad cumplida|age years|years",
    ),
    (
        Meaning::Field("nationality"),
        "nacionalidad|nationality|pais|country|citizenship|ciudadania|pais origen|country origin\
         |pais nacionalidad|country citizenship|country nationality|nac pais|coc",
    ),
    (
        Meaning::Field("birth.state"),
        "entidad nacimiento|estado nacimiento|edo nacimiento|edo nac|entidad|entidad federativa|estado\
         |edo|state|birth state|state birth|estado origen|edo origen|entidad origen|lugar nacimiento\
         |lugar origen|place birth|birthplace|birth place|state origin",
    ),
    (
        Meaning::Field("curp"),
        "curp|clave curp|clave unica registro poblacion|curp 18",
    ),
    (
        Meaning::Field("phone"),
        "telefono|tel|celular|cel|phone|telephone|mobile|movil|telefono celular|telefono movil\
         |numero telefono|no telefono|num telefono|tel cel|whatsapp|phone number|cell|cell phone\
         |telefono contacto",
    ),
    (
        Meaning::Field("household"),
        "grupo familiar|grupo|familia|nucleo familiar|nucleo|no familia|num familia|numero familia\
         |folio familiar|id familia|household|family group|family|family id|family no|family number\
         |family unit|group|household id",
    ),
    (
        Meaning::Field("languages"),
        "idioma|idiomas|lengua|lenguas|lengua materna|language|languages",
    ),
    (
        Meaning::Note,
        "observaciones|observacion|obs|notas|nota|comentarios|comentario|remarks|remark|notes|note\
         |comments|comment|observations",
    ),
];
