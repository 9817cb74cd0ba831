//! Where nobody can tell, the reading asks, and an answer is accepted.

use puente_lists::{Answers, DateDoubt, DateOrder, Delimiter, Meaning, Question, read};

use puente_record::name::NameOrder;

use crate::{said, today, understood};

fn questions(list: &str, answers: &Answers) -> Vec<Question> {
    read(list.as_bytes(), answers, today()).unwrap().questions
}

#[test]
fn a_lone_m_is_asked_about() {
    let list = "nombre,apellidos,sexo\nAna,Ruiz,M\nSol,Paz,M\n";
    let signs = vec!["M".to_owned()];
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::SexCodes { signs }]
    );
    let answers = Answers {
        sex_codes: vec![("m".into(), "female".into())],
        ..Answers::default()
    };
    let reading = read(list.as_bytes(), &answers, today()).unwrap();
    assert_eq!(reading.questions, []);
    assert_eq!(said(&reading.rows[0], "sex"), "female");
}

#[test]
fn dates_that_are_dates_either_way_are_asked_about() {
    let list = "nombre,apellidos,F. nac.\nAna,Ruiz,03/04/1990\nSol,Paz,05/06/1991\n";
    let column = "F. nac.".to_owned();
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::DateOrder {
            column,
            doubt: DateDoubt::EitherWay
        }]
    );
    for (order, day) in [
        (DateOrder::Dmy, "1990-04-03"),
        (DateOrder::Mdy, "1990-03-04"),
    ] {
        let answers = Answers {
            date_order: Some(order),
            ..Answers::default()
        };
        let reading = read(list.as_bytes(), &answers, today()).unwrap();
        assert_eq!(said(&reading.rows[0], "birth.date"), day);
    }
    // The header or the other cells may state the order.
    assert_eq!(
        questions(
            &list.replace("F. nac.", "DOB (MM/DD/YYYY)"),
            &Answers::default()
        ),
        []
    );
    assert_eq!(
        questions(&list.replace("05/06", "25/06"), &Answers::default()),
        []
    );
}

#[test]
fn dates_that_a_sheet_turned_are_asked_about_and_turned_back() {
    let list =
        "nombre,apellidos,F. nac.\nAna,Ruiz,1990-03-04\nLeo,Paz,25/12/1988\nSol,Paz,1991-05-06\n";
    let column = "F. nac.".to_owned();
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::DatesSwapped { column }]
    );
    for (swapped, day) in [(true, "1990-04-03"), (false, "1990-03-04")] {
        let answers = Answers {
            dates_swapped: Some(swapped),
            ..Answers::default()
        };
        let reading = read(list.as_bytes(), &answers, today()).unwrap();
        assert_eq!(reading.questions, []);
        assert_eq!(said(&reading.rows[0], "birth.date"), day);
        assert_eq!(said(&reading.rows[1], "birth.date"), "1988-12-25");
    }
}

#[test]
fn two_orders_in_one_column_are_asked_about_with_the_reason() {
    let list =
        "nombre,apellidos,F. nac.\nAna,Ruiz,13/01/1990\nLeo,Paz,01/20/1991\nSol,Paz,03/04/1992\n";
    let column = "F. nac.".to_owned();
    let doubt = DateDoubt::TwoOrders;
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::DateOrder { column, doubt }]
    );
    let answers = Answers {
        date_order: Some(DateOrder::Mdy),
        ..Answers::default()
    };
    let reading = read(list.as_bytes(), &answers, today()).unwrap();
    let born = reading.rows.iter().map(|row| said(row, "birth.date"));
    assert_eq!(
        born.collect::<Vec<_>>(),
        ["1990-01-13", "1991-01-20", "1992-03-04"]
    );
}

#[test]
fn an_answer_changes_what_is_understood_and_never_the_list_s_name() {
    let list = "nombre,apellidos,F. nac.,sexo\nAna,Ruiz,03/04/1990,M\nSol,Paz,05/06/1991,H\n";
    let mut ids = Vec::new();
    for order in [DateOrder::Dmy, DateOrder::Mdy] {
        let answers = Answers {
            date_order: Some(order),
            columns: vec![("apellidos".into(), Meaning::Field("name.surname2"))],
            ..Answers::default()
        };
        ids.push(read(list.as_bytes(), &answers, today()).unwrap().id);
    }
    ids.push(
        read(list.as_bytes(), &Answers::default(), today())
            .unwrap()
            .id,
    );
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

#[test]
fn two_columns_of_one_meaning_are_asked_about_unless_one_is_empty() {
    let list = "nombres,apellidos,sexo,SEXO\nAna,Ruiz,F,M\nLeo,Paz,M,F\n";
    let columns = vec!["sexo".to_owned(), "SEXO".to_owned()];
    let meaning = Meaning::Field("sex");
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::ColumnTwice { meaning, columns }]
    );
    let answers = Answers {
        columns: vec![("4".into(), Meaning::Ignore)],
        ..Answers::default()
    };
    assert_eq!(questions(list, &answers), []);
    understood("nombres,apellidos,sexo,SEXO\nAna,Ruiz,F,\nLeo,Paz,M,\n".as_bytes());
}

#[test]
fn names_whose_order_nobody_can_tell_are_asked_about() {
    let list = "nombre;edad\nXIU BALAM ITZAMARA;20\nTZUL IXCOY NIM;30\n";
    let column = "nombre".to_owned();
    assert_eq!(
        questions(list, &Answers::default()),
        [Question::NameOrder { column }]
    );
    let answers = Answers {
        name_order: Some(NameOrder::GivenFirst),
        ..Answers::default()
    };
    let reading = read(list.as_bytes(), &answers, today()).unwrap();
    assert_eq!(said(&reading.rows[0], "name.given"), "XIU");
}

#[test]
fn two_delimiters_that_fit_are_told_by_the_header_or_asked_about() {
    let list = "apellido, nombre;sexo\nRuiz, Ana;F\nPaz, Leo;M\n";
    assert_eq!(
        said(&understood(list.as_bytes()).rows[0], "name.given"),
        "Ana"
    );
    let mut answers = Answers {
        header_row: Some(0),
        columns: vec![
            ("1".into(), Meaning::FullName),
            ("2".into(), Meaning::Field("sex")),
        ],
        ..Answers::default()
    };
    let list = "Ruiz, Ana;F\nPaz, Leo;M\n";
    assert!(matches!(
        questions(list, &answers)[..],
        [Question::Delimiter { .. }, ..]
    ));
    answers.delimiter = Some(Delimiter::Semicolon);
    assert_eq!(questions(list, &answers), []);
}

#[test]
fn a_list_without_a_header_is_read_when_somebody_says_its_columns() {
    let list = "1;Ruiz Paz;Ana;34\n2;Paz;Leo;40\n";
    assert!(read(list.as_bytes(), &Answers::default(), today()).is_err());
    let answers = Answers {
        header_row: Some(0),
        columns: [
            ("1", "number"),
            ("2", "surnames"),
            ("3", "name.given"),
            ("4", "age"),
        ]
        .map(|(column, meaning)| (column.to_owned(), meaning.parse().unwrap()))
        .into(),
        ..Answers::default()
    };
    let reading = read(list.as_bytes(), &answers, today()).unwrap();
    assert_eq!((reading.questions.len(), reading.rows.len()), (0, 2));
    assert_eq!(said(&reading.rows[0], "name.surname2"), "Paz");
}
