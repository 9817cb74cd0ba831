//! XLSX and ODS, as people save them.

use puente_lists::{Answers, Notice, Question, RowFault, Source, read};

use crate::zip::{ods, text_rows, xlsx, xlsx_hiding, zip};
use crate::{columns, fixture, said, today, understood};

#[test]
fn a_list_saved_again_as_a_workbook_is_the_same_list() {
    let bytes = fixture("flight-135.csv");
    let original = understood(&bytes);
    let text = String::from_utf8(bytes).unwrap();
    let table: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    let saved = understood(&xlsx("", &text_rows(&table)));
    assert_eq!(saved.id, original.id);
    for (saved, original) in saved.rows.iter().zip(&original.rows) {
        assert_eq!(
            (saved.place, saved.number),
            (original.place, original.number)
        );
        assert_eq!(saved.fields, original.fields);
    }
    assert_eq!(saved.rows.len(), 135);
}

#[test]
fn the_sheet_with_a_list_is_found_among_others_and_hidden_ones_are_told() {
    let strings = "<si><t>Nombre</t></si><si><r><t>Ape</t></r><r><t>llidos</t></r><rPh><t>x</t></rPh></si><si><t>F. nac.</t></si><si><t xml:space=\"preserve\"> Ana &amp; Eva </t></si>";
    let rows = r#"<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="E2" t="s"><v>2</v></c></row>
        <row r="5"><c r="B5" t="s"><v>3</v></c><c r="C5" t="str"><f>cmd|'/C calc'!A0</f><v>Ruiz</v></c><c r="E5" s="1"><v>33938.5</v></c></row>"#;
    let reading = understood(&xlsx_hiding(strings, rows));
    let sheets = vec!["oculta".to_owned()];
    assert_eq!(reading.notices[0], Notice::HiddenSheets { sheets });
    assert_eq!(
        columns(&reading),
        ["", "name.given", "surnames", "", "birth.date"]
    );
    let Source::Workbook { sheet, sheets } = &reading.source else {
        panic!("a workbook");
    };
    assert_eq!((&**sheet, sheets.len()), ("Lista", 2));
    let row = &reading.rows[0];
    assert_eq!((row.line, row.place), (5, 1));
    assert_eq!(said(row, "name.given"), "Ana & Eva");
    assert_eq!(said(row, "name.surname1"), "Ruiz");
    assert_eq!(said(row, "birth.date"), "1992-11-30");
}

#[test]
fn joined_cells_say_the_same_in_every_row() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>nombres</t></is></c><c r="B1" t="inlineStr"><is><t>apellidos</t></is></c><c r="C1" t="inlineStr"><is><t>familia</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c><c r="B2" t="inlineStr"><is><t>Ruiz</t></is></c><c r="C2"><v>7</v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>Leo</t></is></c><c r="B3" t="inlineStr"><is><t>Ruiz</t></is></c><c r="C3"/></row>
        </sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells><sheetData>"#;
    let reading = understood(&xlsx("", rows));
    let groups: Vec<&str> = reading
        .rows
        .iter()
        .map(|row| said(row, "household"))
        .collect();
    assert_eq!(groups, ["7", "7"]);
}

#[test]
fn an_ods_is_read_with_its_repeated_rows_days_and_comments() {
    let rows = r#"<table:table-row><table:table-cell><text:p>Nombre</text:p></table:table-cell><table:table-cell><text:p>Apellidos</text:p></table:table-cell><table:table-cell><text:p>Nacimiento</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row>
        <table:table-row><table:table-cell><office:annotation><text:p>revisar</text:p></office:annotation><text:p>Ana<text:s/>María</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Ruiz</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1990-05-12T00:00:00"><text:p>12 de may</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell><text:p>Leo</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>Paz</text:p></table:table-cell></table:table-row>"#;
    let reading = understood(&ods(rows));
    assert_eq!(reading.rows.len(), 2);
    assert_eq!(said(&reading.rows[0], "name.given"), "Ana María");
    assert_eq!(said(&reading.rows[0], "birth.date"), "1990-05-12");
    assert_eq!(reading.rows[1].line, 1_048_003);
    assert_eq!(said(&reading.rows[1], "birth.date"), "Paz");
}

#[test]
fn of_several_lists_in_a_workbook_one_must_be_named() {
    let sheet = |name: &str| {
        format!(
            "<table:table table:name=\"{name}\"><table:table-row><table:table-cell><text:p>nombre</text:p></table:table-cell><table:table-cell><text:p>apellidos</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let content = format!(
        "<spreadsheet>{}{}</spreadsheet>",
        sheet("lunes"),
        sheet("martes")
    );
    let bytes = zip(&[("content.xml", content.as_bytes())]);
    let reading = read(&bytes, &Answers::default(), today()).unwrap();
    let sheets = vec!["lunes".to_owned(), "martes".to_owned()];
    assert_eq!(reading.questions, [Question::Sheet { sheets }]);
    for said_as in ["martes", "2"] {
        let answers = Answers {
            sheet: Some(said_as.into()),
            ..Answers::default()
        };
        let reading = read(&bytes, &answers, today()).unwrap();
        assert_eq!(reading.questions, []);
        assert_eq!(said(&reading.rows[0], "name.given"), "martes");
    }
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>nombres</t></is></c><c r="B1" t="inlineStr"><is><t>apellidos</t></is></c><c r="C1" t="inlineStr"><is><t>edad</t></is></c></row>"#;

fn row(number: u32, attributes: &str, age: &str) -> String {
    format!(
        r#"<row r="{number}" {attributes}><c r="A{number}" t="inlineStr"><is><t>Ana</t></is></c><c r="B{number}" t="inlineStr"><is><t>Ruiz</t></is></c>{age}</row>"#
    )
}

#[test]
fn hidden_rows_are_asked_about_and_hidden_columns_told() {
    let rows = |hidden: &str| {
        format!(
            "{HEADER}{}{}",
            row(2, "", "<c r=\"C2\"><v>31</v></c>"),
            row(3, hidden, "")
        )
    };
    for hidden in ["hidden=\"1\"", "ht=\"0\" customHeight=\"1\""] {
        let book = xlsx("", &rows(hidden));
        let of = |hidden_rows| {
            let answers = Answers {
                hidden_rows,
                ..Answers::default()
            };
            read(&book, &answers, today()).unwrap()
        };
        assert_eq!(of(None).questions, [Question::HiddenRows { rows: 1 }]);
        assert_eq!(
            (of(Some(true)).rows.len(), &of(Some(true)).notices[..]),
            (2, &[Notice::HiddenRows { rows: 1 }][..])
        );
        assert_eq!(
            (of(Some(false)).rows.len(), &of(Some(false)).faults[..]),
            (1, &[(3, RowFault::Hidden)][..])
        );
    }
    let columns = r#"<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>"#;
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let line = |cells: [&str; 3], attribute: &str| {
        format!(
            "<table:table-row {attribute}>{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    let rows = columns.to_owned()
        + &line(["nombres", "apellidos", "edad"], "")
        + &line(["Ana", "Ruiz", "31"], "")
        + &line(["Leo", "Paz", "40"], "table:visibility=\"filter\"");
    let reading = read(&ods(&rows), &Answers::default(), today()).unwrap();
    assert_eq!(reading.questions, [Question::HiddenRows { rows: 1 }]);
    let columns = vec!["apellidos".to_owned(), "edad".to_owned()];
    assert_eq!(reading.notices, [Notice::HiddenColumns { columns }]);
}

#[test]
fn formulas_without_a_value_and_failed_ones_say_nothing_and_are_told() {
    let formula = "<c r=\"C2\"><f>TODAY()-A1</f></c>";
    let empty = "<c r=\"C3\"><f>1+1</f><v></v></c>";
    let failed = "<c r=\"C4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>";
    let nothing = "<c r=\"C5\" t=\"str\"><f>IF(1,\"\",2)</f><v></v></c>";
    let rows = [
        row(2, "", formula),
        row(3, "", empty),
        row(4, "", failed),
        row(5, "", nothing),
    ]
    .concat();
    let reading = understood(&xlsx("", &format!("{HEADER}{rows}")));
    assert_eq!(reading.rows.len(), 4);
    assert!(reading.rows.iter().all(|row| said(row, "age").is_empty()));
    let told = [
        Notice::FormulasEmpty { cells: 2 },
        Notice::ErrorCells { cells: 1 },
    ];
    assert_eq!(reading.notices, told);
    let named = r#"<row r="2"><c r="A2"><f>X!A1</f></c><c r="B2"><f>X!B1</f></c><c r="C2"><v>31</v></c></row>"#;
    let reading = understood(&xlsx("", &format!("{HEADER}{named}")));
    assert_eq!(reading.faults, [(2, RowFault::Formula)]);
    let reading =
        understood("nombres,apellidos,edad\nAna,#N/A,#¡VALOR!\nLeo,Paz,####\n".as_bytes());
    assert_eq!(said(&reading.rows[0], "name.surname1"), "");
    assert_eq!(reading.notices, [Notice::ErrorCells { cells: 3 }]);
}

#[test]
fn parts_of_a_workbook_are_found_where_their_relations_say() {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = r#"<workbook xmlns:r="r"><sheets><sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row></sheetData></worksheet>";
    let strings = "<sst><si><t>nombres</t></si><si><t>apellidos</t></si><si><t>Ana</t></si><si><t>Ruiz</t></si></sst>";
    for (main, sheet_target, sheet_part, string_target, string_part) in [
        (
            "xl/workbook.xml",
            "./worksheets/sheet1.xml",
            "xl/worksheets/sheet1.xml",
            "strings/all.xml",
            "xl/strings/all.xml",
        ),
        (
            "xl/workbook22.xml",
            "../xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet1.xml",
            "SharedStrings.xml",
            "xl/SharedStrings.xml",
        ),
        (
            "book/main.xml",
            "/sheets/a.xml",
            "sheets/a.xml",
            "../strings.xml",
            "strings.xml",
        ),
        (
            "xl/workbook.xml",
            "worksheets\\sheet1.xml",
            "xl/worksheets/sheet1.xml",
            "sharedStrings.xml",
            "xl/SHAREDSTRINGS.XML",
        ),
    ] {
        let (folder, name) = main.rsplit_once('/').unwrap();
        let package = format!(
            "<Relationships><Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"{main}\"/></Relationships>"
        );
        let relations = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"{sheet_target}\"/><Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"{string_target}\"/></Relationships>"
        );
        let reading = understood(&zip(&[
            ("_rels/.rels", package.as_bytes()),
            (main, book.as_bytes()),
            (&format!("{folder}/_rels/{name}.rels"), relations.as_bytes()),
            (sheet_part, sheet.as_bytes()),
            (string_part, strings.as_bytes()),
        ]));
        assert_eq!(
            said(&reading.rows[0], "name.given"),
            "Ana",
            "{main} {sheet_target}"
        );
    }
}

#[test]
fn a_hidden_sheet_is_taken_where_somebody_names_it() {
    let rows = text_rows(&[
        vec!["Nombre(s)".to_owned(), "Apellidos".to_owned()],
        vec!["Ana".to_owned(), "Ruiz".to_owned()],
    ]);
    let named = Answers {
        sheet: Some("oculta".to_owned()),
        ..Answers::default()
    };
    let reading = read(&xlsx_hiding("", &rows), &named, today()).unwrap();
    assert_eq!((reading.rows.len(), reading.notices.len()), (1, 0));
    let Source::Workbook { sheet, sheets } = &reading.source else {
        panic!("a workbook");
    };
    assert_eq!((&**sheet, sheets.len()), ("oculta", 2));
}

#[test]
fn a_hidden_table_of_libre_office_is_told() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |of: [&str; 2]| {
        format!(
            "<table:table-row>{}{}</table:table-row>",
            cell(of[0]),
            cell(of[1])
        )
    };
    let list = [["Nombre(s)", "Apellidos"], ["Ana", "Ruiz"]]
        .map(row)
        .concat();
    let other = [["Nombre(s)", "Apellidos"], ["Leo", "Sosa"]]
        .map(row)
        .concat();
    let book = ods(&format!(
        "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>{list}</table:table>\
         <table:table table:name=\"Vieja\" table:style-name=\"ta2\">{other}"
    ));
    let reading = understood(&book);
    let sheets = vec!["Vieja".to_owned()];
    assert_eq!(reading.notices, [Notice::HiddenSheets { sheets }]);
    assert_eq!(said(&reading.rows[0], "name.given"), "Ana");
}
