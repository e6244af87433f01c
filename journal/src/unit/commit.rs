use std::mem;

use domain::units::CommandId;

use super::Unit;
use super::store::locked;
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
    pub(crate) async fn commit(&mut self, order: &Order, answer: String) -> Result<Committed, JournalError> {
        let mut streams = mem::take(&mut *locked(&self.streams));
        let events = streams.emitted();
        // Without it, the append looks up every stream and the command.
        let seen_head = self.loaded_at.filter(|_| !streams.supposes());
        let (used, emitted) = streams.take_append();
        let append = Append {
            estate: self.estate,
            command: order.command,
            body_hash: order.body_hash,
            answer,
            seen_head,
            expected_head: self.expected_head,
            streams: used,
            events: emitted,
            metadata: order.metadata.clone(),
        };
        self.leave();
        let outcome = self.scribe.append(append).await?;
        if let Outcome::Appended { head } = outcome {
            self.memory.keep(self.estate, head, events, streams.into_versions());
        }
        Ok(Committed { outcome, events })
    }
}
