//! The rows of a list that one phone takes: `1-45`, `46-90,101`, `91-`.

use std::fmt;
use std::str::FromStr;

/// Rows of a list, by their numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNumbers(Vec<(u32, u32)>);

/// The text does not name rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("rows are written 1-45, or 46-90,101, or 91-")]
pub struct RowsError;

impl RowNumbers {
    /// Every row.
    #[must_use]
    pub fn all() -> Self {
        Self(vec![(0, u32::MAX)])
    }

    /// Is this row among them?
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        self.0
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&row))
    }
}

/// Writes them in the form that can be read.
impl fmt::Display for RowNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (first, last)) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            match (first, last) {
                (first, last) if first == last => write!(f, "{comma}{first}")?,
                (first, &u32::MAX) => write!(f, "{comma}{first}-")?,
                (first, last) => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for RowNumbers {
    type Err = RowsError;

    fn from_str(text: &str) -> Result<Self, RowsError> {
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| RowsError);
        let one = |part: &str| {
            let (first, last) = match part.split_once('-') {
                None => (number(part)?, number(part)?),
                Some((first, "")) => (number(first)?, u32::MAX),
                Some((first, last)) => (number(first)?, number(last)?),
            };
            if first > last {
                return Err(RowsError);
            }
            Ok((first, last))
        };
        text.split(',').map(one).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_list_meet_without_overlap() {
        let parts: Vec<RowNumbers> = ["1-45", "46-90,101", "91-100,102-"]
            .map(|text| text.parse().unwrap())
            .into();
        for row in 1..=135 {
            let takers = parts.iter().filter(|part| part.contains(row)).count();
            assert_eq!(takers, 1, "{row}");
        }
    }

    #[test]
    fn rows_are_written_as_they_are_read() {
        for text in ["1-45", "46-90,101", "91-", "7"] {
            assert_eq!(text.parse::<RowNumbers>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_names_no_rows_is_refused() {
        for text in ["", "a", "5-3", "-", "1--2", "1,,2", "-5"] {
            assert_eq!(text.parse::<RowNumbers>(), Err(RowsError), "{text}");
        }
    }
}
