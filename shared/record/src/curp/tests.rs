use super::*;
use proptest::prelude::*;

fn curp(text: &str) -> Curp {
    text.parse().unwrap()
}

#[test]
fn published_vectors_are_read() {
    for (text, born, sex, state) in [
        ("BOXW310820HNERXN09", "1931-08-20", CurpSex::Male, "NE"),
        ("AAPR630321HDFLRC09", "1963-03-21", CurpSex::Male, "DF"),
        ("HEGG560427MVZRRL04", "1956-04-27", CurpSex::Female, "VZ"),
        ("SABC560626MDFLRN01", "1956-06-26", CurpSex::Female, "DF"),
        ("MAAR790213HMNRLF03", "1979-02-13", CurpSex::Male, "MN"),
        ("GOMC050312MBCNRRA3", "2005-03-12", CurpSex::Female, "BC"),
    ] {
        let curp = curp(text);
        assert_eq!(curp.birth_date().to_string(), born);
        assert_eq!((curp.sex(), curp.birth_state()), (sex, state));
        assert_eq!(curp.as_str(), text);
    }
}

#[test]
fn it_proposes_what_it_says_and_no_more() {
    let said = curp("GOMC050312MBCNRRA3").implies();
    let [born, sex, state] = said.each_ref().map(|(field, value)| (*field, &**value));
    assert_eq!(
        (born, sex),
        (("birth.date", "2005-03-12"), ("sex", "female"))
    );
    assert_eq!(state, ("birth.state", "BC"));
    assert_eq!(curp("GOMC050312MBCNRRA3").match_key(), "GOMC050312MBCNRR");
}

#[test]
fn a_wrong_check_digit_is_told() {
    assert_eq!(
        "BOXW310820HNERXN08".parse::<Curp>(),
        Err(CurpError::CheckDigit)
    );
}

#[test]
fn the_error_says_what_to_look_at() {
    let error = |text: &str| text.parse::<Curp>().unwrap_err();
    assert_eq!(error("BOXW310820"), CurpError::Length { found: 10 });
    assert_eq!(error("BBXW310820HNERXN09"), CurpError::Form { position: 2 });
    assert_eq!(error("ÑOXW310820HNERXN09"), CurpError::Form { position: 1 });
    assert_eq!(
        error("BOXW310820ZNERXN09"),
        CurpError::Form { position: 11 }
    );
    assert_eq!(error("BOXW310231HNERXN09"), CurpError::Date);
}

#[test]
fn sex_x_and_states_not_listed_are_accepted() {
    let mut text = *b"BOXW310820XQQRXN00";
    text[17] = check_digit(&text);
    let curp = curp(core::str::from_utf8(&text).unwrap());
    assert_eq!((curp.sex(), curp.birth_state()), (CurpSex::X, "QQ"));
}

#[test]
fn case_and_spaces_are_forgiven() {
    assert_eq!(curp(" boxw 310820 hnerxn-09 "), curp("BOXW310820HNERXN09"));
}

#[test]
fn letters_are_compared_with_names() {
    // BOXW: BO(tello), no second surname, W(illiam).
    let boxw = curp("BOXW310820HNERXN09");
    assert!(boxw.agrees_with_surname1("Botello"));
    assert!(boxw.agrees_with_surname1("de la Borja"));
    assert!(!boxw.agrees_with_surname1("Benítez"));
    assert!(boxw.agrees_with_surname2(""));
    assert!(boxw.agrees_with_surname2("Xool"));
    assert!(!boxw.agrees_with_surname2("Cruz"));
    for given in ["William", "José William", "J. William", "Ma. Wendy"] {
        assert!(boxw.agrees_with_given(given), "{given}");
    }
    assert!(!boxw.agrees_with_given("José"));
    // Ñ is written X.
    let mut text = *b"XAXJ310820HNERXN00";
    text[17] = check_digit(&text);
    let curp = curp(core::str::from_utf8(&text).unwrap());
    assert!(curp.agrees_with_surname1("Ñáñez"));
    assert!(curp.agrees_with_given("José"));
}

proptest! {
    #[test]
    fn any_text_is_a_curp_or_an_error(text in "[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]|.{0,20}") {
        if let Ok(curp) = text.parse::<Curp>() {
            let _ = (curp.birth_date(), curp.sex(), curp.birth_state());
        }
    }
}
