//! Lines that are not taken.

/// Why a line was not read. None carries what the line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// More cells than the header: one of them holds a delimiter. Fewer: one of them holds a line break.
    #[error("{found} cells where the header has {expected}")]
    Cells {
        /// Cells there are.
        found: usize,
        /// Cells the header has.
        expected: usize,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark that is not closed")]
    Torn,
    /// Neither a given name nor a surname.
    #[error("no name")]
    NoName,
    /// A cell longer than a record takes.
    #[error("a cell that is too long")]
    TooLong,
    /// A sum or a signature below the list.
    #[error("a closing line, not a person")]
    Closing,
    /// The heading of a section or of a family, whose people follow.
    #[error("a heading, not a person")]
    Heading,
    /// Tags, numbers of columns or hints below the header.
    #[error("it explains the columns")]
    Explanation,
    /// Another table with other columns stands below the list: save it apart.
    #[error("it belongs to another table, whose columns are others")]
    OtherTable,
    /// The sheet does not show it, and somebody said that it is not meant.
    #[error("the sheet does not show it")]
    Hidden,
    /// It stands above the line that names the columns.
    #[error("it stands above the header")]
    Above,
    /// Its name is a formula without a value: open the list in a spreadsheet and save it again.
    #[error("its name is a formula without a value")]
    Formula,
}

impl RowFault {
    /// Whether somebody may be missing without the line; the others are no people, or were left out by choice.
    #[must_use]
    pub const fn may_be_person(self) -> bool {
        !matches!(
            self,
            Self::Closing | Self::Heading | Self::Explanation | Self::Hidden
        )
    }
}
