//! Words of the trade that several aggregates share.

mod arrival;
mod capsule;
mod destination;
mod errand;
mod loss;
mod payment;
mod reclassification;
mod strength;
mod wine;

pub use arrival::Arrival;
pub use capsule::{CONTAINER_SIZES_ML, CapsuleColour, CapsuleKind, CapsuleRegime};
pub use destination::{BulkDestination, Country, SaleDestination};
pub use errand::Errand;
pub use loss::LossCause;
pub use payment::PaymentMeans;
pub use reclassification::ReclassificationKind;
pub use strength::Strength;
pub use wine::{Colour, FiscalCategory, Indication, PortalKey, Regime, WineCode, WineSpec};
