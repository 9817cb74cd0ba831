use super::*;
use crate::value::Value;
use crate::{ENTRY_KINDS, EntryId, FIELDS};

/// A person with a value in every field, each of which would identify them.
fn person(n: u32) -> Statements {
    let mut said = Statements::new();
    for field in FIELDS {
        said.say(field.id, &*format!("MARK-{n}-{}", field.id));
    }
    for kind in ENTRY_KINDS {
        for field in kind.fields {
            let text = format!("MARK-{n}-{}", field.id);
            said.say_in_entry(kind.id, EntryId::from_bytes([1; 16]), field.id, &*text);
        }
    }
    said
}

fn told(answers: &[(&str, &str)]) -> Statements {
    let mut said = Statements::new();
    for (field, stored) in answers {
        said.say(field, Value::from_stored(stored));
    }
    said
}

fn today() -> Day {
    Day::new(2026, 11, 25).unwrap()
}

const YES: (&str, &str) = ("treatment.consent", "yes");

fn cell<'c>(cells: &'c [ReportCell], table: &str, category: &str) -> Option<&'c ReportCell> {
    let mut all = cells.iter();
    all.find(|cell| cell.table == table && cell.category == category)
}

#[test]
fn without_consent_nothing_is_reported() {
    let tells = ("treatment.types", "verbal");
    assert!(Treatment::of(&told(&[tells]), today()).is_none());
    for answer in ["no", "withdrawn", "∅refused", "", "sí"] {
        let said = told(&[tells, ("treatment.consent", answer)]);
        assert!(Treatment::of(&said, today()).is_none(), "{answer}");
    }
    // One other answer is enough to report nothing.
    let both = told(&[tells, YES, ("treatment.consent", "no")]);
    assert!(Treatment::of(&both, today()).is_none());
    assert!(Treatment::of(&told(&[YES]), today()).is_none());
    assert!(Treatment::of(&told(&[tells, YES]), today()).is_some());
}

#[test]
fn nothing_that_names_a_person_passes() {
    let people: Vec<Treatment> = (0..20)
        .map(|n| {
            let mut said = Statements::new();
            // The consent is the one field that has to be right; every other is as telling as can be.
            for field in FIELDS
                .iter()
                .filter(|field| field.id != "treatment.consent")
            {
                for value in person(n).values(field.id) {
                    said.say(field.id, value.clone());
                }
            }
            said.say("treatment.consent", "yes");
            Treatment::of(&said, today()).unwrap()
        })
        .collect();
    let text = format!("{:?} {people:?}", report(&people));
    assert!(!text.contains("MARK"), "{text}");
    assert!(text.contains("other") && text.contains("unknown"));
}

#[test]
fn a_row_is_no_finer_than_it_must_be() {
    let said = told(&[
        YES,
        ("birth.date", "1990-06-01"),
        ("sex", "female"),
        ("treatment.date", "2026-03-17"),
        ("treatment.country", "USA"),
        ("treatment.state", "texas"),
        ("treatment.place", "El Paso, calle 5"),
        ("treatment.types", "verbal"),
        ("treatment.types", "her own words"),
        ("treatment.actors", "ice"),
    ]);
    let row = Treatment::of(&said, today()).unwrap();
    assert_eq!((row.age_band, row.sex), ("30-44", "female"));
    assert_eq!((&*row.month, &*row.place), ("2026-03", "USA-Texas"));
    assert_eq!(
        row.types.into_iter().collect::<Vec<_>>(),
        ["other", "verbal"]
    );
    let place = |state: &str| {
        let said = told(&[
            YES,
            ("treatment.reported", "yes"),
            ("treatment.country", "MEX"),
            ("treatment.state", state),
        ]);
        Treatment::of(&said, today()).unwrap().place
    };
    assert_eq!(place("chihuahua"), "MEX-Chihuahua");
    assert_eq!(place("Calle Juárez 5, Chihuahua"), "MEX");
}

#[test]
fn counts_below_five_are_withheld_and_cannot_be_worked_out() {
    let row = |sex: &str, kind: &str| {
        let said = told(&[YES, ("age", "30"), ("sex", sex), ("treatment.types", kind)]);
        Treatment::of(&said, today()).unwrap()
    };
    let mut people = vec![row("female", "verbal"); 7];
    people.extend(vec![row("male", "physical"); 6]);
    people.extend(vec![row("x", "sexual"); 2]);
    let cells = report(&people);
    assert_eq!(cell(&cells, "all", "").unwrap().people, Some(15));
    let by_sex: Vec<_> = cells
        .iter()
        .filter(|cell| cell.table == "age_sex")
        .collect();
    let shown: Vec<_> = by_sex.iter().map(|cell| (&*cell.by, cell.people)).collect();
    // 15 less 7 less 6 would tell the two.
    assert_eq!(shown, [("female", Some(7)), ("male", None), ("x", None)]);
    assert_eq!(cell(&cells, "type", "verbal").unwrap().people, Some(7));
    assert_eq!(cell(&cells, "type", "sexual").unwrap().people, None);
    for cell in &cells {
        assert!(cell.people.is_none_or(|people| people >= CELL_PEOPLE_MIN));
    }
    let few = report(&people[..4]);
    assert!(few.iter().all(|cell| cell.people.is_none()));
    assert!(report(&[]).is_empty());
}

#[test]
fn all_of_it_is_kept_in_protection() {
    let of_treatment = FIELDS
        .iter()
        .filter(|field| field.id.starts_with("treatment."));
    let compartments: Vec<_> = of_treatment.map(|field| field.compartment).collect();
    assert!(compartments.len() >= 10);
    assert!(
        compartments
            .iter()
            .all(|of| *of == crate::Compartment::Protection)
    );
}
