//! Quantities, dates and ids: integers with their unit in the type, never a float.

mod abv;
mod campaign;
mod date;
mod ids;
mod money;
mod month;
#[cfg(test)]
mod properties;
mod quantity;
mod volume;

pub use abv::Abv;
pub use campaign::Campaign;
pub use date::Date;
pub(crate) use ids::folded;
pub use ids::{
    ActorId, ArticleId, CapsuleAccountId, CommandId, DispatchId, DrmPeriodId, EstateId, HarvestId,
    InvoiceBookId, InvoiceId, LotId, MovementId, OrderId, ParcelId, PartyId, PaymentId, ProductId, TillId,
    VatId, WineId,
};
pub use money::{Money, Rate};
pub use month::Month;
pub use quantity::{MAX_BOTTLES, MAX_VOLUME, QuantityRefusal, bottles, volume};
pub use volume::{Volume, VolumeParseError};
