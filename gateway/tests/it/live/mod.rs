//! Connections that stay: sockets and streams of events, and operations that are asked for by their hash.

mod bounds;
mod closes;
mod events;
mod journal;
mod persisted;
mod progress;
mod revoked;
mod sockets;
mod stopping;
