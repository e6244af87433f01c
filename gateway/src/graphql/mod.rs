//! The application interface: queries and mutations over the operations and the read models.

mod context;
mod enums;
mod fault;
mod gather;
mod inputs;
mod legal_form;
mod loaders;
mod mutations;
mod outcome;
mod parties;
mod queries;
mod scalars;
mod schema;
mod snapshot;
mod subscriptions;
mod types;

pub use context::{Session, Visit};
pub use fault::{cursor_invalid, fault, fault_to, unfit};
pub use schema::{MonChai, build, execute, follow, sdl};
