//! Workbooks made by hand: a zip with parts, and the XML in them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// A zip of these parts, deflated.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(part).unwrap();
        let packed = encoder.finish().unwrap();
        let offset = u32::try_from(bytes.len()).unwrap();
        let length = u16::try_from(name.len()).unwrap();
        let sizes =
            [packed.len(), part.len()].map(|size| u32::try_from(size).unwrap().to_le_bytes());
        let head = [
            &8_u16.to_le_bytes()[..],
            &[0; 4],
            &[0; 4],
            &sizes[0],
            &sizes[1],
            &length.to_le_bytes(),
        ]
        .concat();
        bytes.extend(
            [
                b"PK\x03\x04",
                &[20, 0, 0, 0][..],
                &head,
                &[0, 0],
                name.as_bytes(),
                &packed,
            ]
            .concat(),
        );
        directory.extend(
            [
                b"PK\x01\x02",
                &[20, 0, 20, 0, 0, 0][..],
                &head,
                &[0; 12],
                &offset.to_le_bytes(),
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let start = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    bytes.extend(directory);
    bytes.extend(
        [
            b"PK\x05\x06",
            &[0; 4][..],
            &count,
            &count,
            &size,
            &start,
            &[0, 0],
        ]
        .concat(),
    );
    bytes
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Notas" r:id="rId2"/><sheet name="Lista" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// A workbook whose sheet *Lista* has these rows, and a sheet of notes before it.
pub(crate) fn xlsx(strings: &str, rows: &str) -> Vec<u8> {
    book(BOOK, strings, rows)
}

/// As [`xlsx`], with the rows on a hidden sheet *oculta* too.
pub(crate) fn xlsx_hiding(strings: &str, rows: &str) -> Vec<u8> {
    let hidden = r#"<sheets><sheet name="oculta" state="hidden" r:id="rId1"/>"#;
    book(&BOOK.replace("<sheets>", hidden), strings, rows)
}

fn book(book: &str, strings: &str, rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/sheet2.xml", br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Enviar a oficina</t></is></c></row></sheetData></worksheet>"#),
    ])
}

/// An ODS of one sheet with these rows.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Hoja1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// Rows of text cells, `=` and days as a workbook holds them: every cell in line, days with a style.
pub(crate) fn text_rows(table: &[Vec<String>]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut rows = String::new();
    for line in table {
        rows.push_str("<row>");
        for cell in line {
            match cell.parse::<puente_record::Day>() {
                Ok(day) => rows.push_str(&format!("<c s=\"1\"><v>{}</v></c>", serial(day))),
                Err(_) if cell.parse::<u32>().is_ok() => {
                    rows.push_str(&format!("<c><v>{cell}</v></c>"));
                }
                Err(_) => rows.push_str(&format!(
                    "<c t=\"inlineStr\"><is><t>{}</t></is></c>",
                    escape(cell)
                )),
            }
        }
        rows.push_str("</row>");
    }
    rows
}

/// The serial number of a day after February 1900.
fn serial(day: puente_record::Day) -> u32 {
    let days =
        |year: u16, month: u8| u32::from(puente_record::date::days_in_month(year, month).unwrap());
    let years = (1900..day.year())
        .map(|year| (1..=12).map(|month| days(year, month)).sum::<u32>())
        .sum::<u32>();
    let months: u32 = (1..day.month()).map(|month| days(day.year(), month)).sum();
    years + months + u32::from(day.day()) + 1
}
