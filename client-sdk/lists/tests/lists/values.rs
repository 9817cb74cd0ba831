//! What a value means, in the cells of lists.

use puente_lists::{Answers, Row, RowFault, read};
use puente_record::{ClockTrust, MissingReason, Moment, Value, field};

use proptest::prelude::*;

use crate::{fixture, said, today, understood};

/// The first row of a list with these columns.
fn row(header: &str, cells: &str) -> Row {
    let list = format!("{header}\n{cells}\n");
    let reading = understood(list.as_bytes());
    assert_eq!(reading.faults, [], "{cells}");
    reading.rows.into_iter().next().expect("one row")
}

fn missing(row: &Row, field: &str) -> Option<MissingReason> {
    let mut fields = row.fields.iter();
    match fields.find(|(id, _)| id == field)? {
        (_, Value::Missing(reason)) => Some(*reason),
        (_, Value::Text(_)) => None,
    }
}

#[test]
fn what_nobody_sees_is_in_no_value() {
    let header = "Nombre(s);Apellidos;Sexo;Teléfono;CURP;Edad;Estado de nacimiento;Nacionalidad;Fecha de nacimiento";
    for sign in [
        "\u{200b}", "\u{202a}", "\u{feff}", "\u{2068}", "\u{ad}", "\u{fe0d}", "\u{a0}", "\u{1f}",
    ] {
        let cells = format!(
            "{s}Leo{s};Ru{i}iz;Hom{i}bre;{s}+52 656{s} 123 4567;GOMC0609{s}30MQTNYMC8;{s}31;Duran{i}go;Mexi{i}cana;25/12/{i}1988{s}",
            s = sign,
            i = if sign == "\u{a0}" { "" } else { sign },
        );
        let row = row(header, &cells);
        for (field, value) in [
            ("name.given", "Leo"),
            ("name.surname1", "Ruiz"),
            ("sex", "male"),
            ("phone", "+526561234567"),
            ("curp", "GOMC060930MQTNYMC8"),
            ("age", "31"),
            ("birth.state", "DG"),
            ("nationality", "MEX"),
            ("birth.date", "1988-12-25"),
        ] {
            assert_eq!(said(&row, field), value, "{field} {sign:?}");
        }
    }
}

#[test]
fn names_come_out_of_the_damage_that_programs_did() {
    let header = "Nombre(s);Apellido paterno";
    for (cells, given, surname) in [
        ("Ana_x000D_;NU_x00D1_EZ_x000D_", "Ana", "NUÑEZ"),
        ("\"Ana\nMaría\";Leo  Luis", "Ana María", "Leo Luis"),
        ("BegoÃ±a;NÃºÃ±ez", "Begoña", "Núñez"),
        ("Jose\u{301};Nun\u{303}ez", "José", "Nuñez"),
        ("\"Jos&eacute;\";\"Nu&#241;ez\"", "José", "Nuñez"),
    ] {
        let row = row(header, cells);
        assert_eq!(said(&row, "name.given"), given);
        assert_eq!(said(&row, "name.surname1"), surname);
    }
}

#[test]
fn numbers_guarded_against_spreadsheets_are_numbers() {
    let header = "Nombre(s);Apellidos;Teléfono;CURP;Edad";
    for guarded in [
        r#""=""0446561234567""";"=""GOMC060930MQTNYMC8""";"=""31""""#,
        "'0446561234567;'GOMC060930MQTNYMC8;'31",
        "\u{1f}0446561234567;\u{1f}GOMC060930MQTNYMC8;\u{1f}31",
        "526561234567.00;gomc060930 mqtnymc8;31.0",
        "526,561,234,567;GOMC060930MQTNYMC8;31 AÑOS",
    ] {
        let row = row(header, &format!("Ana;Ruiz;{guarded}"));
        assert_eq!(said(&row, "phone"), "+526561234567", "{guarded}");
        assert_eq!(said(&row, "curp"), "GOMC060930MQTNYMC8");
        assert_eq!(said(&row, "age"), "31");
    }
}

#[test]
fn signs_for_nothing_say_nothing_in_any_column() {
    let header = "Nombre(s);Apellido paterno;Apellido materno;CURP;Teléfono;Nacionalidad;Estado de nacimiento;Edad;Observaciones";
    for sign in [
        "---",
        "N/A",
        "NA",
        "S/D",
        "SIN DATO",
        "NULL",
        "None",
        "nan",
        "xxxx",
        "X",
        ".",
        "?",
        "DESCONOCIDO",
        "NO TIENE",
        "NO APLICA",
        "SE IGNORA",
        "LNU",
        "NMN",
        "(en blanco)",
        "#N/D",
        "-",
        "—",
        "ninguno",
        "SIN APELLIDO",
        "#REF!",
        "N/E",
        "s/n",
        "No especificado",
        "Sin segundo apellido",
    ] {
        let row = row(
            header,
            &format!("Ana;Ruiz;{sign};{sign};{sign};{sign};{sign};{sign};"),
        );
        let said: Vec<&str> = row.fields.iter().map(|(id, _)| &**id).collect();
        assert_eq!(said, ["name.given", "name.surname1"], "{sign}");
    }
    // 0 is an age, and no value in any other column.
    let newborn = row(header, "Ana;Ruiz;0;0;0;0;0;0;");
    assert_eq!((newborn.fields.len(), said(&newborn, "age")), (3, "0"));
    // Born abroad, and a sex that is neither.
    let row = row(
        "Nombre;Apellidos;Estado de nacimiento;Sexo",
        "Ana;Ruiz;NE;X",
    );
    assert_eq!((said(&row, "birth.state"), said(&row, "sex")), ("NE", "x"));
}

#[test]
fn a_name_that_nobody_knows_is_missing_and_the_person_is_not() {
    let manifest = "Last Name,First Name,Middle Name,Gender,DOB\nTZUL,FNU,NMN,F,12/25/1988\nLNU,NIM,,M,01/13/1979\n\
        UNKNOWN,UNKNOWN,,M,01/01/1990\nPEREZ LOPEZ,JUAN,NMI,M,02/14/1992\n";
    let whole = "Name,Gender,DOB\n\"TZUL, FNU\",F,12/25/1988\n\"LNU, NIM\",M,01/13/1979\nUNKNOWN,M,01/01/1990\n\
        \"PEREZ LOPEZ, JUAN NMI\",M,02/14/1992\n";
    for list in [manifest, whole] {
        let reading = understood(list.as_bytes());
        assert_eq!(reading.faults, []);
        let names: Vec<[&str; 3]> = reading
            .rows
            .iter()
            .map(|row| ["name.given", "name.surname1", "name.surname2"].map(|id| said(row, id)))
            .collect();
        assert_eq!(
            names,
            [
                ["", "TZUL", ""],
                ["NIM", "", ""],
                ["", "", ""],
                ["JUAN", "PEREZ", "LOPEZ"]
            ]
        );
        let unknown = Some(MissingReason::Unknown);
        assert_eq!(missing(&reading.rows[0], "name.given"), unknown);
        assert_eq!(missing(&reading.rows[1], "name.surname1"), unknown);
        assert_eq!(missing(&reading.rows[2], "name.given"), unknown);
        assert_eq!(missing(&reading.rows[2], "name.surname1"), unknown);
    }
    // A row without any other value registers nobody.
    let list = "Nombre;Apellidos;Edad\nDESCONOCIDO;DESCONOCIDO;\nAna;Ruiz;30\n";
    assert_eq!(understood(list.as_bytes()).faults, [(2, RowFault::NoName)]);
}

#[test]
fn titles_and_suffixes_are_no_names() {
    for (cell, given, surname1, surname2, alias, note) in [
        ("PEREZ JR, JUAN", "JUAN", "PEREZ", "", "PEREZ JR", ""),
        ("PEREZ III, JUAN", "JUAN", "PEREZ", "", "PEREZ III", ""),
        (
            "PEREZ LOPEZ, JUAN (MENOR)",
            "JUAN",
            "PEREZ",
            "LOPEZ",
            "",
            "MENOR",
        ),
        ("RUIZ PAZ, ANA *", "ANA", "RUIZ", "PAZ", "", ""),
        ("PAZ, SR. LEO", "LEO", "PAZ", "", "", ""),
        ("VDA. DE RUIZ, EVA", "EVA", "", "", "VDA. DE RUIZ", ""),
        ("RUIZ PAZ, ANA Y BEBE", "ANA", "RUIZ", "PAZ", "", "Y BEBE"),
        (
            "DE LOS SANTOS DE LA CRUZ, MA. DE JESUS",
            "MA. DE JESUS",
            "DE LOS SANTOS",
            "DE LA CRUZ",
            "",
            "",
        ),
        ("PEREZLOPEZ/JUANMR", "JUAN", "PEREZLOPEZ", "", "", ""),
        ("SOSA LUNA/LEO MSTR", "LEO", "SOSA", "LUNA", "", "MSTR"),
        (
            "RUIZ (EMBARAZADA), ANA",
            "ANA",
            "RUIZ",
            "",
            "",
            "EMBARAZADA",
        ),
    ] {
        let row = row("Nombre completo;Edad", &format!("{cell};30"));
        let names = ["name.given", "name.surname1", "name.surname2", "name.alias"];
        assert_eq!(
            names.map(|id| said(&row, id)),
            [given, surname1, surname2, alias],
            "{cell}"
        );
        assert_eq!(row.note.as_deref().unwrap_or_default(), note, "{cell}");
        assert_eq!(
            row.is_name_sure,
            !cell.contains("BEBE") && !surname1.is_empty(),
            "{cell}"
        );
    }
}

#[test]
fn titles_and_suffixes_are_no_names_where_given_names_come_first() {
    let list = "Nombre completo;Edad\nC. JUAN PEREZ LOPEZ;30\nSRA. ANA RUIZ PAZ;31\nMENOR JOSE LUIS SOSA LUNA;5\nLIC. MARIA VEGA MORA;40\n\
        JUAN PEREZ LOPEZ JR;30\nMIGUEL GARCIA SR.;60\nPEDRO GARCIA III;20\n";
    let reading = understood(list.as_bytes());
    let names: Vec<String> = reading
        .rows
        .iter()
        .map(|row| {
            ["name.given", "name.surname1", "name.surname2"]
                .map(|id| said(row, id))
                .join("|")
        })
        .collect();
    assert_eq!(
        names,
        [
            "JUAN|PEREZ|LOPEZ",
            "ANA|RUIZ|PAZ",
            "JOSE LUIS|SOSA|LUNA",
            "MARIA|VEGA|MORA",
            "JUAN|PEREZ|LOPEZ",
            "MIGUEL|GARCIA|",
            "PEDRO|GARCIA|"
        ]
    );
    let alone = row(
        "Nombre(s);Apellido paterno;Apellido materno",
        "C. JUAN;PEREZ;JR",
    );
    assert_eq!(
        (said(&alone, "name.given"), said(&alone, "name.surname2")),
        ("JUAN", "")
    );
    assert_eq!(said(&alone, "name.alias"), "PEREZ JR");
}

/// Without an age, only the word beside the name keeps a child from counting as an adult.
#[test]
fn a_child_that_is_told_beside_the_name_may_be_a_child() {
    for cell in [
        "VEGA/SOL INF",
        "SOSA LUNA, LEO (MENOR)",
        "SOSA, LEO (menor de edad)",
    ] {
        let row = row("Nombre completo;Nacionalidad", &format!("{cell};MEX"));
        assert_eq!(said(&row, "age"), "menor", "{cell}");
        let known = crate::values::row("Nombre completo;Edad", &format!("{cell};5"));
        assert_eq!(said(&known, "age"), "5");
    }
}

#[test]
fn ages_of_small_children_are_years() {
    for (cell, age) in [
        ("18 meses", "1"),
        ("RN", "0"),
        ("recién nacido", "0"),
        ("15 días", "0"),
        ("<1", "0"),
        ("17 años 11 meses", "17"),
        ("31.4574264202601", "31"),
        ("17.9987", "17"),
        ("mayor de edad", "mayor de edad"),
        ("menor", "menor"),
        ("8 M", "8 M"),
    ] {
        let row = row("Nombre;Apellidos;Edad", &format!("Ana;Ruiz;{cell}"));
        assert_eq!(said(&row, "age"), age, "{cell}");
    }
}

#[test]
fn states_countries_and_places_are_understood_as_people_write_them() {
    for (cell, state, municipality) in [
        ("Edo. Mex.", "MC", ""),
        ("Mich.", "MN", ""),
        ("N.L.", "NL", ""),
        ("Q. Roo", "QR", ""),
        ("Juárez, Chihuahua", "CH", "08037"),
        ("Guadalajara, Jal.", "JC", "14039"),
        ("Chiapas (Tapachula)", "CS", "07089"),
        ("OAXACA DE JUAREZ", "OC", ""),
        ("20", "OC", ""),
        ("Texas", "Texas", ""),
        ("Petén", "Petén", ""),
    ] {
        let row = row(
            "Nombre;Apellidos;Estado de nacimiento",
            &format!("Ana;Ruiz;{cell}"),
        );
        assert_eq!(said(&row, "birth.state"), state, "{cell}");
        assert_eq!(said(&row, "birth.municipality"), municipality, "{cell}");
    }
    for (cell, countries) in [
        ("EE.UU.", &["USA"][..]),
        ("Guatemala, C.A.", &["GTM"]),
        ("Salvadoreño/a", &["SLV"]),
        ("HONDUREÑO (A)", &["HND"]),
        ("mexicano/estadounidense", &["MEX", "USA"]),
        ("N/E", &[]),
        ("Gringa", &["Gringa"]),
    ] {
        let row = row("Nombre;Apellidos;Nacionalidad", &format!("Ana;Ruiz;{cell}"));
        let found: Vec<_> = row
            .fields
            .iter()
            .filter(|(id, _)| id == "nationality")
            .filter_map(|(_, value)| value.as_text())
            .collect();
        assert_eq!(found, countries, "{cell}");
    }
}

#[test]
fn a_phone_that_begins_in_1970_makes_nobody_a_hundred() {
    let list = "Nombre(s),Apellidos,Fecha de nacimiento\nAna,Ruiz,25/12/85\nLeo,Paz,13/01/15\n";
    for year in [1970, 2099] {
        let clock = Moment::midnight(puente_record::Day::new(year, 1, 1).unwrap());
        let believed_ms = ClockTrust::since(None).believed_ms(clock.unix_ms());
        let today = Moment::from_unix_ms(believed_ms).day();
        let reading = read(list.as_bytes(), &Answers::default(), today).unwrap();
        let born = reading.rows.iter().map(|row| said(row, "birth.date"));
        assert_eq!(born.collect::<Vec<_>>(), ["1985-12-25", "2015-01-13"]);
    }
}

#[test]
fn the_lists_of_the_fixtures_hold_nothing_that_is_unclean() {
    for name in ["flight-135.csv", "bus-44.csv", "foot-60.csv"] {
        for row in understood(&fixture(name)).rows {
            for (id, value) in &row.fields {
                let of = field(id).expect("a field of the table");
                let text = value.as_text().unwrap_or_default();
                assert_eq!(of.cleaned(text), text, "{id}");
            }
        }
    }
}

proptest! {
    /// Every cell is used, reported or left out; and what is used is clean.
    #[test]
    fn any_cell_of_any_column_is_read(
        cell in "[A-Za-zÑñ0-9./()<>?*# -]{0,14}|[\u{200b}\u{ad}\u{202a}ÃÂ±©]{0,3}[a-z]{1,4}|JR|(Sr\\.|FNU|NMN|Ana|Ruiz|/|, ){0,4}",
        column in prop::sample::select(vec![
            "Nombre completo", "Sexo", "Edad", "Fecha de nacimiento", "Nacionalidad", "Estado de nacimiento", "CURP",
            "Teléfono", "Observaciones",
        ]),
    ) {
        let list = format!("Apellido paterno\tNombres\t{column}\nRuiz\tAna\t{cell}\n");
        let reading = read(list.as_bytes(), &Answers::default(), today()).unwrap();
        prop_assert_eq!(reading.rows.len() + reading.faults.len(), 1);
        for (id, value) in reading.rows.iter().flat_map(|row| &row.fields) {
            let of = field(id).unwrap();
            let text = value.as_text().unwrap_or("x");
            prop_assert!(!text.is_empty());
            prop_assert_eq!(of.cleaned(text), text);
        }
    }
}
