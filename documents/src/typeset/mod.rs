//! typst, fed from memory: templates, files of data, the fonts that it embeds. Nothing is read from a disk, no clock.

mod export;
mod glyphs;
mod refusal;
mod sources;
mod world;

pub(crate) use export::{Archive, pdf};
pub(crate) use glyphs::shown;
pub use refusal::PdfRefusal;
pub(crate) use world::Job;
