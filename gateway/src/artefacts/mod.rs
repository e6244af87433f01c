//! Files made of the books, kept for good.

mod books;
mod make;
mod sale;
mod store;

pub use books::{Book, BookFormat, BookPeriod, NoBook, of_books};
pub use make::{Made, Unwritable, of_return, write};
pub use sale::{NoPaper, Paper, SaleFormat, of_invoice};
pub use store::{Stored, keep, of_month};
