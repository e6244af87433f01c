//! The settings: what each is, where it is read from, and the page that tells of them.
//!
//! `table.rs` describes every setting once; reading, checking, `monchai --help` and `docs/settings.md` follow from it.

mod error;
mod file;
mod kind;
mod origin;
mod page;
mod shape;
mod sources;
mod table;

pub use error::SettingsError;
pub use kind::{Mailbox, SignUp};
pub use origin::Origin;
pub use page::{effective, markdown};
pub use sources::{Sources, arguments};
pub use table::{Place, Setting, Settings, TABLE};
