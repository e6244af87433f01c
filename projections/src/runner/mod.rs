//! Drives the folds: [live](Projector::catch_up) after each command, or from the first event in a
//! [rebuild](Projector::rebuild). Both run the very same fold.

mod batch;
mod checkpoint;
mod error;
mod events;
mod live;
mod projector;
mod rebuild;
mod stall;
mod statement;

pub use checkpoint::{Lag, Stalled, Standing};
pub use error::ProjectionError;
pub use live::{Caught, Reached};
pub use projector::{ModelRef, Projector};
pub use rebuild::{Progress, Rebuilt, Scope};
