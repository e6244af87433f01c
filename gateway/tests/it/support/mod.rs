//! What the tests share: an estate behind the router, and a client that speaks to it.

mod books;
mod client;
pub mod commands;
mod drm;
mod house;
mod program;
mod random;
mod schema;
mod server;
mod socket;
mod things;

pub use client::{Answer, Client, GRAPHQL_JSON};
pub use house::{CAPSULES, GROS_PLANT, House, MUSCADET, capsules, front, id};
pub use program::{Ran, Scratch, monchai, on, on_folder, run};
pub use random::Random;
pub use schema::{Leaf, Schema};
pub use server::{Server, TOKEN, ask, exchange, health, signal};
pub use socket::{Listening, Socket};
pub use things::{Things, sample};
