//! What a file says.

mod annexe;
mod capsule;
mod file;
mod product;
mod wine;

pub use annexe::{Annexe, DocumentKind, NonClearance, StatisticKind};
pub use capsule::{CapsuleAccount, CapsuleFlow, CapsuleMovement};
pub use file::DrmFile;
pub use product::ProductKey;
pub(super) use product::{WrittenCode, written_code};
pub use wine::{BulkSale, Complement, Movement, WineAccount};
