use super::*;

fn of(headers: &[&str]) -> Vec<Option<&'static str>> {
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    let found = meanings(&[&headers]);
    found
        .into_iter()
        .map(|of| of.map(Meaning::as_str))
        .collect()
}

#[test]
fn headers_are_known_with_any_accents_capitals_and_points() {
    assert_eq!(
        of(&[
            "No.",
            "NOMBRE COMPLETO",
            "F. NAC.",
            "SEXO (H/M)",
            "EDO.",
            "Vuelo"
        ]),
        [
            Some("number"),
            Some("full_name"),
            Some("birth.date"),
            Some("sex"),
            Some("birth.state"),
            None
        ]
    );
    assert_eq!(
        of(&[
            "#",
            "Primer Apellido",
            "2do. apellido",
            "Nombre(s)",
            "Género",
            "D.O.B.",
            "País de origen",
            "Teléfono"
        ]),
        [
            Some("number"),
            Some("name.surname1"),
            Some("name.surname2"),
            Some("name.given"),
            Some("sex"),
            Some("birth.date"),
            Some("nationality"),
            Some("phone"),
        ]
    );
}

#[test]
fn a_name_means_what_the_other_columns_leave_to_it() {
    assert_eq!(of(&["Nombre", "Sexo"]), [Some("full_name"), Some("sex")]);
    assert_eq!(
        of(&["Nombre", "Apellidos"]),
        [Some("name.given"), Some("surnames")]
    );
    assert_eq!(
        of(&["Nombre", "Apellido", "Segundo apellido"]),
        [
            Some("name.given"),
            Some("name.surname1"),
            Some("name.surname2")
        ]
    );
    assert_eq!(
        of(&["First Name", "Middle Name", "Last Name"]),
        [Some("name.given"), Some("middle_name"), Some("surnames")]
    );
}

#[test]
fn the_name_of_somebody_else_is_no_name_of_the_person() {
    assert_eq!(
        of(&["Nombre del padre", "Nombre del oficial", "Estado civil"]),
        [None, None, None]
    );
}

#[test]
fn every_word_is_written_as_headers_are_compared() {
    for (meaning, words) in headers::WORDS {
        for word in words.split('|') {
            assert_eq!(key(word), word, "{meaning}");
        }
        if let Meaning::Field(id) = meaning {
            assert!(field(id).is_some(), "{id}");
        }
        assert_eq!(meaning.as_str().parse(), Ok(*meaning));
    }
}
