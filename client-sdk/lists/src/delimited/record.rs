//! One row of a text: where it ends, and its cells.
//!
//! Implemented here because lists come from programs that put a blank before a quotation mark, escape it with a
//! backslash, or do not escape it at all. `csv-core` follows the standard and would tear these rows.

/// The characters between and around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) delimiter: u8,
    pub(super) quote: u8,
}

/// A row at the beginning of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) cells: Vec<String>,
    /// The bytes that it takes in the text, including its line end.
    pub(super) length: usize,
    /// Does a cell contain a line break?
    pub(super) spans_lines: bool,
    /// Does a cell contain a quotation mark that is not escaped?
    pub(super) has_bare_marks: bool,
    /// Is a quotation mark never closed, or closed before the end of its cell?
    pub(super) is_torn: bool,
}

impl Marks {
    /// Reads the first row of a text.
    pub(super) fn first(self, text: &str) -> Record {
        let mut reading = Reading {
            text: text.as_bytes(),
            at: 0,
            marks: self,
            last_closing: (0, None),
            record: Record::default(),
        };
        while reading.cell() {}
        reading.record.length = reading.at;
        reading.record
    }
}

struct Reading<'t> {
    text: &'t [u8],
    at: usize,
    marks: Marks,
    /// The end of the line that was examined last, and the last quotation mark on it that closes a cell.
    /// Cached, because a line may be megabytes of quotation marks.
    last_closing: (usize, Option<usize>),
    record: Record,
}

impl Reading<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    /// Reads one cell and the character that ends it. Returns whether another cell follows.
    fn cell(&mut self) -> bool {
        let from = self.at;
        let first = self.past_blanks(from);
        let mut cell = Vec::new();
        if self.byte(first) == Some(self.marks.quote) {
            self.at = first + 1;
            self.quoted(&mut cell);
        }
        let rest = self.at;
        while self.byte(self.at).is_some_and(|byte| !self.ends(byte)) {
            self.at += 1;
        }
        cell.extend(&self.text[rest..self.at]);
        // Cut between characters, because every mark is ASCII.
        self.record
            .cells
            .push(String::from_utf8_lossy(&cell).into_owned());
        let end = self.byte(self.at);
        let returns = self.text[self.at..]
            .iter()
            .take_while(|byte| **byte == b'\r')
            .count();
        self.at = match end {
            Some(b'\r') if self.byte(self.at + returns) == Some(b'\n') => self.at + returns + 1,
            Some(_) => self.at + 1,
            None => self.at,
        };
        end == Some(self.marks.delimiter)
    }

    const fn ends(&self, byte: u8) -> bool {
        byte == self.marks.delimiter || matches!(byte, b'\r' | b'\n')
    }

    fn past_blanks(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(blank @ (b' ' | b'\t')) if blank != self.marks.delimiter)
        {
            at += 1;
        }
        at
    }

    /// Does the end of a cell follow a quotation mark at this position?
    fn is_closing(&self, at: usize) -> bool {
        let next = self.byte(self.past_blanks(at + 1));
        next.is_none_or(|byte| self.ends(byte))
    }

    /// Reads the text between two quotation marks and moves behind the second one.
    fn quoted(&mut self, cell: &mut Vec<u8>) {
        let (mut spans, mut escapes, mut bare) = (false, 0, 0);
        while let Some(byte) = self.byte(self.at) {
            let next = self.byte(self.at + 1);
            let is_mark = byte == self.marks.quote;
            if is_mark && bare % 2 == 1 && next == Some(byte) && self.is_closing(self.at + 1) {
                // Quotation marks without escapes: `"Ana "La Güera""`.
                cell.push(byte);
                bare += 1;
                self.at += 1;
            } else if is_mark && next == Some(self.marks.quote) {
                cell.push(byte);
                self.at += 2;
            } else if is_mark && self.is_closing(self.at) {
                self.at = self.past_blanks(self.at + 1);
                self.record.spans_lines |= spans;
                return;
            } else if is_mark && spans {
                // The unclosed quotation mark closes where the next row opens its own.
                break;
            } else if is_mark && !self.closes_on_this_line(self.at + 1) {
                self.at += 1;
                return;
            } else if byte == b'\\'
                && next == Some(self.marks.quote)
                && (escapes % 2 == 1 || !self.is_closing(self.at + 1))
            {
                cell.push(self.marks.quote);
                escapes += 1;
                self.at += 2;
            } else {
                self.record.has_bare_marks |= is_mark;
                bare += usize::from(is_mark);
                spans |= matches!(byte, b'\n' | b'\r');
                cell.push(byte);
                self.at += 1;
            }
        }
        self.record.spans_lines |= spans;
        self.record.is_torn = true;
    }

    /// Does a later quotation mark on the line close the cell, so that this one is part of the text?
    fn closes_on_this_line(&mut self, from: usize) -> bool {
        if from > self.last_closing.0 || self.last_closing == (0, None) {
            let rest = self.text[from..].iter();
            let length = rest
                .take_while(|byte| !matches!(byte, b'\r' | b'\n'))
                .count();
            let mut places = (from..from + length).rev();
            let last = places.find(|at| self.text[*at] == self.marks.quote && self.is_closing(*at));
            self.last_closing = (from + length, last);
        }
        self.last_closing.1.is_some_and(|last| from <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        let marks = Marks {
            delimiter: b',',
            quote: b'"',
        };
        let record = marks.first(text);
        assert!(!record.is_torn, "{text}");
        record.cells
    }

    #[test]
    fn cells_are_read_as_the_programs_that_wrote_them_meant_them() {
        for (text, read) in [
            ("a,b\r\nc", &["a", "b"][..]),
            ("\"Ruiz, Paz\",\"\",x", &["Ruiz, Paz", "", "x"]),
            (
                "\"Ana\", \"Ruiz, Paz\" ,\t\"31\"",
                &["Ana", "Ruiz, Paz", "31"],
            ),
            ("\"Ana \"\"La Güera\"\"\",x", &["Ana \"La Güera\"", "x"]),
            (
                r#""Ana \"La Güera\"","Ruiz""#,
                &["Ana \"La Güera\"", "Ruiz"],
            ),
            (
                r#""Ana \"La Güera\", Chica",x"#,
                &["Ana \"La Güera\", Chica", "x"],
            ),
            (r#""Ana "La Güera" Paz",x"#, &["Ana \"La Güera\" Paz", "x"]),
            (r#""Ana "La Güera"",x"#, &["Ana \"La Güera\"", "x"]),
            (r#""Ana" María,x"#, &["Ana María", "x"]),
            (r#"Ana "La Güera",x"#, &["Ana \"La Güera\"", "x"]),
            (r#""C:\",x"#, &["C:\\", "x"]),
            ("\"two\r\nlines\",x\ny", &["two\r\nlines", "x"]),
            ("a,,\nb", &["a", "", ""]),
        ] {
            assert_eq!(cells(text), read, "{text}");
        }
    }

    #[test]
    fn a_mark_that_does_not_close_where_a_cell_ends_tears_its_row() {
        let marks = Marks {
            delimiter: b',',
            quote: b'"',
        };
        for text in ["\"Ruiz\n2,Paz", "\"Ruiz\n2,\"Paz\",x\n", "1,\"Ruiz"] {
            assert!(marks.first(text).is_torn, "{text}");
        }
    }
}
