use crate::invoice::{InvoiceKind, SeriesYear};
use crate::units::{Date, InvoiceId};

/// What can be asked of a book of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookCommand {
    /// Take the next number for a document that is issued in the same unit of work.
    TakeNumber {
        /// The series and year of the book.
        of: SeriesYear,
        /// The document.
        invoice: InvoiceId,
        /// What it is.
        kind: InvoiceKind,
        /// The day of issue.
        on: Date,
    },
}
