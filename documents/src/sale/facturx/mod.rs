//! The invoice as Factur-X: a PDF/A-3b that people read, carrying the file that programs read ([`cii`](super::cii)).

mod carriage;
mod sheet;
mod sums;
mod xmp;

#[cfg(test)]
mod tests;

pub use sheet::write;
