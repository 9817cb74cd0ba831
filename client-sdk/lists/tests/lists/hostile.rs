//! Files that were made to hurt, and files that broke on the way.

use proptest::prelude::*;
use puente_lists::{Answers, ListError, limits, read};

use crate::zip::{ods, xlsx, zip};
use crate::{fixture, refused, said, today, understood};

#[test]
fn formulas_are_text_and_nothing_else() {
    let list = "nombre,apellidos,curp\n=cmd|'/C calc'!A0,Ruiz,@SUM(1+1)\n\"=HYPERLINK(\"\"http://x.example\"\")\",Paz,+1\n";
    let reading = understood(list.as_bytes());
    assert_eq!(said(&reading.rows[0], "name.given"), "=cmd|'/C calc'!A0");
    assert_eq!(
        said(&reading.rows[1], "name.given"),
        "=HYPERLINK(\"http://x.example\")"
    );
}

#[test]
fn a_million_rows_are_refused_by_their_number() {
    let mut list = String::from("nombre,apellidos\n");
    list.push_str(&"A,B\n".repeat(1_000_000));
    assert_eq!(refused(list.as_bytes()), ListError::TooManyRows);
    assert_eq!(
        refused(&vec![b'a'; limits::FILE_BYTES_MAX + 1]),
        ListError::TooLong
    );
    let rows = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>Ana</text:p></table:table-cell></table:table-row>";
    assert_eq!(refused(&ods(rows)), ListError::TooManyRows);
}

#[test]
fn a_list_of_quotation_marks_that_are_never_closed_is_read_in_time() {
    let list = format!("nombre,apellidos\n{}", "\"Ana,Ruiz\n".repeat(10_000));
    let reading = understood(list.as_bytes());
    assert_eq!((reading.rows.len(), reading.faults.len()), (0, 10_000));
}

#[test]
fn three_hundred_columns_are_read_and_sixteen_thousand_refused() {
    let more = ",x".repeat(298);
    let list = format!("nombre,apellidos{more}\nAna,Ruiz{more}\n");
    assert_eq!(understood(list.as_bytes()).columns.len(), 300);
    let row = r#"<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>"#;
    assert_eq!(refused(&xlsx("", row)), ListError::TooManyColumns);
    let cells = "<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(refused(&ods(cells)), ListError::TooManyColumns);
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused_within_its_limit() {
    let zeros = vec![b' '; limits::UNPACKED_BYTES_MAX + 1];
    let bomb = zip(&[("content.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(refused(&bomb), ListError::TooLong);
    // A string of a gigabyte made by reference: one long text in many cells.
    let long = format!("<si><t>{}</t></si>", "x".repeat(60_000));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(1_000));
    assert_eq!(refused(&xlsx(&long, &row.repeat(30))), ListError::TooLong);
}

#[test]
fn other_files_are_told_apart() {
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert_eq!(
        refused(&[compound.clone(), utf16("EncryptedPackage")].concat()),
        ListError::Protected
    );
    assert_eq!(
        refused(&[compound, utf16("Workbook")].concat()),
        ListError::OldFormat
    );
    assert_eq!(
        refused(&zip(&[("xl/workbook.bin", b"x")])),
        ListError::OldFormat
    );
    assert_eq!(
        refused(&zip(&[("word/document.xml", b"<w/>")])),
        ListError::NotAList
    );
    let manifest: &[u8] = b"<m><manifest:encryption-data/></m>";
    assert_eq!(
        refused(&zip(&[
            ("META-INF/manifest.xml", manifest),
            ("content.xml", b"\xff")
        ])),
        ListError::Protected
    );
    for other in [
        &b"%PDF-1.7"[..],
        b"<!DOCTYPE html><table>",
        b"<html>",
        b"\x89PNG\r\n",
        b"a,b\nc,\0d\n",
    ] {
        assert_eq!(refused(other), ListError::NotAList, "{other:?}");
    }
    assert_eq!(refused(b""), ListError::Empty);
    assert_eq!(refused(b"\r\n\r\n"), ListError::Empty);
    assert_eq!(refused(b"\0\0\0\0"), ListError::Empty);
    assert_eq!(refused(b"hola\nadios\n"), ListError::NoHeader);
}

#[test]
fn a_cut_file_is_damaged_and_entities_do_not_expand() {
    let whole = xlsx(
        "",
        "<row><c t=\"inlineStr\"><is><t>nombre</t></is></c></row>",
    );
    for cut in [10, whole.len() / 2, whole.len() - 30] {
        assert_eq!(refused(&whole[..cut]), ListError::Damaged, "{cut}");
    }
    let content = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><table:table><table:table-row><table:table-cell><text:p>nombre &b;</text:p></table:table-cell><table:table-cell><text:p>apellidos</text:p></table:table-cell></table:table-row></table:table>"#;
    let reading = read(
        &zip(&[("content.xml", content.as_bytes())]),
        &Answers::default(),
        today(),
    )
    .unwrap();
    assert_eq!(reading.columns[0].header, "nombre");
}

fn hurt(mut bytes: Vec<u8>, wounds: Vec<(prop::sample::Index, u8)>) -> Vec<u8> {
    for (place, byte) in wounds {
        let place = place.index(bytes.len());
        bytes[place] = byte;
    }
    bytes
}

fn wounds() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_text_is_read_or_refused(wounds in wounds(), which in 0_usize..3) {
        let names = ["flight-135.csv", "bus-44.csv", "foot-60.csv"];
        let _ = read(&hurt(fixture(names[which]), wounds), &Answers::default(), today());
    }

    #[test]
    fn damaged_workbooks_are_read_or_refused(wounds in wounds(), is_ods in any::<bool>()) {
        let row = "<row><c t=\"inlineStr\"><is><t>nombre</t></is></c><c t=\"inlineStr\"><is><t>apellidos</t></is></c></row><row><c s=\"1\"><v>33938</v></c></row>";
        let cells = "<table:table-row><table:table-cell><text:p>nombre</text:p></table:table-cell></table:table-row>";
        let book = if is_ods { ods(cells) } else { xlsx("", row) };
        let _ = read(&hurt(book, wounds), &Answers::default(), today());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = read(&bytes, &Answers::default(), today());
    }
}
