//! Facts that are spread over several columns: the sex as a mark under one of two headers, a date in its parts.

use puente_record::{Day, search_key};

use crate::meaning::Meaning;
use crate::table::TableRow;
use crate::{Answers, Column, Question};

/// Columns whose cells together state one fact.
#[derive(Debug, Default)]
pub(crate) struct ColumnGroup {
    /// The columns of marks for one sex: index, the word for the sex, and whether the column is for children.
    marks: Vec<(usize, &'static str, bool)>,
    /// The columns of day, month and year.
    parts: Option<[Option<usize>; 3]>,
}

/// What the spread columns of one row state together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupValue {
    /// A word for the sex.
    pub(crate) sex: Option<&'static str>,
    /// Both sexes are marked.
    pub(crate) is_sex_unclear: bool,
    /// A column of children is marked.
    pub(crate) is_child: bool,
    /// A date in the form of the list: day, month, year.
    pub(crate) birth: Option<String>,
}

impl GroupValue {
    /// The facts of these columns, and the family under whose name the row stands, as meanings and words.
    pub(crate) fn said<'s>(&'s self, family: Option<&'s str>) -> Vec<(Meaning, &'s str)> {
        let sex = self.sex.map(|word| (Meaning::Field("sex"), word));
        let birth = self
            .birth
            .as_deref()
            .map(|date| (Meaning::Field("birth.date"), date));
        let family = family.map(|name| (Meaning::Field("household"), name));
        let child = self.is_child.then_some((Meaning::MinorMark, "x"));
        [sex, child, birth, family].into_iter().flatten().collect()
    }
}

/// Signs that count as a mark, and below signs that mean *no*.
const MARKS: &str = "x|xx|✓|✔|√|☑|☒|✗|✘|•|●|■|*|1|si|s|yes|y|v|h|m|f|hombre|mujer|masculino|femenino|male|female|ok|true|verdadero|+|/|\\|✅|u";
const NO_MARKS: &str = "|0|no|n|-|–|—|false|falso|☐|□|○|.";

/// Is this a column of marks for one sex?
const fn is_mark(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::FemaleMark | Meaning::MaleMark | Meaning::GirlMark | Meaning::BoyMark
    )
}

impl ColumnGroup {
    pub(crate) fn of(columns: &[Column]) -> Self {
        let place = |meaning: Meaning| {
            columns
                .iter()
                .position(|column| column.meaning == Some(meaning))
        };
        let all = columns.iter().enumerate();
        let marks = all.filter_map(|(at, column)| match column.meaning? {
            Meaning::FemaleMark => Some((at, "mujer", false)),
            Meaning::MaleMark => Some((at, "hombre", false)),
            Meaning::GirlMark => Some((at, "mujer", true)),
            Meaning::BoyMark => Some((at, "hombre", true)),
            _ => None,
        });
        let marks = marks.collect();
        let parts = [Meaning::BirthDay, Meaning::BirthMonth, Meaning::BirthYear].map(place);
        Self {
            marks,
            parts: parts[2].map(|_| parts),
        }
    }

    /// Are dates in parts? Then their order is known.
    pub(crate) const fn has_birth(&self) -> bool {
        self.parts.is_some()
    }

    /// Cells in mark columns that are not marks, such as ages: a person must say what they mean.
    pub(crate) fn asked<'l>(
        &self,
        columns: &[Column],
        lines: impl Iterator<Item = &'l TableRow>,
        answers: &Answers,
    ) -> Option<Question> {
        let is_said = |(_, said): &(String, Meaning)| is_mark(*said);
        if self.marks.is_empty() || answers.columns.iter().any(is_said) {
            return None;
        }
        let (mut marked, mut others) = (0_usize, Vec::new());
        for line in lines {
            for (at, ..) in &self.marks {
                match mark(line.cell(*at)) {
                    Some(true) => marked += 1,
                    Some(false) => {}
                    None => others.push(line.cell(*at).to_owned()),
                }
            }
        }
        let is_other = 10 * others.len() > marked + others.len();
        others.sort_unstable();
        others.dedup();
        others.truncate(SIGNS_MAX);
        is_other.then(|| Question::SexMarks {
            columns: self
                .marks
                .iter()
                .map(|(at, ..)| columns[*at].name())
                .collect(),
            signs: others,
        })
    }

    /// Reads the spread columns of a row.
    pub(crate) fn read(&self, line: &TableRow) -> GroupValue {
        let mut marked = self
            .marks
            .iter()
            .filter(|(at, ..)| mark(line.cell(*at)).unwrap_or(true))
            .map(|(_, word, is_child)| (*word, *is_child));
        let first = marked.next();
        let (mut is_unclear, mut is_child) = (false, first.is_some_and(|(_, is_child)| is_child));
        for (word, of_child) in marked {
            is_unclear |= first.is_some_and(|(first, _)| first != word);
            is_child |= of_child;
        }
        GroupValue {
            sex: first.filter(|_| !is_unclear).map(|(word, _)| word),
            is_sex_unclear: is_unclear,
            is_child,
            birth: self
                .parts
                .and_then(|parts| birth(parts.map(|at| at.map_or("", |at| line.cell(at))))),
        }
    }

    /// Are the years only this year and the last? Then the date is that of the list, not of a birth.
    pub(crate) fn is_of_now<'l>(
        &self,
        lines: impl Iterator<Item = &'l TableRow>,
        today: Day,
    ) -> bool {
        let Some([_, _, Some(at)]) = self.parts else {
            return false;
        };
        let mut years = lines
            .filter_map(|line| line.cell(at).parse::<u16>().ok())
            .peekable();
        let is_now = |year: u16| {
            year + 1 >= today.year()
                || year < 100 && year + 1 >= today.year() % 100 && year <= today.year() % 100
        };
        years.peek().is_some() && years.all(is_now)
    }
}

/// How many signs that were not understood are shown.
const SIGNS_MAX: usize = 5;

/// Is the cell a mark? `None` when it is neither a mark nor a *no*.
pub(crate) fn mark(cell: &str) -> Option<bool> {
    let is = |words: &str| {
        let folded = search_key(cell);
        let plain = if folded.is_empty() {
            cell.trim()
        } else {
            &folded
        };
        words.split('|').any(|word| word == plain)
    };
    match () {
        () if is(NO_MARKS) => Some(false),
        () if is(MARKS) => Some(true),
        () => None,
    }
}

/// A date as day, month and year. Missing parts are left out.
fn birth([day, month, year]: [&str; 3]) -> Option<String> {
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return None;
    }
    let number = |text: &str| text.parse::<u8>().ok();
    Some(match (number(day), number(month), year.len()) {
        (Some(day), Some(month), 4) => match year
            .parse()
            .ok()
            .and_then(|year| Day::new(year, month, day))
        {
            Some(day) => day.to_string(),
            None => format!("{day:02}/{month:02}/{year}"),
        },
        (Some(day), Some(month), _) => format!("{day:02}/{month:02}/{year}"),
        (None, Some(month), 4) if day.is_empty() && (1..=12).contains(&month) => {
            format!("{year}-{month:02}")
        }
        (None, None, _) if day.is_empty() && month.is_empty() => year.to_owned(),
        _ => [day, month, year]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_parts_is_a_date_and_what_is_missing_is_left_out() {
        for (parts, date) in [
            (["25", "05", "1990"], Some("1990-05-25")),
            (["3", "12", "88"], Some("03/12/88")),
            (["", "5", "1990"], Some("1990-05")),
            (["", "", "1990"], Some("1990")),
            (["25", "mayo", "1990"], Some("25 mayo 1990")),
            (["31", "02", "1990"], Some("31/02/1990")),
            (["", "", ""], None),
        ] {
            assert_eq!(birth(parts).as_deref(), date);
        }
    }

    #[test]
    fn marks_are_told_from_what_says_no_and_from_what_says_something_else() {
        for (cell, is) in [
            ("X", Some(true)),
            ("✓", Some(true)),
            ("Sí", Some(true)),
            ("", Some(false)),
            ("-", Some(false)),
            ("31", None),
        ] {
            assert_eq!(mark(cell), is, "{cell}");
        }
    }
}
