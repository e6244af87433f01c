//! What a file says.

mod annexe;
mod capsule;
mod file;
mod product;
mod wine;

pub use annexe::{Annexe, NonClearance, StatisticKind, document_code};
pub use capsule::{CapsuleAccount, CapsuleMovement, capsule_code};
pub use file::DrmFile;
pub use product::ProductKey;
pub(super) use product::{WrittenCode, written_code};
pub use wine::{BulkSale, Complement, Movement, WineAccount};
