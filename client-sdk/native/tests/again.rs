//! An arrival list that comes again on phones that never met: nobody is registered twice, and nobody is left
//! out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "program/field.rs"]
#[allow(dead_code, reason = "other tests register people by hand")]
mod program;

use program::{Field, json};
use serde_json::Value;

const FIRST: &str = "No.,Nombre(s),Apellidos,Sexo,Edad\n1,Ana,Ruiz Paz,Mujer,20\n2,Leo,Sosa Luna,Hombre,21\n\
     3,Sol,Vega Mora,Mujer,22\n4,Gil,Paz Rey,Hombre,23\n";

/// Imports a list with this name and text. Returns the response, or the code of the question that stops the
/// import.
fn import(phone: &Field, name: &str, text: &str, arguments: &[&str]) -> Result<Value, String> {
    let file = format!("{name}.csv");
    phone.write(&file, text);
    let output = phone.run(&[&["import", &file, "--json"], arguments].concat());
    let said = json(&output);
    match said["error"]["code"].as_str() {
        Some(code) => Err(code.to_owned()),
        None => Ok(said),
    }
}

fn codes(phone: &Field) -> Vec<String> {
    let said = phone.ask(&["list"]);
    let records = said["records"].as_array().unwrap().iter();
    let mut codes: Vec<String> = records
        .map(|record| record["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes
}

#[test]
fn one_more_one_less_and_another_order_register_only_who_is_new() {
    let more = FIRST.to_owned() + "5,Luz,Mar Gil,Mujer,24\n";
    let sorted = "No.,Nombre(s),Apellidos,Sexo,Edad\n4,Gil,Paz Rey,Hombre,23\n1,Ana,Ruiz Paz,Mujer,20\n2,Leo,Sosa Luna,Hombre,21\n3,Sol,Vega Mora,Mujer,22\n";
    let less = "No.,Nombre(s),Apellidos,Sexo,Edad\n1,Ana,Ruiz Paz,Mujer,20\n3,Sol,Vega Mora,Mujer,22\n4,Gil,Paz Rey,Hombre,23\n";
    let phone = Field::new();
    assert_eq!(
        import(&phone, "lista", FIRST, &[]).unwrap()["registered"],
        4
    );
    for (name, text, new) in [("mas", &*more, 1), ("orden", sorted, 0), ("menos", less, 0)] {
        assert_eq!(
            import(&phone, name, text, &[]).unwrap_err(),
            "list_earlier",
            "{name}"
        );
        let taken = import(&phone, name, text, &["--same-list", "yes"]).unwrap();
        assert_eq!(
            (&taken["registered"], &taken["rows_new"]),
            (&new.into(), &new.into()),
            "{name}"
        );
        // A question that was answered once is not asked again.
        assert_eq!(
            import(&phone, name, text, &[]).unwrap()["registered"],
            0,
            "{name}"
        );
    }
    assert_eq!(codes(&phone).len(), 5);
}

#[test]
fn two_phones_with_no_network_make_the_same_records_of_two_versions() {
    let (rosa, luis) = (Field::new(), Field::new());
    for phone in [&rosa, &luis] {
        import(phone, "lista", FIRST, &["--list-only"]).unwrap();
    }
    let one = FIRST.to_owned() + "5,Luz,Mar Gil,Mujer,24\n";
    let other =
        "No.,Nombre(s),Apellidos,Sexo,Edad\n1,Max,Cruz Peña,Hombre,30\n2,LUZ,MAR GIL,Mujer,24\n"
            .to_owned()
            + &FIRST
                .lines()
                .skip(1)
                .map(|line| line.to_owned() + "\n")
                .collect::<String>();
    import(&rosa, "lista", &one, &["--same-list", "yes"]).unwrap();
    import(&luis, "lista", &other, &["--same-list", "yes"]).unwrap();
    let (rosa, luis) = (codes(&rosa), codes(&luis));
    assert_eq!((rosa.len(), luis.len()), (5, 6));
    assert!(
        rosa.iter().all(|code| luis.contains(code)),
        "Luz is one person"
    );
}

#[test]
fn a_corrected_row_is_one_person_and_other_people_are_another_list() {
    let phone = Field::new();
    import(&phone, "lista", FIRST, &["--list-only"]).unwrap();
    let corrected = FIRST
        .replace("Vega Mora", "Vega Morán")
        .replace("Hombre,21", "Hombre,12");
    let taken = import(&phone, "lista", &corrected, &["--same-list", "yes"]).unwrap();
    assert_eq!(
        (&taken["registered"], &taken["rows_new"]),
        (&4.into(), &0.into())
    );
    let found = phone.ask(&["find", "Morán"]);
    assert_eq!(
        found["records"].as_array().unwrap().len(),
        1,
        "the row was corrected before it was taken"
    );
    // The same names on another day: the importer says that they are other people.
    let taken = import(
        &phone,
        "otra",
        &FIRST.replace("Ana", "Eva"),
        &["--same-list", "no"],
    )
    .unwrap();
    assert_eq!(taken["registered"], 4);
    // A father and a son with the same name are two people.
    let taken = import(
        &phone,
        "familia",
        "Nombre(s),Apellidos,Sexo,Edad\nGil,Paz Rey,Hombre,4\n",
        &[],
    )
    .unwrap();
    assert_eq!(taken["registered"], 1);
}

#[test]
fn a_father_and_a_son_of_one_name_whom_two_versions_bring_are_two_people_everywhere() {
    let father = "5,Gil,Paz Sol,Hombre,51\n";
    let son = "6,Gil,Paz Sol,Hombre,14\n";
    let (rosa, luis) = (Field::new(), Field::new());
    for phone in [&rosa, &luis] {
        import(phone, "lista", FIRST, &["--list-only"]).unwrap();
    }
    for text in [FIRST.to_owned() + father, FIRST.to_owned() + father + son] {
        import(&rosa, "lista", &text, &["--same-list", "yes"]).unwrap();
    }
    let text = FIRST.to_owned() + son + father;
    import(&luis, "lista", &text, &["--same-list", "yes"]).unwrap();
    assert_eq!(codes(&rosa).len(), 6);
    assert_eq!(codes(&rosa), codes(&luis));
    let ages = |phone: &Field| {
        let of = |code: &String| phone.ask(&["show", code])["fields"]["age"].to_string();
        codes(phone).iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(ages(&rosa), ages(&luis), "each record is of one of them");
}

#[test]
fn a_list_with_other_figures_says_which_rows_changed_and_corrects_who_is_not_registered() {
    let phone = Field::new();
    import(&phone, "lista", FIRST, &["--rows", "1"]).unwrap();
    let corrected = FIRST
        .replace("Mujer,20", "Mujer,26")
        .replace("Mujer,22", "Mujer,12");
    assert_eq!(
        import(&phone, "lista", &corrected, &[]).unwrap_err(),
        "list_earlier"
    );
    let taken = import(&phone, "lista", &corrected, &["--same-list", "yes"]).unwrap();
    let rows = taken["again"]["corrected"].as_array().unwrap();
    let said = |at: usize| {
        (
            &rows[at]["number"],
            &rows[at]["is_registered"],
            &rows[at]["fields"][0],
        )
    };
    let changed = |before: &str, now: &str| Value::from(vec!["age", before, now]);
    assert_eq!(said(0), (&1.into(), &true.into(), &changed("20", "26")));
    assert_eq!(said(1), (&3.into(), &false.into(), &changed("22", "12")));
    assert_eq!(rows.len(), 2);
    let records = taken["records"].as_array().unwrap();
    assert_eq!(records.len(), 3);
    // Sol is a child: the row says what looks odd about her although she is registered.
    let sol = records.iter().find(|record| record["row"] == 3).unwrap();
    let codes: Vec<&str> = sol["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| of["code"].as_str().unwrap())
        .collect();
    assert!(!codes.is_empty(), "{sol}");
    // Answered once; a list that was never read is not asked about again.
    assert_eq!(
        import(&phone, "lista", &corrected, &[]).unwrap()["registered"],
        0
    );
    assert_eq!(
        import(&phone, "lista", FIRST, &["--same-list", "no"]).unwrap()["registered"],
        0
    );
}

#[test]
fn a_list_that_holds_an_earlier_one_among_others_is_asked_about() {
    let phone = Field::new();
    import(&phone, "lista", FIRST, &[]).unwrap();
    let header = FIRST.lines().next().unwrap().to_owned() + "\n";
    let others = (10..30).map(|row| {
        format!(
            "{row},Nadia,Cruz {},Mujer,40\n",
            ["Rey", "Sol", "Mar", "Luna"][row % 4].repeat(row / 4)
        )
    });
    let rest = FIRST.lines().skip(1).map(|line| line.to_owned() + "\n");
    let all = header + &others.chain(rest).collect::<String>();
    assert_eq!(
        import(&phone, "todas", &all, &[]).unwrap_err(),
        "list_earlier"
    );
    let taken = import(&phone, "todas", &all, &["--same-list", "yes"]).unwrap();
    assert_eq!(
        (&taken["registered"], &taken["known"]),
        (&20.into(), &4.into())
    );
}

#[test]
fn identity_papers_of_a_list_stand_on_the_record_and_are_corrected_with_it() {
    let phone = Field::new();
    let list = "Nombre(s),Apellidos,Sexo,Nacionalidad,DPI/DUI/DNI,Pasaporte\n\
                Ana,Ruiz Paz,Mujer,Honduras,0801199012345,G123\nLeo,Sosa,Hombre,Guatemala,1234567890101,\n";
    import(&phone, "lista", list, &["--rows", "1"]).unwrap();
    let record = phone.ask(&["show", &codes(&phone)[0]]);
    let papers = record["entries"]["identity_paper"].as_array().unwrap();
    let mut said: Vec<String> = papers
        .iter()
        .map(|paper| {
            let of = |field: &str| paper["fields"][field]["value"].as_str().unwrap().to_owned();
            format!("{} {}", of("type"), of("number"))
        })
        .collect();
    said.sort();
    assert_eq!(said, ["dpi 0801199012345", "pasaporte G123"]);
    let corrected = list.replace("1234567890101", "1234567890109");
    let taken = import(&phone, "lista", &corrected, &["--same-list", "yes"]).unwrap();
    let field = &taken["again"]["corrected"][0]["fields"][0];
    assert_eq!(field[0], "identity_paper.identidad");
    assert_eq!(field[2], "1234567890109");
}
