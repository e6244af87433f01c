//! HTTP: the GraphQL endpoint, health, request ids, logs and an orderly end.

mod accept;
pub mod address;
mod answer;
mod ask;
mod connections;
mod cross;
mod download;
mod front;
mod graphql;
mod health;
mod limits;
mod live;
pub mod measure;
mod origin;
mod parsed;
mod persisted;
mod problem;
pub mod rate;
mod reader;
mod router;
mod serve;
mod stop;
mod terms;
mod watch;

pub use ask::Documents;
pub use front::Front;
pub use live::{Bounds, Live};
pub use origin::Origins;
pub use persisted::{ManifestError, Persisted};
pub use router::{Served, router};
pub use serve::serve;
pub use watch::{Health, watch};
