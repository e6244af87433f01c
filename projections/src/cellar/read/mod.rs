//! How the cellar is asked.

mod books;
mod land;
mod levels;
mod movements;
mod vats;

pub use books::{estate, opening_stocks, wines, wines_by_ids};
pub use land::{HarvestFilter, harvests, harvests_by_ids, parcels, parcels_by_ids};
pub use levels::{VatLevel, vat_level_at, vat_levels_at};
pub use movements::{MovementFilter, movements, movements_by_ids, subjects_of_movements};
pub use vats::{TimelineEntry, VatFilter, vat_handlings, vat_timeline, vats, vats_by_ids};
