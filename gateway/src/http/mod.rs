//! HTTP: the GraphQL endpoint, health, request ids, logs and an orderly end.

mod accept;
pub mod address;
mod ask;
mod connections;
mod cross;
mod front;
mod graphql;
mod health;
mod limits;
pub mod measure;
mod problem;
pub mod rate;
mod router;
mod serve;
mod stop;
mod terms;
mod watch;
mod who;

pub use front::Front;
pub use router::{Served, router};
pub use serve::serve;
pub use watch::{Health, watch};
