//! How a rule is decided: state and command in, events or a refusal out; and the one adapter to `cqrs-es`.

mod adapter;
mod context;
mod desk;
mod events;
mod refusal;
mod stream;

pub use adapter::{Decided, Decider};
pub use context::Context;
pub use desk::Desk;
pub(crate) use events::domain_events;
pub use refusal::refusals;
pub use refusal::{Param, Refusable, Refusal};
pub use stream::{Replay, Stream};
