use crate::invoice::InvoiceNumber;
use crate::units::Date;

/// A book of numbers as its events left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvoiceBook {
    /// No number was taken.
    #[default]
    Empty,
    /// Numbers were taken.
    Begun {
        /// The last one.
        last: InvoiceNumber,
        /// Its day of issue.
        issued_on: Date,
    },
}
