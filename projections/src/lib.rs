//! Read models: each written once, as a pure fold from events to rows, and driven live or rebuilt from the journal.
//!
//! A model is a folder: `rows.rs` what it says, `fold.rs` how events come to say it, `read` how it is asked. The
//! [`contract`] is what they have in common, the [`runner`] drives them.

pub mod cellar;
pub mod contract;
pub mod drm;
pub mod paging;
pub mod runner;
pub mod sales;
pub mod stock;

mod sort_key;

pub use contract::Word;
pub use paging::{Cursor, Page, ReadError, Slice};
pub use runner::{
    Caught, Lag, Progress, ProjectionError, Projector, Reached, Rebuilt, Scope, Stalled, Standing,
};
pub use sort_key::{folded, sort_key};
