//! Headers in several rows, headers of tools, values over several columns: each list says the same three people.

use puente_lists::{Answers, ListReading, Notice, Question, RowFault, read};

use crate::{said, today};

/// Given name, surnames, sex, birth date or age of each row, joined by bars.
fn people(reading: &ListReading) -> Vec<String> {
    let of = |row| {
        let fields = [
            "name.given",
            "name.surname1",
            "name.surname2",
            "sex",
            "birth.date",
            "age",
        ];
        let said: Vec<&str> = fields.iter().map(|field| said(row, field)).collect();
        said.join("|").trim_end_matches('|').to_owned()
    };
    reading.rows.iter().map(of).collect()
}

fn reading(list: &str) -> ListReading {
    read(list.as_bytes(), &Answers::default(), today()).unwrap()
}

#[test]
fn a_header_in_two_rows_is_read_as_one() {
    let dated = [
        "ANA|RUIZ|PAZ|female|1990-05-25",
        "LEO|SOSA|LUNA|male|1988-12-03",
    ];
    for list in [
        "No.,NOMBRE,,,SEXO,FECHA DE NACIMIENTO\n,APELLIDO PATERNO,APELLIDO MATERNO,NOMBRE(S),,\n\
         1,RUIZ,PAZ,ANA,M,25/05/1990\n2,SOSA,LUNA,LEO,H,03/12/1988\n",
        "No.,NOMBRE COMPLETO,,,SEXO,F. NAC.\n,PATERNO,MATERNO,NOMBRES,(H/M),(dd/mm/aaaa)\n\
         1,RUIZ,PAZ,ANA,M,25/05/1990\n2,SOSA,LUNA,LEO,H,03/12/1988\n",
        "No;Apellidos;;Nombre;Sexo;Fecha de\n;1;2;(s);;nacimiento\n1;RUIZ;PAZ;ANA;M;25/05/1990\n2;SOSA;LUNA;LEO;H;03/12/1988\n",
        "No.,Name,,Gender,DOB\n,Last,First,,\n1,RUIZ PAZ,ANA,F,05/25/1990\n2,SOSA LUNA,LEO,M,12/03/1988\n",
        "No.,Apellido,Apellido,Nombre,Sexo,Fecha de\n,paterno,materno,(s),,nacimiento\n\
         1,RUIZ,PAZ,ANA,M,25/05/1990\n2,SOSA,LUNA,LEO,H,03/12/1988\n",
        "LISTA DE RETORNADOS,,,,\nDATOS PERSONALES,,,,\nNOMBRE,,,SEXO,NACIMIENTO\nPATERNO,MATERNO,NOMBRES,,\n\
         RUIZ,PAZ,ANA,M,25/05/1990\nSOSA,LUNA,LEO,H,03/12/1988\n",
    ] {
        let reading = reading(list);
        assert_eq!(reading.questions, [], "{list}");
        assert_eq!(people(&reading), dated, "{list}");
    }
}

#[test]
fn what_stands_below_somebody_else_s_group_is_not_the_person_s() {
    let list = "PERSONA,,,CONTACTO,\nNombre(s),Apellidos,Edad,Nombre,Teléfono\nAna,Ruiz,31,Eva Ruiz,6561234567\n";
    let reading = reading(list);
    assert_eq!(people(&reading), ["Ana|Ruiz||||31"]);
    let columns = vec!["CONTACTO Nombre".to_owned(), "Teléfono".to_owned()];
    assert_eq!(reading.notices, [Notice::ColumnsLeft { columns }]);
}

#[test]
fn a_row_that_may_be_a_header_or_a_person_is_asked_about() {
    let list = "Nombre,Apellido,,Vuelo,Edad,,\n(s),paterno,materno,Alfa,Beta,Gama,Delta\nAna,Ruiz,Paz,V1,31,x,y\n";
    let line = 2;
    assert!(
        reading(list)
            .questions
            .contains(&Question::HeaderRows { line })
    );
    let said = |rows| Answers {
        header_rows: Some(rows),
        ..Answers::default()
    };
    let of = |rows| read(list.as_bytes(), &said(rows), today()).unwrap();
    assert_eq!((of(1).rows.len(), of(2).rows.len()), (2, 1));
}

#[test]
fn the_sex_is_told_by_the_column_that_is_marked() {
    let both = ["Ana|Ruiz|Paz|female", "Leo|Sosa|Luna|male"];
    for list in [
        "Nombre(s),Apellidos,Sexo,\n,,H,M\nAna,Ruiz Paz,,X\nLeo,Sosa Luna,X,\n",
        "Nombre(s),Apellidos,Sexo,\n,,H,M\nAna,Ruiz Paz,,✓\nLeo,Sosa Luna,✓,\n",
        "Nombre(s),Apellidos,H,M\nAna,Ruiz Paz,,x\nLeo,Sosa Luna,x,\n",
        "Nombre(s),Apellidos,Hombre,Mujer\nAna,Ruiz Paz,0,1\nLeo,Sosa Luna,1,0\n",
        "Nombre(s),Apellidos,Masculino,Femenino\nAna,Ruiz Paz,no,sí\nLeo,Sosa Luna,sí,no\n",
        "Nombre(s),Apellidos,M,F\nAna,Ruiz Paz,,F\nLeo,Sosa Luna,M,\n",
        "Nombre(s),Apellidos,Sexo,Sexo\n,,M,F\nAna,Ruiz Paz,,X\nLeo,Sosa Luna,X,\n",
    ] {
        let reading = reading(list);
        assert_eq!(reading.questions, [], "{list}");
        assert_eq!(people(&reading), both, "{list}");
    }
    let unclear = reading("Nombre(s),Apellidos,H,M\nAna,Ruiz,X,X\nLeo,Sosa,X,\nSol,Mar,,\n");
    assert_eq!(people(&unclear), ["Ana|Ruiz", "Leo|Sosa||male", "Sol|Mar"]);
    assert_eq!(unclear.notices, [Notice::SexUnclear { rows: 1 }]);
}

#[test]
fn ages_below_the_sexes_are_asked_about() {
    let list = "Nombre(s),Apellidos,H,M\nAna,Ruiz,,31\nLeo,Sosa,40,\n";
    let columns = vec!["H".to_owned(), "M".to_owned()];
    let signs = vec!["31".to_owned(), "40".to_owned()];
    assert_eq!(
        reading(list).questions,
        [Question::SexMarks { columns, signs }]
    );
    let columns = [("H", "sex.male"), ("M", "sex.female")];
    let answers = Answers {
        columns: columns
            .map(|(column, meaning)| (column.to_owned(), meaning.parse().unwrap()))
            .into(),
        ..Answers::default()
    };
    let reading = read(list.as_bytes(), &answers, today()).unwrap();
    assert_eq!(people(&reading), ["Ana|Ruiz||female", "Leo|Sosa||male"]);
}

#[test]
fn a_date_over_three_columns_is_one_date() {
    let dated = ["Ana|Ruiz|Paz||1990-05-25", "Leo|Sosa|Luna||1988-12-03"];
    for list in [
        "Nombre(s),Apellidos,Fecha de nacimiento,,\n,,Día,Mes,Año\nAna,Ruiz Paz,25,05,1990\nLeo,Sosa Luna,03,12,1988\n",
        "Nombre(s),Apellidos,Día,Mes,Año\nAna,Ruiz Paz,25,5,1990\nLeo,Sosa Luna,3,12,1988\n",
        "Nombre(s),Apellidos,Nacimiento,,\n,,A,M,D\nAna,Ruiz Paz,1990,5,25\nLeo,Sosa Luna,1988,12,3\n",
        "First name,Last name,Month,Day,Year\nAna,Ruiz Paz,5,25,1990\nLeo,Sosa Luna,12,3,1988\n",
    ] {
        let reading = reading(list);
        assert_eq!(reading.questions, [], "{list}");
        assert_eq!(people(&reading), dated, "{list}");
    }
    let arrived =
        reading("Nombre(s),Apellidos,Día,Mes,Año\nAna,Ruiz,25,11,2026\nLeo,Sosa,25,11,2026\n");
    assert_eq!(people(&arrived), ["Ana|Ruiz", "Leo|Sosa"]);
}

#[test]
fn a_name_over_columns_without_a_header_is_asked_about() {
    let list = "No.,NOMBRE,,,EDAD\n1,RUIZ,PAZ,ANA,31\n2,SOSA,LUNA,LEO,40\n";
    let columns = ["NOMBRE", "3", "4"].map(str::to_owned).into();
    assert!(
        reading(list)
            .questions
            .contains(&Question::NameColumns { columns })
    );
}

#[test]
fn headers_of_tools_and_forms_are_known() {
    let ana = ["Ana|Ruiz|Paz|female||31"];
    for header in [
        "datos/nombre,datos/apellido_paterno,datos/apellido_materno,datos/sexo,datos/edad",
        "datos.nombre,datos.apellido_paterno,datos.apellido_materno,datos.sexo,datos.edad",
        "_1_Nombre_s,_2_Apellido_paterno,_3_Apellido_materno,_4_Sexo,_5_Edad",
        "datos/nombres,datos/ap._paterno,datos/ap._materno,datos/sexo,datos/edad",
        "1. Nombre(s),2. Apellido paterno,3. Apellido materno,4. Sexo,5. Edad",
        "P1 Nombre(s),P2 Apellido paterno,P3 Apellido materno,P4 Sexo,P5 Edad en años",
        "NOMBRE / NAME,PRIMER APELLIDO / FIRST SURNAME,SEGUNDO APELLIDO / SECOND SURNAME,SEXO / SEX,EDAD / AGE",
        "\"NOMBRE(S)\nGIVEN NAMES\",\"PRIMER APELLIDO\nFIRST SURNAME\",\"SEGUNDO APELLIDO\nSECOND SURNAME\",\"SEXO\nSEX\",\"EDAD\nAGE\"",
        "Nombre(s):*,Primer ap.:,Segundo ap.:,Sexo (H/M):,Edad en años:",
        "#name+given,#name+surname1,#name+surname2,#indicator+sex,#indicator+age",
    ] {
        let reading = reading(&format!("{header}\nAna,Ruiz,Paz,Mujer,31\n"));
        assert_eq!(people(&reading), ana, "{header}");
    }
}

#[test]
fn rows_that_explain_the_columns_are_no_people() {
    for (row, times) in [
        ("#name+given,#name+family,#indicator+age", 1),
        ("(1),(2),(3)", 1),
        ("1,2,3", 1),
        ("A,B,C", 1),
        ("(como en el acta),(paterno y materno),(años)", 1),
        ("texto,texto,número", 1),
        ("#name+given,#name+family,#age\n1,2,3", 2),
    ] {
        let reading = reading(&format!(
            "Nombre(s),Apellidos,Edad\n{row}\nAna,Ruiz Paz,31\nLeo,Sosa,40\n"
        ));
        assert_eq!(
            people(&reading),
            ["Ana|Ruiz|Paz|||31", "Leo|Sosa||||40"],
            "{row}"
        );
        let explained = reading
            .faults
            .iter()
            .filter(|(_, fault)| *fault == RowFault::Explanation);
        assert_eq!(explained.count(), times, "{row}");
    }
}

#[test]
fn identity_papers_are_taken_and_columns_that_are_not_are_named() {
    let list = "Nombre(s),Apellidos,C.U.R.P.,DPI,DPI/DUI/DNI,No. de Cédula,Pasaporte,Folio,Embarazada\n\
                Ana,Ruiz,RUPA900525MDGZZN01,2345 67890 0101,01234567-8,N/A,G123,F-1,Sí\n";
    let reading = reading(list);
    let row = &reading.rows[0];
    let of = |name: &str| said(row, &format!("identity_paper.{name}"));
    assert_eq!(said(row, "curp"), "RUPA900525MDGZZN01");
    assert_eq!(of("dpi"), "2345 67890 0101");
    assert_eq!((of("identidad"), of("cedula")), ("01234567-8", ""));
    assert_eq!(of("pasaporte"), "G123");
    let columns = vec!["Folio".to_owned(), "Embarazada".to_owned()];
    assert_eq!(reading.notices, [Notice::ColumnsLeft { columns }]);
}
