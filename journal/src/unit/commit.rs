use domain::units::CommandId;

use super::Unit;
use super::repository::locked;
use crate::append::{Append, Outcome};
use crate::error::JournalError;

/// Under which command a unit is appended.
#[derive(Debug)]
pub(crate) struct Order {
    pub command: CommandId,
    pub body_hash: [u8; 32],
    /// JSON text, common to all events of the unit.
    pub metadata: String,
}

/// How a commit ended.
#[derive(Debug)]
pub(crate) struct Committed {
    pub outcome: Outcome,
    /// How many events the unit had.
    pub events: usize,
}

impl Unit {
    /// Appends everything that the unit emitted, in the order in which it was emitted, and the answer.
    pub(crate) async fn commit(&mut self, order: &Order, answer: &str) -> Result<Committed, JournalError> {
        // Taken out for the time of the call, so that the connection can be borrowed beside it.
        let streams = std::mem::take(&mut *locked(&self.streams));
        let events = streams.emitted();
        let (read, emitted) = streams.to_append();
        let append = Append {
            estate: self.estate,
            command: order.command,
            body_hash: &order.body_hash,
            answer,
            seen_head: self.loaded_at,
            expected_head: self.expected_head,
            streams: read,
            events: emitted,
            metadata: &order.metadata,
        };
        let outcome = append.send(self.connection().await?).await?;
        Ok(Committed { outcome, events })
    }
}
