//! What is read, as a person names it. Each object wraps a row of a read model.

mod capsules;
mod connection;
mod drm;
mod drm_annexes;
mod drm_balance;
mod drm_insight;
mod drm_snapshot;
mod estate;
mod harvest;
mod journal;
mod movement;
mod movement_details;
mod order;
mod party;
mod people;
mod progress;
mod stock;
mod vat;
mod wine;

pub use capsules::{CapsuleAccount, CapsuleKind};
pub use connection::{connection, page, rows};
pub use drm::{DrmEntry, DrmMonth};
pub use drm_snapshot::{DrmSnapshot, snapshot};
pub use estate::Estate;
pub use harvest::{Harvest, Parcel};
pub use journal::JournalEvent;
pub use movement::Movement;
pub use order::Order;
pub use party::{Erasure, Party};
pub use people::{AccessLogEntry, Invitation, Me, Member, Token};
pub use progress::ProjectionProgress;
pub use stock::{Lot, Product};
pub use vat::Vat;
pub use wine::Wine;
