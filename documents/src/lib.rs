//! Files, pure: bytes in, a value out, and a value in, bytes out. No I/O, no clock.
//!
//! [`dti_plus`] writes the DRM for customs, [`drm_rules`] checks it as their portal will; [`drm_csv`] reads and writes the
//! interprofessions' files; [`drm_pdf`] writes it for people; [`customers`] reads the files of other programs'
//! customers; [`reference`](mod@reference) holds the tables that name their codes, sizes and wines.

pub mod customers;
mod declare;
pub mod drm_csv;
pub mod drm_pdf;
pub mod drm_rules;
pub mod dti_plus;
mod figures;
pub mod french;
mod read_return;
pub mod reference;
pub mod sale;
#[cfg(test)]
mod testing;
mod text;
mod typeset;
mod xml;

pub use read_return::ReadReturn;
