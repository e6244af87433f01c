//! The application interface: queries and mutations over the operations and the read models.

mod context;
mod enums;
mod fault;
mod gather;
mod inputs;
mod loaders;
mod mutations;
mod outcome;
mod queries;
mod scalars;
mod schema;
mod snapshot;
mod subscriptions;
mod types;

pub use context::Session;
pub use fault::{cursor_invalid, fault, unfit};
pub use schema::{MonChai, build, execute, follow, sdl};
