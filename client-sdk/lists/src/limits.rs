//! The limits of a list. A larger file is something else, or must be split.

/// Bytes of a file: 135 people are 9 KB as text and 20 KB as a workbook.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Bytes of a workbook's unpacked parts, all together: an honest one has ten times its file's size.
pub const UNPACKED_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Rows that are not blank: 370 flights.
pub const ROWS_MAX: usize = 50_000;

/// Cells of a row.
pub const COLUMNS_MAX: usize = 1_024;

/// Bytes of a row's content without remarks: a change has 64 KiB and holds other rows too.
pub const ROW_BYTES_MAX: usize = 16 * 1024;

/// Cells that are not empty, of all rows: 50,000 rows of 40.
pub const CELLS_MAX: usize = 2_000_000;

/// Lines from which delimiter and header are inferred.
pub(crate) const LINES_LOOKED_AT: usize = 60;
