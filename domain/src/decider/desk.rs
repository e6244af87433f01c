use std::future::Future;
use std::sync::Arc;

use uuid::Uuid;

use super::{Decider, Refusal};

/// Where commands on several aggregates are carried out as one: they take effect together or not at all.
///
/// The unit of work of the journal is one; tests have one in memory. What must go together is written once against
/// this trait, so that the histories of the property tests run the very code that the gateway runs.
pub trait Desk: Send {
    /// What stops the work: a refusal, or a fault of the desk itself.
    type Error: From<Refusal> + Send;

    /// Runs a command and returns the events it emitted. Later calls see them.
    fn execute<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> impl Future<Output = Result<Vec<D::Event>, Self::Error>> + Send;

    /// The state of an aggregate; of one without events, its default.
    fn state<D: Decider>(&mut self, id: Uuid) -> impl Future<Output = Result<Arc<D>, Self::Error>> + Send;
}
