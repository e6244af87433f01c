//! Connections that stay: GraphQL over WebSocket (`graphql-transport-ws`) and as server-sent events.

mod authenticate;
mod bounds;
mod connection;
mod events;
mod operations;
mod protocol;
mod register;
mod run;
mod socket;

pub use authenticate::{Caller, Denied, authenticate};
pub use bounds::Bounds;
pub use events::events;
pub use register::Live;
pub use run::Prepared;
pub use socket::{asks_for_socket, socket};
