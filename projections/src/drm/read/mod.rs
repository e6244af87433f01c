//! How the return is asked.

mod capsules;
mod declared;
mod entries;
mod figures;
mod held;
mod month;
mod periods;

pub use capsules::{capsule_accounts, capsule_accounts_by_ids, capsule_entries};
pub use declared::{declare, declared_month};
pub use entries::{EntryFilter, entries};
pub use figures::{Figure, entries_of_figures};
pub use held::wines_held;
pub use month::drm_month;
pub use periods::{period, periods};
