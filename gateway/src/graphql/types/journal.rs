use async_graphql::SimpleObject;
use journal::Recorded;

use crate::clock::rfc3339;

/// One event of the ledger, as it was written.
#[derive(SimpleObject)]
pub struct JournalEvent {
    /// Its position in the estate's ledger.
    position: i64,
    /// What it happened to.
    aggregate_type: String,
    /// The id of that.
    aggregate_id: String,
    /// Which event of that it is, from 1.
    sequence: i64,
    /// What happened.
    event_type: String,
    /// The version of its form.
    event_version: String,
    /// Its content: the exact JSON text that was hashed.
    payload: String,
    /// Who, by which operation and command.
    metadata: String,
    /// When it was written, RFC 3339.
    recorded_at: String,
    /// Its hash in the chain, hexadecimal.
    hash: String,
}

impl From<Recorded> for JournalEvent {
    fn from(event: Recorded) -> Self {
        let recorded_at = rfc3339(event.recorded_at);
        Self {
            position: event.position,
            sequence: event.sequence,
            hash: event.hash.to_string(),
            aggregate_type: event.aggregate_type,
            aggregate_id: event.aggregate_id,
            event_type: event.event_type,
            event_version: event.event_version,
            payload: event.payload,
            metadata: event.metadata,
            recorded_at,
        }
    }
}
