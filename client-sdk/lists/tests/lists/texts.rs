//! Texts as programs write them: line breaks in cells, blanks before quotation marks, marks of every kind, ends
//! that are none, accents that were damaged on the way.

use puente_lists::Notice;

use crate::{said, understood};

#[test]
fn a_line_break_in_a_cell_of_every_row_costs_nobody() {
    for lines in 2..6 {
        for rows in [1, 5, 20, 90] {
            for place in 0..4 {
                let mut header = vec!["Nombre", "Apellidos", "Edad"];
                header.insert(place, "Domicilio");
                let broken = format!("\"Calle 1{}\"", "\nCol. Centro, Juárez".repeat(lines - 1));
                let mut list = header.join(",") + "\n";
                for row in 0..rows {
                    let age = (20 + row % 60).to_string();
                    let mut cells = vec!["Ana", "Ruiz Paz", &age];
                    cells.insert(place, &broken);
                    list += &(cells.join(",") + "\n");
                }
                let reading = understood(list.as_bytes());
                assert_eq!(
                    (reading.rows.len(), reading.faults.len()),
                    (rows, 0),
                    "{lines} {place}"
                );
                assert!(
                    reading
                        .rows
                        .iter()
                        .all(|row| said(row, "name.surname2") == "Paz")
                );
            }
        }
    }
}

#[test]
fn cells_are_read_as_their_program_meant_them() {
    for list in [
        "\"Nombre\", \"Apellidos\", \"Edad\"\n\"Ana\", \"Ruiz Paz\", \"31\"\n\"Leo\", \"Sosa\", \"40\"\n",
        "\"Nombre,Apellidos,Edad\"\n\"Ana,Ruiz Paz,31\"\n\"Leo,Sosa,40\"\n",
        "'Nombre','Apellidos','Edad'\n'Ana','Ruiz Paz','31'\n'Leo','Sosa','40'\n",
        "Nombre,Apellidos,Edad\rAna,Ruiz Paz,31\rLeo,Sosa,40\r",
        "Nombre,Apellidos,Edad\r\nAna,Ruiz Paz,31\rLeo,Sosa,40\n",
        "Nombre,Apellidos,Edad\u{2028}Ana,Ruiz Paz,31\u{2028}Leo,Sosa,40\u{2028}",
        "Nombre,Apellidos,Edad\nAna,Ruiz Paz,31\nLeo,Sosa,40\n\u{1a}",
        "Nombre,Apellidos,Edad\nAna,Ruiz Paz,31\nLeo,Sosa,40\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        "Nombre,Apellidos,Edad,,,\nAna,Ruiz Paz,31,,,\nLeo,Sosa,40,,,\n",
        "sep=;\r\nNombre;Apellidos;Edad\r\nAna;Ruiz Paz;31\r\nLeo;Sosa;40\r\n",
    ] {
        let reading = understood(list.as_bytes());
        let ages: Vec<&str> = reading.rows.iter().map(|row| said(row, "age")).collect();
        assert_eq!(ages, ["31", "40"], "{list:?}");
        assert_eq!(said(&reading.rows[0], "name.surname2"), "Paz", "{list:?}");
        assert_eq!(reading.faults, [], "{list:?}");
    }
}

#[test]
fn quotation_marks_within_names_stay() {
    for cell in [
        r#""Ana \"La Güera\"""#,
        r#""Ana ""La Güera""""#,
        r#""Ana "La Güera"""#,
        r#"Ana "La Güera""#,
    ] {
        let list = format!(
            "\"Nombre\",\"Apellidos\",\"Edad\"\n{cell},\"Ruiz\",\"31\"\n\"Leo\",\"Paz\",\"40\"\n"
        );
        let reading = understood(list.as_bytes());
        assert_eq!(
            said(&reading.rows[0], "name.given"),
            "Ana \"La Güera\"",
            "{cell}"
        );
        assert_eq!(reading.rows.len(), 2, "{cell}");
    }
}

#[test]
fn accents_that_were_encoded_twice_are_put_right_and_lost_letters_are_told() {
    let list = "Nombre(s),Apellidos\nBegoÃ±a,NÃºÃ±ez\nJosé,Peña\nAna,Mu?oz\nLeo,Nu\u{fffd}ez\n";
    let reading = understood(list.as_bytes());
    assert_eq!(said(&reading.rows[0], "name.given"), "Begoña");
    assert_eq!(said(&reading.rows[0], "name.surname1"), "Núñez");
    assert_eq!(reading.notices, [Notice::LettersLost { cells: 2 }]);
}
