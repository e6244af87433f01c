//! The demo estate: opened from a DRM file, and brought through a vintage over GraphQL, every figure checked.

mod agreement;
mod artefacts;
mod check;
mod documents;
mod identity;
mod months;
mod story;
mod team;
mod teller;
mod trade;

pub use artefacts::leave;
pub use check::{Verdict, verify};
pub use story::{DRM_FILE, ESTATE_NAME, Told, demo_opening, tell};
pub use team::{Colleague, PASSWORD, team};
pub use teller::{Teller, Untrue};
