//! Lines of a list that are not imported.

/// Why a line was not read. No variant contains the line's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The row has more cells than the header, because one contains a delimiter, or fewer, because one contains
    /// a line break.
    #[error("{found} cells where the header has {expected}")]
    Cells {
        /// The number of cells of the row.
        found: usize,
        /// The number of cells of the header.
        expected: usize,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark that is not closed")]
    Torn,
    /// It has neither a given name nor a surname.
    #[error("no name")]
    NoName,
    /// A cell is longer than a value of a record may be.
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
    /// It begins another table with other columns: save that table separately.
    #[error("it belongs to another table, whose columns are others")]
    OtherTable,
    /// The sheet hides it, and a person said that it is not meant.
    #[error("the sheet does not show it")]
    Hidden,
    /// It is above the line with the column names.
    #[error("it stands above the header")]
    Above,
    /// Its name is a formula without a value: open the list in a spreadsheet and save it again.
    #[error("its name is a formula without a value")]
    Formula,
}

impl RowFault {
    /// May a person be missing without this line? All other lines are not people, or were left out by choice.
    #[must_use]
    pub const fn may_be_person(self) -> bool {
        !matches!(
            self,
            Self::Closing | Self::Heading | Self::Explanation | Self::Hidden
        )
    }
}
