//! Backup and restore.
//!
//! ```text
//! DIR/20261123T051500Z.dump   a dump of PostgreSQL's own custom format, without the keys of persons
//! DIR/20261123T051500Z.json   its manifest, written last: a dump without one is unfinished
//! DIR/keys.dump               the keys of persons, only ever their newest state
//! ```
//!
//! A person is erased by destroying a key. So the keys are not in the dumps: an old dump with the newest keys does not
//! bring a destroyed one back.

mod error;
mod files;
mod manifest;
mod program;
mod restore;
mod take;
mod target;

pub use error::BackupError;
pub use manifest::{Held, Manifest};
pub use restore::{Chosen, Restored, restore};
pub use take::{Taken, take};
