//! The lists of the fixtures, and the damage that lists suffer on their way.

use puente_lists::{DateOrder, Delimiter, Encoding, Notice, RowFault, Source};

use puente_record::name::NameOrder;

use crate::{columns, fixture, said, understood};

#[test]
fn a_flight_s_list_of_an_authority_is_understood() {
    let reading = understood(&fixture("flight-135.csv"));
    assert_eq!(
        reading.source,
        Source::Text {
            encoding: Encoding::Utf8,
            delimiter: Delimiter::Comma
        }
    );
    assert_eq!(
        columns(&reading),
        [
            "number",
            "name.surname1",
            "name.surname2",
            "name.given",
            "sex",
            "birth.date",
            "nationality",
            "birth.state",
            "curp",
            "household",
            "note"
        ]
    );
    assert_eq!((reading.rows.len(), reading.faults.len()), (135, 0));
    let row = &reading.rows[4];
    assert_eq!((row.place, row.number, row.line), (5, 5, 6));
    for (field, value) in [
        ("name.given", "CAMILA KAREN"),
        ("name.surname1", "GZZ"),
        ("sex", "female"),
        ("birth.date", "2006-09-30"),
        ("nationality", "MEX"),
        ("birth.state", "QT"),
        ("curp", "GOMC060930MQTNYMC8"),
        ("household", "H006289"),
    ] {
        assert_eq!(said(row, field), value, "{field}");
    }
    assert_eq!(said(&reading.rows[18], "sex"), "");
}

#[test]
fn a_bus_list_with_one_name_field_and_letters_for_the_sex_is_understood() {
    let reading = understood(&fixture("bus-44.csv"));
    assert_eq!(
        reading.source,
        Source::Text {
            encoding: Encoding::Windows1252,
            delimiter: Delimiter::Semicolon
        }
    );
    assert_eq!(
        columns(&reading),
        ["number", "full_name", "birth.date", "sex", "birth.state"]
    );
    assert_eq!(reading.columns[2].example, "16/01/1984");
    assert!(!format!("{:?}", reading.columns).contains("RUIZ"));
    assert_eq!(reading.date_order, Some(DateOrder::Dmy));
    assert_eq!(reading.name_order, Some(NameOrder::SurnameFirst));
    assert_eq!((reading.rows.len(), reading.faults.len()), (44, 0));
    let [hortensia, luis, ..] = &reading.rows[..] else {
        panic!("44 rows");
    };
    assert_eq!(
        ["name.surname1", "name.surname2", "name.given"].map(|field| said(hortensia, field)),
        ["RUIZ", "SANTOS", "HORTENSIA"]
    );
    assert_eq!(
        (said(hortensia, "sex"), said(luis, "sex")),
        ("female", "male")
    );
    assert_eq!(said(hortensia, "birth.date"), "1984-01-16");
    assert_eq!(said(luis, "name.given"), "JOSÉ LUIS");
}

#[test]
fn people_on_foot_noted_by_a_partner_are_understood() {
    let reading = understood(&fixture("foot-60.csv"));
    assert_eq!(
        columns(&reading),
        [
            "name.given",
            "surnames",
            "sex",
            "age",
            "nationality",
            "phone"
        ]
    );
    assert_eq!((reading.rows.len(), reading.faults.len()), (60, 0));
    let row = &reading.rows[5];
    assert_eq!((row.place, row.number), (6, 6));
    assert_eq!(said(row, "name.surname1"), "DE LA ROSA");
    assert_eq!(said(row, "name.surname2"), "MIRELES");
    assert_eq!((said(row, "age"), said(row, "sex")), ("41", "male"));
    assert_eq!(said(&reading.rows[1], "nationality"), "HND");
    assert_eq!(said(&reading.rows[1], "phone"), "+50284109663");
}

#[test]
fn a_list_keeps_its_name_in_every_encoding_and_with_every_delimiter() {
    for (name, encoding) in [
        ("flight-135.csv", "utf-8"),
        ("bus-44.csv", "latin-1"),
        ("foot-60.csv", "utf-8"),
    ] {
        let bytes = fixture(name);
        let reading = understood(&bytes);
        let text = match encoding {
            "latin-1" => bytes.iter().copied().map(char::from).collect(),
            _ => String::from_utf8(bytes).unwrap(),
        };
        let utf16: Vec<u8> = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let windows = text.replace('\n', "\r\n").into_bytes();
        let piped = text.replace([',', ';', '\t'], "|").into_bytes();
        for other in [
            utf16,
            windows,
            piped,
            format!("\u{feff}{text}").into_bytes(),
        ] {
            let again = understood(&other);
            assert_eq!(again.id, reading.id, "{name}");
            assert_eq!(again.rows, reading.rows);
        }
        let shorter = text.trim_end().rsplit_once('\n').unwrap().0;
        assert_ne!(understood(shorter.as_bytes()).id, reading.id);
    }
}

#[test]
fn titles_totals_signatures_and_headers_of_every_page_are_no_people() {
    let list = "INSTITUTO DE EJEMPLO;;;\nLista del vuelo 135, 12/11/2026;;;\n\nNo.;Nombre;Apellidos;Sexo\n\
        1;Ana;Ruiz Paz;F\n2;Leo;Paz;M\nNo.;Nombre;Apellidos;Sexo\n3;Sol;Paz;F\n;Total: 3;;\n;Elaboró Lic. Ejemplo;;\n";
    let reading = understood(list.as_bytes());
    assert_eq!(reading.header_row, Some(4));
    let rows: Vec<_> = reading
        .rows
        .iter()
        .map(|row| (row.place, row.number, row.line))
        .collect();
    assert_eq!(rows, [(1, 1, 5), (2, 2, 6), (3, 3, 8)]);
    assert_eq!(
        reading.faults,
        [(9, RowFault::Closing), (10, RowFault::Closing)]
    );
    assert_eq!(reading.notices, [Notice::HeaderAgain { times: 1 }]);
}

#[test]
fn bad_rows_are_told_by_line_and_the_rest_goes_in() {
    let long = "x".repeat(9000);
    let list = format!(
        "no,paterno,materno,nombres,sexo\n1,Ruiz,,Eva,F\n2,Ruiz, Jr.,,Leo,M\n3,,,,M\n4,\"Paz,,Sol,F\n5,{long},,Ana,F\n6,Paz,,Leo,M\n\
         7,Paz,,Gil,M\n8,Paz,,Luz,F\n9,Paz,,Noé,M\n10,Paz,,Eli,F\n11,Paz,,Ada,F\n"
    );
    let reading = understood(list.as_bytes());
    let cells = RowFault::Cells {
        found: 6,
        expected: 5,
    };
    assert_eq!(
        reading.faults,
        [
            (3, cells),
            (4, RowFault::NoName),
            (5, RowFault::Torn),
            (6, RowFault::TooLong)
        ]
    );
    let rows: Vec<_> = reading
        .rows
        .iter()
        .map(|row| (row.line, row.number))
        .collect();
    assert_eq!(
        rows,
        [(2, 1), (7, 6), (8, 7), (9, 8), (10, 9), (11, 10), (12, 11)]
    );
}

#[test]
fn printed_numbers_count_only_where_every_row_has_its_own() {
    let reading =
        understood("no,nombre,apellidos\n12,Ana,Ruiz\n12,Leo,Ruiz\n7,Sol,Paz\n".as_bytes());
    let numbers: Vec<u32> = reading.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(reading.notices, [Notice::NumbersUnusable]);
}
