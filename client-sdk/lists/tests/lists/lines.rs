//! What stands between and below people: sums, sections, families, signatures, pages, other tables, remarks.

use puente_lists::{Answers, Notice, Question, RowFault, read};

use crate::{said, today, understood};

#[test]
fn sums_sections_signatures_and_page_feet_are_no_people() {
    for line in [
        ",TOTAL,,,2",
        ",Total: 2,,,",
        "TOTAL,2 personas,,,",
        ",TOTAL HOMBRES,1,,",
        ",GRAN TOTAL,,,2",
        ",Suma,,,",
        ",Subtotal 2,,,",
        ",Hombres: 1  Mujeres: 1,,,",
        ",MUJERES,,,",
        ",HOMBRES,,,",
        ",MENORES NO ACOMPAÑADOS,,,",
        ",Niñas y niños,,,",
        ",ADULTOS MAYORES,,,",
        ",GUATEMALTECOS,,,",
        "Unaccompanied minors,,,,",
        ",FAMILIA 1,,,",
        ",Página 1 de 3,,,",
        ",Hoja 2,,,",
        ",Fuente: Unidad de Ejemplo,,,",
        ",NOTA: lista sujeta a cambios,,,",
        ",*** FIN DE LISTA ***,,,",
        ",Nombre y firma,,,",
        ",Responsable: Lic. Ejemplo,,,",
        "Elaboró:,Lic. Ejemplo,,,",
        ",Sello,,,",
        ",Fecha: 25/11/2026,,,",
        ",_______________,,,",
        ",Vo. Bo.,,,",
        "Prepared by: Example,,,,",
        "c.c.p. Archivo,,,,",
    ] {
        let list = format!(
            "No.,Nombre(s),Apellidos,Sexo,Edad\n1,Ana,Ruiz,Mujer,31\n2,Leo,Sosa,Hombre,40\n{line}\n"
        );
        let reading = understood(list.as_bytes());
        assert_eq!(reading.rows.len(), 2, "{line}");
        let [(4, RowFault::Closing | RowFault::Heading)] = reading.faults[..] else {
            panic!("{line}: {:?}", reading.faults);
        };
    }
}

#[test]
fn names_that_look_like_such_lines_are_people() {
    for name in [
        "Fuente López",
        "Sello Paz",
        "De la Fuente",
        "Nieves Total",
        "Salvador Paz",
        "Ana Nota",
        "Mayor Ruiz",
    ] {
        let list = format!(
            "No.,Nombre completo,Sexo,Edad\n1,{name},Mujer,31\n2,\"Sosa, Leo\",Hombre,40\n"
        );
        let answers = Answers {
            name_order: puente_lists::name_order("given_first"),
            ..Answers::default()
        };
        let reading = read(list.as_bytes(), &answers, today()).unwrap();
        assert_eq!((reading.rows.len(), reading.faults.len()), (2, 0), "{name}");
    }
}

#[test]
fn whoever_stands_below_a_signature_signed() {
    let list = "Nombre completo,Sexo,Edad\n\"Ruiz, Ana\",Mujer,31\n\"Sosa, Leo\",Hombre,40\nElaboró,,\nLic. Juan Ejemplo,,\nDirector,,\n";
    let reading = understood(list.as_bytes());
    assert_eq!(reading.rows.len(), 2);
    assert_eq!(
        reading.faults,
        [
            (4, RowFault::Closing),
            (5, RowFault::Closing),
            (6, RowFault::Closing)
        ]
    );
}

#[test]
fn the_name_of_a_family_is_the_household_of_the_rows_below_it() {
    let list = "Nombre(s),Apellidos,Edad\nFAMILIA 1,,\nAna,Ruiz,31\nSol,Ruiz,3\nNúcleo familiar 2,,\nLeo,Sosa,40\nADULTOS SOLOS,,\nGil,Paz,50\n";
    let reading = understood(list.as_bytes());
    let families: Vec<&str> = reading
        .rows
        .iter()
        .map(|row| said(row, "household"))
        .collect();
    assert_eq!(families, ["1", "1", "2", ""]);
    assert_eq!(reading.notices, [Notice::Families { families: 2 }]);
    // A column of its own says more.
    let reading = understood("Nombre(s),Apellidos,Familia\nFAMILIA 1,,\nAna,Ruiz,H7\n".as_bytes());
    assert_eq!(said(&reading.rows[0], "household"), "H7");
}

#[test]
fn a_name_alone_where_everybody_has_more_is_asked_about() {
    let list = "Nombre(s),Apellidos,Sexo,Edad\nAna,Ruiz,Mujer,31\nBRAVO,,,\nLeo,Sosa,Hombre,40\n";
    let of = |lone_rows| {
        let answers = Answers {
            lone_rows,
            ..Answers::default()
        };
        read(list.as_bytes(), &answers, today()).unwrap()
    };
    assert_eq!(of(None).questions, [Question::LoneRows { lines: vec![3] }]);
    assert_eq!(
        (of(Some(true)).questions.len(), of(Some(true)).rows.len()),
        (0, 3)
    );
    assert_eq!(
        (of(Some(false)).questions.len(), of(Some(false)).rows.len()),
        (0, 2)
    );
}

#[test]
fn the_header_again_and_another_table_are_no_people() {
    let list = "No.,Nombre,Apellidos,Sexo\n1,Ana,Ruiz,Mujer\nNO.,NOMBRE,APELLIDOS,SEXO\n2,Leo,Paz,Hombre\n\
         Nombre,Cargo,Apellidos,Teléfono\nEva,Agente,Mora,6561234567\n";
    let reading = understood(list.as_bytes());
    assert_eq!(reading.rows.len(), 2);
    assert_eq!(
        reading.faults,
        [(5, RowFault::OtherTable), (6, RowFault::OtherTable)]
    );
    assert_eq!(reading.notices, [Notice::HeaderAgain { times: 1 }]);
}

#[test]
fn a_remark_that_goes_on_in_the_next_line_is_no_person() {
    let list = "Nombre,Apellidos,Edad,Nota\nAna,Ruiz,31,viene con\nsu hermana\nLeo,Sosa,40,x\nSol,Mar,5,x\nGil,Paz,9,x\nEva,Paz,9,\n";
    let reading = understood(list.as_bytes());
    let cells = RowFault::Cells {
        found: 1,
        expected: 4,
    };
    assert_eq!(
        (reading.rows.len(), &reading.faults[..]),
        (5, &[(3, cells)][..])
    );
    let list = "Nombre,Apellidos,Domicilio,Edad\nAna,Ruiz,Calle 1\nCol. Centro,31\nLeo,Sosa,x,40\nSol,Mar,x,5\nGil,Paz,x,9\n\
         Eva,Paz,x,9\nNoé,Paz,x,9\nAda,Paz,x,9\nEli,Paz,x,9\nIan,Paz,x,9\n";
    let reading = understood(list.as_bytes());
    let faults: Vec<u32> = reading.faults.iter().map(|(line, _)| *line).collect();
    assert_eq!((reading.rows.len(), &faults[..]), (8, &[2, 3][..]));
}
