//! The invoice as Factur-X: a PDF/A-3b that people read, carrying the file that programs read ([`cii`](super::cii)).

mod carriage;
mod rows;
mod sheet;
mod sums;
mod xmp;

pub use sheet::write;
