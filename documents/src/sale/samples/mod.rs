//! Invoices that do not exist, each of its number always the same: what tests, measurements and `bin/check-invoices` work on.
//! They are priced and credited by the domain, as real ones are.

mod draft;
mod lines;
mod parties;
mod random;

pub use draft::{KINDS, Sample, sample, with_lines};
