//! Files made of the books, kept for good.

mod books;
mod lines;
mod look;
mod make;
mod papers;
mod sale;
mod store;

pub use books::{Book, BookFormat, BookPeriod, NoBook, of_books};
pub use lines::preview;
pub use look::{NoLogo, keep_logo};
pub use make::{Made, Unwritable, of_return, write};
pub use papers::{OrderPaper, of_late, of_order, reminder_level};
pub use sale::{NoPaper, Paper, SaleFormat, of_invoice};
pub use store::{Stored, find, keep, of_month};
