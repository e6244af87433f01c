//! Who may do what: roles, capabilities, what each field of the schema needs, and the guard that holds every document
//! against it before anything runs.

mod capability;
mod corrections;
mod downloads;
mod fields;
mod guard;
mod page;
mod powers;
mod table;
mod types;

pub use capability::{Capability, Need};
pub use corrections::is_correction;
pub use downloads::{BOOK_FILE, DOWNLOADS, DRM_FILE, ORDER_FILE, REMINDER_FILE, SALE_FILE, may_download};
pub use fields::{need, undeclared};
pub use guard::{Guard, Trespass};
pub use page::markdown;
pub use powers::Powers;
pub use table::roles_of;
