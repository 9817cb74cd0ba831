//! An arrival list that goes from phone to phone as a file.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

#[path = "offline/phone.rs"]
mod phone;

use puente_client::{Device, Error, ListCopy, ListView, Registration, RowNumbers, RowState};
use puente_lists::{Answers, ListReading};
use puente_record::{DocumentId, Moment};

use phone::{NOW_MS, Phone};

const LIST: &str = "Núm,Nombre(s),Apellidos,Sexo,Edad,Pasaporte,Observaciones\n\
    1,Ana,Ruiz Paz,Mujer,34,G123,asma\n\
    2,Leo,Paz,Hombre,9,,\n\
    3,FNU,Tzul,Mujer,50,,\n";

impl Phone {
    fn import(&mut self, reading: &ListReading) -> DocumentId {
        let Self { device, rng, .. } = self;
        let imported = device.import_list(reading, "vuelo", NOW_MS, rng, &mut |_| {});
        imported.unwrap().list
    }

    fn opens(&mut self, copy: &ListCopy) -> DocumentId {
        let list = self.import(&copy.reading());
        let Self { device, rng, .. } = self;
        device.take_copied(list, copy, NOW_MS, rng).unwrap();
        list
    }

    fn view(&self, list: DocumentId) -> ListView {
        self.device.list_view(list).unwrap()
    }
}

fn read(list: &str) -> ListReading {
    let today = Moment::from_unix_ms(NOW_MS).day();
    puente_lists::read(list.as_bytes(), &Answers::default(), today).unwrap()
}

fn rows(text: &str) -> RowNumbers {
    text.parse().unwrap()
}

fn asked() -> Registration {
    Registration {
        fields: Vec::new(),
        basis: String::new(),
    }
}

#[test]
fn a_copy_makes_the_same_rows_records_and_codes_and_says_who_took_whom() {
    let (mut one, mut two) = (Phone::new(1), Phone::new(2));
    let list = one.import(&read(LIST));
    let Phone { device, rng, .. } = &mut one;
    device.take_row(list, 2, &asked(), NOW_MS, rng).unwrap();
    device.mark_absent(list, 3, NOW_MS, rng).unwrap();
    let copy = device.copy_list(list, Some(&rows("3")), rng).unwrap();
    let sealed = copy.seal(rng);
    let portion = copy.portion_left().unwrap();
    device
        .leave_rows(list, portion, &rows("3"), NOW_MS, rng)
        .unwrap();
    let typed = sealed.code.to_lowercase().replace('-', " ");
    let opened = ListCopy::open(&sealed.file, &typed).unwrap();
    assert_eq!(two.opens(&opened), list);

    let (here, there) = (one.view(list), two.view(list));
    for (here, there) in here.rows.iter().zip(&there.rows) {
        assert_eq!(
            (
                here.place,
                here.number,
                here.record,
                &here.code,
                &here.fields
            ),
            (
                there.place,
                there.number,
                there.record,
                &there.code,
                &there.fields
            )
        );
    }
    assert_eq!(there.rows[1].state, RowState::Taken);
    assert_eq!(
        (&there.rows[1].by, &there.rows[1].at),
        (&here.rows[1].by, &here.rows[1].at)
    );
    // The person who noted an absence may overrule it, and the copy must not contradict that.
    assert_eq!(there.rows[2].state, RowState::Missing);
    assert_eq!(
        (&*there.portions[0].rows, there.portions[0].is_own),
        ("3", true)
    );
    let claim = |phone: &mut Phone, text| {
        let Phone { device, rng, .. } = phone;
        device.claim_rows(list, &rows(text), NOW_MS, rng)
    };
    assert!(matches!(claim(&mut one, "2-3"), Err(Error::RowsClaimed)));
    claim(&mut two, "2-3").unwrap();
    let Phone { device, rng, .. } = &mut two;
    let papers = |device: &Device, record| device.view(record, NOW_MS).unwrap().entries;
    let taken = device.take_row(list, 1, &asked(), NOW_MS, rng).unwrap();
    assert_eq!(papers(device, taken.record())["identity_paper"].len(), 1);
}

#[test]
fn a_copy_is_opened_by_its_code_alone_and_never_when_damaged() {
    let mut one = Phone::new(3);
    let list = one.import(&read(LIST));
    let Phone { device, rng, .. } = &mut one;
    let sealed = device.copy_list(list, None, rng).unwrap().seal(rng);
    assert!(ListCopy::is_sealed(&sealed.file));
    let refused =
        |file: &[u8], code: &str| matches!(ListCopy::open(file, code), Err(Error::CopyNotOpened));
    assert!(refused(&sealed.file, "AAAA-AAAA-AAAA"));
    assert!(refused(&sealed.file, ""));
    assert!(refused(&[], &sealed.code));
    for at in [0, 13, 14, 30, 60, sealed.file.len() - 1] {
        let mut file = sealed.file.clone();
        file[at] ^= 1;
        assert!(refused(&file, &sealed.code), "{at}");
        assert!(refused(&file[..at], &sealed.code), "{at}");
    }
    assert!(!sealed.file.windows(4).any(|some| some == b"Ruiz"));
}

#[test]
fn a_copy_adds_what_the_receiver_lacks_and_is_passed_on_with_everything() {
    let (mut one, mut two, mut three) = (Phone::new(4), Phone::new(5), Phone::new(6));
    let list = one.import(&read(LIST));
    two.import(&read(LIST));
    let again = format!("{LIST}4,Sol,Vega,Mujer,20,,\n");
    let again = read(&again);
    let Phone { device, rng, .. } = &mut one;
    let earlier = device.earlier_list(&again).unwrap().unwrap();
    device.import_again(&again, &earlier, NOW_MS, rng).unwrap();
    let copy = device.copy_list(list, None, rng).unwrap();
    assert!(two.device.earlier_list(&copy.reading()).unwrap().is_none());
    assert_eq!(two.opens(&copy), list);
    let Phone { device, rng, .. } = &mut two;
    let copy = device.copy_list(list, None, rng).unwrap();
    assert_eq!(three.opens(&copy), list);
    let seen = one.view(list).rows;
    assert_eq!(seen.len(), 4);
    assert_eq!(two.view(list).rows, seen);
    assert_eq!(three.view(list).rows, seen);
    // The file of the later version is recognised as this list there too.
    assert!(three.device.earlier_list(&again).unwrap().unwrap().is_said);
}

#[test]
fn what_became_of_a_row_is_no_status_of_a_case() {
    let mut one = Phone::new(7);
    let list = one.import(&read(LIST));
    let Phone { device, rng, .. } = &mut one;
    device.mark_absent(list, 3, NOW_MS, rng).unwrap();
    let taken = device.take_row(list, 3, &asked(), NOW_MS, rng).unwrap();
    let view = device.view(taken.record(), NOW_MS).unwrap();
    assert!(!view.fields.contains_key("status"));
    let row = &one.view(list).rows[2];
    assert!(row.fields.iter().all(|(name, _)| name != "status"));
}
