//! HTTP: the GraphQL endpoint, health, request ids, logs and an orderly end.

mod accept;
mod ask;
mod auth;
mod graphql;
mod health;
mod limits;
mod problem;
mod router;
mod serve;
mod terms;
mod watch;

pub use auth::Token;
pub use router::{Served, router};
pub use serve::serve;
pub use watch::{Health, watch};
