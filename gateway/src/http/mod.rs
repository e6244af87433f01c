//! HTTP: the GraphQL endpoint, health, request ids, logs and an orderly end.

mod accept;
mod answer;
mod ask;
mod auth;
mod graphql;
mod health;
mod limits;
mod live;
mod origin;
mod persisted;
mod problem;
mod reader;
mod router;
mod serve;
mod watch;

pub use ask::Documents;
pub use auth::Token;
pub use live::{Bounds, Live};
pub use origin::Origins;
pub use persisted::{ManifestError, Persisted};
pub use router::{Served, router};
pub use serve::serve;
pub use watch::{Health, watch};
