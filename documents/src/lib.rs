//! Files, pure: bytes in, a value out, and a value in, bytes out. No I/O, no clock.
//!
//! [`drm_csv`] reads and writes the interprofessions' DRM files; [`reference`](mod@reference) holds the
//! tables that name their codes, sizes and wines.

pub mod drm_csv;
pub mod reference;
mod text;
