//! What the cellar says.

mod books;
mod handlings;
mod land;
mod movements;
mod tables;
mod vats;

pub use books::{Estate, OpeningStock, Wine};
pub use handlings::{Analysis, Figure, HandlingDetail, HandlingKind, VatHandling};
pub use land::{Harvest, HarvestStatus, Parcel, ParcelStatus};
pub use movements::{Movement, MovementStatus, MovementSubject, SubjectKind};
pub use tables::CellarRows;
pub use vats::{Vat, VatEntry, VatEntryKind, VatStatus};
