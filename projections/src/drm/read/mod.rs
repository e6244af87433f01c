//! How the return is asked.

mod capsules;
mod entries;
mod month;
mod periods;

pub use capsules::{capsule_accounts, capsule_accounts_by_ids, capsule_entries};
pub use entries::{EntryFilter, entries};
pub use month::drm_month;
pub use periods::{period, periods};
