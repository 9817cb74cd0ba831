use puente_record::Value;

use super::*;

const HEADER: &str = "no,apellido_paterno,apellido_materno,nombres,sexo,fecha_nacimiento,nacionalidad,entidad_nacimiento,curp,grupo_familiar,observaciones\n";

fn read(rows: &str) -> List {
    List::read(format!("{HEADER}{rows}").as_bytes()).unwrap()
}

fn said<'a>(row: &'a Row, field: &str) -> Option<&'a str> {
    let mut fields = row.arrival.registration.fields.iter();
    let (_, value) = fields.find(|(name, _)| name == field)?;
    value.as_text()
}

#[test]
fn a_row_becomes_fields_of_the_table() {
    let list = read("7,Núñez,Peña,Ana,F,1992-11-11,MEX,durango,,H1,\n");
    let row = &list.rows[0];
    assert_eq!((row.line, row.arrival.row), (2, 7));
    for (field, value) in [
        ("name.given", "Ana"),
        ("name.surname1", "Núñez"),
        ("name.surname2", "Peña"),
        ("sex", "female"),
        ("birth.date", "1992-11-11"),
        ("nationality", "MEX"),
        ("birth.state", "DG"),
        ("household", "H1"),
    ] {
        assert_eq!(said(row, field), Some(value), "{field}");
    }
    assert_eq!(said(row, "curp"), None);
    assert_eq!(row.arrival.registration.basis, "list");
    assert_eq!(row.arrival.note, None);
    for (field, _) in &row.arrival.registration.fields {
        assert!(puente_record::field(field).is_some(), "{field}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = read("1,Ruiz,,Eva,F,,,,,,\n2,Ruiz,,Leo,M,,,,,,\n");
    let text = format!("\u{feff}{HEADER}1,Ruiz,,Eva,F,,,,,,\n2,Ruiz,,Leo,M,,,,,,\n");
    let dressed = List::read(text.replace('\n', "\r\n").as_bytes()).unwrap();
    assert_eq!(dressed.faults, []);
    for (plain, dressed) in plain.rows.iter().zip(&dressed.rows) {
        assert_eq!(plain.line, dressed.line);
        let fields = |row: &Row| row.arrival.registration.fields.clone();
        assert_eq!(fields(plain), fields(dressed));
    }
    assert_eq!(dressed.rows.len(), 2);
}

#[test]
fn quoted_commas_quotes_and_line_breaks_stay_in_their_cell() {
    let list = read(
        "1,\"Ruiz, viuda de Paz\",,\"Eva \"\"Evita\"\"\",F,,,,,,\"viene\ncon bastón\"\n2,Paz,,Leo,M,,,,,,\n",
    );
    assert_eq!(list.faults, []);
    let row = &list.rows[0];
    assert_eq!(said(row, "name.surname1"), Some("Ruiz, viuda de Paz"));
    assert_eq!(said(row, "name.given"), Some("Eva \"Evita\""));
    assert_eq!(row.arrival.note.as_deref(), Some("viene\ncon bastón"));
    assert_eq!(list.rows[1].line, 4);
}

#[test]
fn bad_rows_are_told_by_line_and_the_rest_goes_in() {
    let mut bytes =
        format!("{HEADER}1,Ruiz,,Eva,F,,,,,,\n2,Ruiz\n\n,Ruiz,,Leo,M,,,,,,\n").into_bytes();
    bytes.extend(b"5,Pe\xF1a,,Ana,F,,,,,,\n1,Otra,,Vez,F,,,,,,\n7,,,,M,,,,,,\n,,,,,,,,,,\n");
    bytes.extend(format!("8,{},,Ana,F,,,,,,\n9,Paz,,Leo,M,,,,,,\n", "x".repeat(9000)).bytes());
    let list = List::read(&bytes).unwrap();
    let rows: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.line, row.arrival.row))
        .collect();
    assert_eq!(rows, [(2, 1), (11, 9)]);
    let cells = Fault::Cells {
        found: 2,
        expected: 11,
    };
    assert_eq!(
        list.faults,
        [
            (3, cells),
            (5, Fault::NoNumber),
            (6, Fault::NotUtf8),
            (7, Fault::NumberTwice { first_line: 2 }),
            (8, Fault::NoName),
            (10, Fault::TooLong),
        ]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_own_row_only() {
    let list = read("1,\"Ruiz,,Eva,F,,,,,,\n2,Paz,,Leo,M,,,,,,\n3,Paz,,Sol,F,,,,,,\n");
    assert_eq!(list.faults.len(), 1);
    assert_eq!(list.faults[0].0, 2);
    let rows: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.line, row.arrival.row))
        .collect();
    assert_eq!(rows, [(3, 2), (4, 3)]);
}

#[test]
fn the_letter_m_means_what_the_other_letters_of_the_list_say() {
    let sexes = |rows: &str| -> Vec<Option<String>> {
        let list = read(rows);
        let sexes = list
            .rows
            .iter()
            .map(|row| said(row, "sex").map(str::to_owned));
        sexes.collect()
    };
    let of = |code: &str| Some(code.to_owned());
    assert_eq!(
        sexes("1,A,,A,F,,,,,,\n2,B,,B,m,,,,,,\n"),
        [of("female"), of("male")]
    );
    assert_eq!(
        sexes("1,A,,A,H,,,,,,\n2,B,,B,M,,,,,,\n"),
        [of("male"), of("female")]
    );
    assert_eq!(
        sexes("1,A,,A,Mujer,,,,,,\n2,B,,B,?,,,,,,\n3,C,,C,,,,,,,\n"),
        [of("female"), of("?"), None]
    );
    assert_eq!(sexes("1,A,,A,M,,,,,,\n"), [None]);
    assert!(read("1,A,,A,M,,,,,,\n").sex_is_ambiguous);
}

#[test]
fn another_layout_is_refused_as_a_whole_and_names_what_is_missing() {
    let error = List::read(b"No.;NOMBRE COMPLETO;SEXO\n1;X;M\n").unwrap_err();
    let ListError::Header(missing) = error else {
        panic!("{error}");
    };
    assert_eq!(missing.len(), 11);
    assert_eq!(
        List::read(HEADER.replace(",curp", "").as_bytes()).unwrap_err(),
        ListError::Header(vec!["curp"])
    );
    assert!(matches!(List::read(b""), Err(ListError::Header(_))));
    assert_eq!(
        List::read(&vec![b'a'; 9 << 20]).unwrap_err(),
        ListError::TooLong
    );
}

#[test]
fn columns_may_stand_in_another_order_with_others_between() {
    let list = List::read(
        "NOMBRES,No,Vuelo,apellido paterno,APELLIDO_MATERNO,Sexo,fecha_nacimiento,nacionalidad,entidad_nacimiento,CURP,grupo_familiar,observaciones\nEva,3,135,Ruiz,,F,,Guatemala,,,,\n"
            .as_bytes(),
    )
    .unwrap();
    let row = &list.rows[0];
    assert_eq!(row.arrival.row, 3);
    assert_eq!(said(row, "name.given"), Some("Eva"));
    assert_eq!(said(row, "nationality"), Some("GTM"));
}

#[test]
fn a_typed_sign_is_stored_as_typed() {
    let list = read("1,∅refused,,Eva,F,,,,,,\n");
    let fields = &list.rows[0].arrival.registration.fields;
    assert!(fields.contains(&("name.surname1".into(), Value::from("∅refused"))));
}
