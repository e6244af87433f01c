//! Files, pure: bytes in, a value out, and a value in, bytes out. No I/O, no clock.
//!
//! [`drm_csv`] reads and writes the interprofessions' DRM files; [`drm_rules`] checks a return as CIEL will;
//! [`reference`](mod@reference) holds the
//! tables that name their codes, sizes and wines.

pub mod drm_csv;
pub mod drm_rules;
pub mod reference;
mod text;
