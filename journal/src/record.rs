use domain::units::{ActorId, CommandId, EstateId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::chain::Hash;
use crate::error::JournalError;

/// An event of a ledger, as a fold reads it: the payload is told in its current version. The text that was hashed is in
/// the [`export`](crate::export).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Whose ledger.
    pub estate: EstateId,
    /// Its place in the ledger: 1, 2, 3 ... without a gap.
    pub position: i64,
    /// The stream's type.
    pub aggregate_type: String,
    /// The stream's id.
    pub aggregate_id: String,
    /// Its place in the stream, from 1.
    pub sequence: i64,
    /// What happened.
    pub event_type: String,
    /// The version in which the payload is told.
    pub event_version: String,
    /// JSON text.
    pub payload: String,
    /// JSON text of [`Metadata`].
    pub metadata: String,
    /// When it was written; never decreases in an estate.
    pub recorded_at: OffsetDateTime,
    /// The link of the chain.
    pub hash: Hash,
}

impl Recorded {
    /// The event itself.
    pub fn event<E: DeserializeOwned>(&self) -> Result<E, JournalError> {
        serde_json::from_str(&self.payload).map_err(|error| JournalError::unreadable(self.position, error))
    }

    /// Who wrote it, and by what.
    pub fn told(&self) -> Result<Metadata, JournalError> {
        serde_json::from_str(&self.metadata).map_err(|error| JournalError::unreadable(self.position, error))
    }
}

/// What is told of an event besides what happened. Every value is a string, as cqrs-es reads metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Who commanded.
    pub actor: ActorId,
    /// The command, given or made.
    pub command_id: CommandId,
    /// The name of the operation.
    pub operation: String,
    /// The request that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}
