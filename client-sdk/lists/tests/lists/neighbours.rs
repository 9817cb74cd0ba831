//! Lists that nobody sent yet, of kinds that were.

use puente_lists::{Answers, ListReading, Question, RowFault, read};

use crate::{said, today};

fn reading(list: &str) -> ListReading {
    read(list.as_bytes(), &Answers::default(), today()).unwrap()
}

/// Given names, first surname, second surname, age.
fn people(list: &str) -> Vec<[String; 4]> {
    let reading = reading(list);
    assert_eq!(reading.questions, [], "{list}");
    let of = |row| {
        ["name.given", "name.surname1", "name.surname2", "age"].map(|id| said(row, id).to_owned())
    };
    reading.rows.iter().map(of).collect()
}

#[test]
fn last_and_first_are_names_and_a_middle_initial_alone_is_none() {
    let list = "Alien #,Last,First,Middle,Sex,DOB,COC\nA012345678,RUIZ PAZ,ANA,M,F,05/25/1990,MEXICO\n\
                A012345679,SOSA,LEO,,M,12/31/1991,GUATE\n";
    assert_eq!(
        people(list),
        [["ANA M", "RUIZ", "PAZ", ""], ["LEO", "SOSA", "", ""]]
    );
    let list = "Inicial del segundo,Middle,Sexo,Edad\nAna,M,Mujer,34\n";
    assert_eq!(reading(list).questions, [Question::NoName]);
}

#[test]
fn marks_for_as_above_say_what_stands_above() {
    for sign in ["ídem", "IDEM", "〃", "\"\"\"\"", "-do-", "''"] {
        let list = format!(
            "Nombre(s),Apellidos,Sexo,Familia,Edad\nAna,Ruiz Paz,Mujer,F1,34\nSol,{sign},{sign},{sign},8\nLuz,{sign},{sign},{sign},5\n"
        );
        let all = people(&list);
        assert_eq!(all[2], ["Luz", "Ruiz", "Paz", "5"], "{sign}");
        let reading = reading(&list);
        assert!(
            reading
                .rows
                .iter()
                .all(|row| said(row, "household") == "F1"),
            "{sign}"
        );
        assert!(
            reading.rows.iter().all(|row| said(row, "sex") == "female"),
            "{sign}"
        );
    }
}

#[test]
fn a_mark_below_a_line_that_could_not_be_read_repeats_nobody() {
    let list = "Nombre(s),Apellidos,Sexo,Edad\nAna,Ruiz Paz,Mujer,34\nLeo,\",Hombre,8\nSol,ídem,Mujer,5\nGil,Rey,Hombre,40\nLuz,ídem,Mujer,5\n";
    let reading = reading(list);
    let surnames: Vec<&str> = reading
        .rows
        .iter()
        .map(|row| said(row, "name.surname1"))
        .collect();
    assert_eq!(surnames, ["Ruiz", "", "Rey", "Rey"]);
}

#[test]
fn a_header_tells_which_side_of_a_slash_is_the_name_unless_the_names_do() {
    let list = "Nombre/Apellido,Sexo,Edad\nItzamara/Xiu Balam,Mujer,34\nLeo/Sosa,Hombre,21\n";
    assert_eq!(people(list)[0], ["Itzamara", "Xiu", "Balam", "34"]);
    let list = "Nombre y apellidos,Sexo,Edad\nRUIZ/ANA MARIA,Mujer,34\nSOSA/JOSE LUIS,Hombre,21\n";
    assert_eq!(people(list)[0], ["ANA MARIA", "RUIZ", "", "34"]);
}

#[test]
fn people_whom_nobody_named_and_rows_above_the_header_are_told_as_people() {
    let list = "Sol,Mar,Mujer,20\nNombre(s),Apellidos,Sexo,Edad\nAna,Ruiz Paz,Mujer,34\n+ 2 menores,,,\n,y 3 hijos,,\nGil,Rey,Hombre,40\n";
    let reading = reading(list);
    assert_eq!(reading.rows.len(), 2);
    let told = [
        (1, RowFault::Above),
        (4, RowFault::NoName),
        (5, RowFault::NoName),
    ];
    assert_eq!(reading.faults, told);
    assert!(
        reading
            .faults
            .iter()
            .all(|(_, fault)| fault.may_be_person())
    );
}

#[test]
fn tables_side_by_side_are_one_list() {
    let list = "LISTA DE HOY\nNo.,Nombre(s),Apellidos,Edad,,No.,Nombre(s),Apellidos,Edad,,No.,Nombre(s),Apellidos,Edad\n\
                1,Ana,Ruiz Paz,34,,3,Sol,Mar,20,,5,Luz,Vega,7\n2,Leo,Sosa,21,,4,Gil,Rey,8\n";
    let all = people(list);
    let names: Vec<&str> = all.iter().map(|of| &*of[0]).collect();
    assert_eq!(names, ["Ana", "Leo", "Sol", "Gil", "Luz"]);
    assert_eq!(all[4], ["Luz", "Vega", "", "7"]);
    assert_eq!(reading(list).rows[3].number, 4);
}

#[test]
fn columns_for_children_tell_the_sex_and_that_they_are_children() {
    let list = "Nombre(s),Apellidos,Hombre,Mujer,Niño,Niña\nAna,Ruiz Paz,,X,,\nLeo,Sosa,,,X,\nSol,Mar,,,,X\nGil,Rey,X,,,\n";
    let reading = reading(list);
    let of = |id: &str| {
        reading
            .rows
            .iter()
            .map(|row| said(row, id).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("sex"), ["female", "male", "female", "male"]);
    assert_eq!(of("age"), ["", "menor", "menor", ""]);
    let list =
        "Nombre(s),Apellidos,Sexo,Edad,Menor de edad\nAna,Ruiz,Mujer,34,No\nLeo,Sosa,Hombre,,Sí\n";
    assert_eq!(people(list)[1][3], "menor");
}

#[test]
fn months_in_a_column_of_their_own_are_an_age() {
    let list = "Nombre(s),Apellidos,Sexo,Años,Meses\nAna,Ruiz,Mujer,34,\nLeo,Sosa,Hombre,,8\nSol,Mar,Mujer,1,6\nGil,Rey,Hombre,0,11 meses\nLuz,Rey,Mujer,,18\n";
    let ages: Vec<String> = people(list).into_iter().map(|[.., age]| age).collect();
    assert_eq!(ages, ["34", "0", "1", "0", "1"]);
}

#[test]
fn numbers_before_names_are_no_names_and_ages_beside_them_are_ages() {
    let list = "Nombre completo,Sexo\n1. Itzel Ruiz Paz (34),Mujer\n2) Leo Sosa Luna (8 años),Hombre\n3.- Sol Mar Rey (8 meses),Mujer\n\
                4 Gil Vega Mora (menor),Hombre\n";
    let ages: Vec<[String; 4]> = people(list);
    assert_eq!(ages[0], ["Itzel", "Ruiz", "Paz", "34"]);
    assert_eq!(ages[1], ["Leo", "Sosa", "Luna", "8"]);
    assert_eq!(ages[2], ["Sol", "Mar", "Rey", "0"]);
    assert_eq!(ages[3], ["Gil", "Vega", "Mora", "menor"]);
}

#[test]
fn a_header_in_a_second_language_below_the_first_is_nobody() {
    let list = "Nombre(s),Apellidos,Sexo,Edad\nGiven names,Surnames,Sex,Age\nAna,Ruiz Paz,Mujer,34\nLeo,Sosa,Hombre,21\n";
    assert_eq!(people(list).len(), 2);
}
