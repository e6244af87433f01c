//! Files, pure: bytes in, a value out, and a value in, bytes out. No I/O, no clock.

pub mod reference;
mod text;
