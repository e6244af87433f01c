//! How a rule is decided: state and command in, events or a refusal out; and the one adapter to `cqrs-es`.

mod adapter;
mod context;
mod refusal;

pub use adapter::{Decided, Decider};
pub use context::Context;
pub use refusal::{Param, Refusable, Refusal};
pub(crate) use refusal::refusals;
