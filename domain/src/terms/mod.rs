//! Words of the trade that several aggregates share.

mod capsule;
mod destination;
mod loss;
mod reclassification;
mod wine;

pub use capsule::{CONTAINER_SIZES_ML, CapsuleColour, CapsuleKind, CapsuleRegime};
pub use destination::{BulkDestination, Country, SaleDestination};
pub use loss::LossCause;
pub use reclassification::ReclassificationKind;
pub use wine::{Colour, FiscalCategory, PortalKey, Regime, WineCode, WineSpec};
