//! What is counted and timed, and the endpoint that tells it: Prometheus asks `/metrics`, on an address of its own.

mod figures;
mod names;
mod request;
mod scrape;

pub use figures::Metrics;
pub use request::{Kind, Outcome};
pub use scrape::serve;
