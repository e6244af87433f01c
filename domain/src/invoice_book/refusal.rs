use crate::decider::refusals;
use crate::invoice::InvoiceNumber;
use crate::policy::DateRefusal;
use crate::units::Date;

refusals! {
    /// Why a book gives no number.
    pub enum BookRefusal {
        /// The last number of the series has a later day: numbers and days go the same way.
        BeforeLast = "INVOICE_DATE_BEFORE_LAST" {
            /// The last number.
            number: InvoiceNumber,
            /// Its day.
            issued_on: Date,
        },
        /// The day is not of the book's year.
        OtherYear = "INVOICE_OTHER_YEAR" {
            /// The day that was entered.
            date: Date,
            /// The year of the book.
            year: i64,
        },
        /// Four thousand million numbers were taken.
        Full = "INVOICE_BOOK_FULL",
    } | /// A day is refused.
        DateRefusal
}
