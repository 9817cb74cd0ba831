use crate::code_list::Code;

/// One row a finding, most urgent first: the code, its stable name, what people read in Spanish and in English.
macro_rules! finding_codes {
    ($($variant:ident $name:literal $es:literal $en:literal)*) => {
        /// What may be wrong with a field, most urgent first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $(#[doc = $en] $variant,)*
        }

        impl FindingCode {
            /// Every code, most urgent first.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name and the texts for people. None contains anything of the person.
            #[must_use]
            pub const fn text(self) -> &'static Code {
                match self {
                    $(Self::$variant => &Code { code: $name, es: $es, en: $en, rank: 0 },)*
                }
            }
        }
    };
}

finding_codes! {
    MinorAlone "minor_alone"
        "Puede ser menor de edad y viene sin compañía: llame a la coordinación."
        "May be a minor and came alone: call the coordinator."
    Missing "missing"
        "Falta este dato."
        "This is missing, and no reason is given."
    CodeUnknown "code_unknown"
        "El valor no está en la lista."
        "The value is not in the field's code list."
    NumberMalformed "number_malformed"
        "No es un número entero."
        "Not a whole number."
    AgeOutOfRange "age_out_of_range"
        "La edad no parece posible."
        "The age does not seem possible."
    DateMalformed "date_malformed"
        "La fecha no existe o está mal escrita."
        "The date does not exist or is not written as one."
    DateInFuture "date_in_future"
        "La fecha está en el futuro."
        "The date lies in the future."
    DateTooLongAgo "date_too_long_ago"
        "La fecha es demasiado antigua."
        "The date is too long ago."
    MomentMalformed "moment_malformed"
        "La fecha y hora están mal escritas."
        "The date and time are not written as such."
    CountryMalformed "country_malformed"
        "El país se escribe con tres letras mayúsculas."
        "A country is written as three capital letters."
    PhoneMalformed "phone_malformed"
        "El teléfono no tiene 10 dígitos ni lada internacional."
        "The telephone number has neither 10 digits nor a country code."
    RecordCodeMalformed "record_code_malformed"
        "La clave del registro está mal escrita."
        "The record code has a wrong length or a character no code has."
    RecordCodeCheck "record_code_check"
        "La clave del registro tiene un error: vuelva a leerla."
        "The record code does not agree with its check character: read it again."
    SiteMalformed "site_malformed"
        "El sitio no es válido."
        "The site is not an id."
    CurpMalformed "curp_malformed"
        "La CURP está mal escrita."
        "The CURP is not written as one."
    CurpCheckDigit "curp_check_digit"
        "El dígito verificador de la CURP no coincide."
        "The CURP does not agree with its check digit."
    CurpBirthDate "curp_birth_date"
        "La CURP dice otra fecha de nacimiento."
        "The CURP says another birth date."
    CurpSex "curp_sex"
        "La CURP dice otro sexo."
        "The CURP says another sex."
    CurpBirthState "curp_birth_state"
        "La CURP dice otro estado de nacimiento."
        "The CURP says another birth state."
    CurpGiven "curp_given"
        "La inicial del nombre no coincide con la CURP."
        "The given name's initial does not agree with the CURP."
    CurpSurname1 "curp_surname1"
        "El primer apellido no coincide con la CURP."
        "The first surname does not agree with the CURP."
    CurpSurname2 "curp_surname2"
        "El segundo apellido no coincide con la CURP."
        "The second surname does not agree with the CURP."
}
