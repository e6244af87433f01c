//! The invoice as UN/CEFACT Cross Industry Invoice (D22B), profile EN 16931 of Factur-X 1.0, with what the French reform asks
//! for besides (BR-FR). Sources: EN 16931-1; FNFE-MPE, Factur-X 1.09; XP Z12-012 and its schematron BR-FR-Flux2.

mod lines;
mod parties;
mod price;
mod settlement;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use parties::unnamed;
pub use write::write;
