use domain::units::EstateId;
use futures::TryStreamExt;
use sqlx::PgPool;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::format::{End, Entry, Header, Line, VERSION};
use crate::chain::Hash;
use crate::error::JournalError;
use crate::links::{StoredLink, head, links, snapshot};

/// So much is gathered before it is written.
const CHUNK: usize = 64 << 10;

/// What an export tells at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many events it has.
    pub events: i64,
    /// The position of the ledger's head.
    pub head_position: i64,
    /// The hash of the head, in hexadecimal.
    pub head_hash: String,
}

/// Writes the estate's ledger as it stands at one moment, event by event, never all of it in memory. It is written as it
/// is stored: whether it is sound is for [`verify`](crate::verify) to say.
pub async fn export(
    pool: &PgPool,
    estate: EstateId,
    out: &mut (impl AsyncWrite + Unpin),
) -> Result<Exported, JournalError> {
    let mut snapshot = snapshot(pool, estate).await?;
    let (head_position, head_hash) = head(&mut snapshot, estate)
        .await?
        .map_or_else(|| (0, Hash::GENESIS.to_string()), |(position, hash)| (position, hex::encode(hash)));
    let mut text = Vec::with_capacity(CHUNK * 2);
    put(&mut text, &Line::Journal(Header { version: VERSION, estate }))?;
    let mut events = 0;
    let mut links = links(&mut snapshot, estate);
    while let Some(stored) = links.try_next().await? {
        put(&mut text, &Line::Event(event(&stored)))?;
        events += 1;
        if text.len() >= CHUNK {
            out.write_all(&text).await?;
            text.clear();
        }
    }
    put(&mut text, &Line::End(End { events, head_position, head_hash: head_hash.as_str().into() }))?;
    out.write_all(&text).await?;
    out.flush().await?;
    Ok(Exported { events, head_position, head_hash })
}

fn put(text: &mut Vec<u8>, line: &Line<'_>) -> Result<(), JournalError> {
    serde_json::to_writer(&mut *text, line)
        .map_err(|error| JournalError::unwritable("a line of an export", error))?;
    text.push(b'\n');
    Ok(())
}

fn event(stored: &StoredLink) -> Entry<'_> {
    Entry {
        position: stored.position,
        aggregate_type: stored.aggregate_type.as_str().into(),
        aggregate_id: stored.aggregate_id.as_str().into(),
        sequence: stored.sequence,
        event_type: stored.event_type.as_str().into(),
        event_version: stored.event_version.as_str().into(),
        payload: stored.payload.as_str().into(),
        metadata: stored.metadata.as_str().into(),
        recorded_at_us: stored.recorded_at_us,
        hash: hex::encode(&stored.hash).into(),
    }
}
