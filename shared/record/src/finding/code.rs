use crate::code_list::Code;

/// One row a finding, most urgent first: the code, its stable name, the texts in Spanish and English.
macro_rules! finding_codes {
    ($($variant:ident $name:literal $es:literal $en:literal)*) => {
        /// What may be wrong with a field, most urgent first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $(#[doc = $en] $variant,)*
        }

        impl FindingCode {
            /// Whether DIF and Procuraduría must be told: a child may be without a responsible adult.
            #[must_use]
            pub const fn asks_for_calls(self) -> bool {
                matches!(self, Self::MinorAlone | Self::MinorDoubted)
            }

            /// Every code, most urgent first.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name and the texts for people. None has personal data.
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
    MinorDoubted "minor_doubted"
        "Puede ser menor de edad y no consta que venga con su madre, padre o tutor: llame a la coordinación."
        "May be a minor, and nobody has seen that a parent or guardian is there: call the coordinator."
    MinorUnclear "minor_unclear"
        "Viene sin compañía y no se sabe si es menor de edad: pregunte la edad."
        "Came alone, and it is not known whether this is a minor: ask the age."
    MinorNotified "minor_notified"
        "Puede ser menor de edad. El DIF y la Procuraduría ya tienen el aviso."
        "May be a minor. The DIF and the Procuraduría have been notified."
    AloneWithCompanion "alone_with_companion"
        "Dice que viene sin compañía, y hay acompañantes anotados."
        "Said to be alone, and companions are noted."
    Missing "missing"
        "Falta este dato."
        "This is missing, and no reason is given."
    CodeUnknown "code_unknown"
        "El valor no está en la lista."
        "The value is not in the field's code list."
    TextUnseen "text_unseen"
        "Tiene signos que no se ven o letras mal copiadas: escríbalo otra vez."
        "Holds signs that nobody sees, or letters that were copied wrongly: type it again."
    TextDamaged "text_damaged"
        "Se perdió alguna letra: pregunte cómo se escribe."
        "A letter was lost: ask how it is written."
    NumberMalformed "number_malformed"
        "No es un número entero."
        "Not a whole number."
    AgeOutOfRange "age_out_of_range"
        "La edad no parece posible."
        "The age does not seem possible."
    NumberOutOfRange "number_out_of_range"
        "El número no parece posible."
        "The number does not seem possible."
    AgeBirthDate "age_birth_date"
        "La edad no coincide con la fecha de nacimiento."
        "The age does not agree with the birth date."
    DatesOutOfOrder "dates_out_of_order"
        "Esta fecha es anterior a la que debería seguir."
        "This date lies before the one it should follow."
    DateMalformed "date_malformed"
        "La fecha no existe o está mal escrita."
        "The date does not exist or is not written as one."
    DateInFuture "date_in_future"
        "La fecha está en el futuro."
        "The date lies in the future."
    DateTooLongAgo "date_too_long_ago"
        "La fecha es demasiado antigua."
        "The date is too long ago."
    DateCentury "date_century"
        "¿Nació hace más de cien años? Revise el siglo; si es así, anote también la edad."
        "Born more than a hundred years ago? Check the century; if so, note the age too."
    MomentMalformed "moment_malformed"
        "La fecha y hora están mal escritas."
        "The date and time are not written as such."
    CountryMalformed "country_malformed"
        "El país se escribe con tres letras mayúsculas."
        "A country is written as three capital letters."
    PhoneMalformed "phone_malformed"
        "El teléfono está incompleto o mal escrito."
        "The telephone number is incomplete or not written as one."
    PhoneCountry "phone_country"
        "Falta la lada del país, como +52."
        "The country code is missing, such as +52."
    RecordCodeMalformed "record_code_malformed"
        "La clave del registro está mal escrita."
        "The record code has a wrong length or a character no code has."
    RecordCodeCheck "record_code_check"
        "La clave del registro tiene un error: vuelva a leerla."
        "The record code does not agree with its check character: read it again."
    AttachmentMalformed "attachment_malformed"
        "El archivo adjunto no es válido."
        "The attachment is not named by a hash."
    MunicipalityState "municipality_state"
        "El municipio está en otro estado."
        "The municipality lies in another state."
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
    MrzMalformed "mrz_malformed"
        "La zona de lectura mecánica está incompleta o mal leída."
        "The machine-readable zone is incomplete or misread."
    MrzCheckDigit "mrz_check_digit"
        "Un dígito verificador de la zona de lectura mecánica no coincide."
        "A check digit of the machine-readable zone does not agree."
    MrzBirthDate "mrz_birth_date"
        "El documento dice otra fecha de nacimiento."
        "The identity paper says another birth date."
    MrzSex "mrz_sex"
        "El documento dice otro sexo."
        "The identity paper says another sex."
    MrzSurname "mrz_surname"
        "El documento dice otros apellidos."
        "The identity paper says other surnames."
    MrzGiven "mrz_given"
        "El documento dice otro nombre."
        "The identity paper says another given name."
    MrzCountry "mrz_country"
        "El documento es de otro país o dice otra nacionalidad."
        "The identity paper is of another country or says another nationality."
    MrzNumber "mrz_number"
        "El número del documento no coincide con su zona de lectura mecánica."
        "The number of the identity paper does not agree with its machine-readable zone."
    MrzExpiry "mrz_expiry"
        "El vencimiento no coincide con la zona de lectura mecánica."
        "The expiry does not agree with the machine-readable zone."
    PaperExpired "paper_expired"
        "El documento está vencido."
        "The identity paper has expired."
}
