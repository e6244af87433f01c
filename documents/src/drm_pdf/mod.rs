//! The return as a PDF that people read and sign, laid out by typst (`template.typ`). Every figure comes to the template as
//! a text that is ready, so it neither computes nor rounds; what people wrote comes as data and is never markup.

mod balance;
mod capsules;
mod duties;
mod papers;
mod sheet;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use crate::typeset::PdfRefusal;
pub use sheet::write;
