use domain::units::{CommandId, EstateId};
use futures::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::StreamRef;
use crate::error::JournalError;

/// One query: the events of all streams by the index of their stream, the head's position, and the command if it was
/// done before. One snapshot too, so the position is the one at which the streams were read.
///
/// The LIMIT, which is the number of streams, limits nothing: it lets PostgreSQL take one plan for good. Without it the
/// plan for arrays of unknown length counted as dearer than one made for each call, and planning took 75 µs of them.
///
/// `IS NOT DISTINCT FROM` is an equality that no index serves: with `=` the one plan read every index entry of the estate
/// as well, to intersect them with those of the stream.
///
/// The order is that of the index scans under the lateral join and is checked by the reader; a sort of a thousand
/// events to make sure took 0.2 ms.
const LOAD: &str = "
SELECT s.n, e.sequence, e.event_type, e.event_version, e.payload
FROM (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s (type, id, n) LIMIT $5) s
CROSS JOIN LATERAL (
    SELECT sequence, event_type, event_version, payload FROM journal.events
    WHERE aggregate_type = s.type AND aggregate_id = s.id AND estate_id IS NOT DISTINCT FROM $3
    ORDER BY sequence
) e
UNION ALL
SELECT 0, position, NULL, NULL, NULL FROM journal.heads WHERE estate_id = $3
UNION ALL
SELECT -1, position, encode(body_hash, 'hex'), NULL, answer FROM journal.commands
WHERE estate_id = $3 AND command_id = $4";

/// An event as it is stored, without what its stream says of it.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub sequence: i64,
    pub event_type: Box<str>,
    pub event_version: Box<str>,
    pub payload: Box<str>,
}

/// What a command did when it was asked first.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    /// Of its body, in hexadecimal.
    pub body_hash: String,
    pub position: i64,
    /// JSON text.
    pub answer: String,
}

/// What a load found.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The position of the ledger at which the streams were read.
    pub head: i64,
    /// The events of each stream, in the order in which the streams were named.
    pub streams: Vec<Vec<Stored>>,
    pub earlier: Option<Earlier>,
}

/// Reads the streams, as far as they are the estate's: another estate's stream looks empty.
pub(crate) async fn load(
    connection: &mut PgConnection,
    estate: EstateId,
    streams: &[StreamRef],
    command: Option<CommandId>,
) -> Result<Loaded, JournalError> {
    let types: Vec<&str> = streams.iter().map(|stream| stream.aggregate_type).collect();
    let ids: Vec<String> = streams.iter().map(|stream| stream.id.to_string()).collect();
    let mut loaded = Loaded { streams: vec![Vec::new(); streams.len()], ..Loaded::default() };
    let mut rows = sqlx::query(LOAD)
        .bind(types)
        .bind(ids)
        .bind(estate.uuid())
        .bind(command.map(CommandId::uuid))
        .bind(i64::try_from(streams.len()).unwrap_or(i64::MAX))
        .fetch(connection);
    while let Some(row) = rows.try_next().await? {
        loaded.take(&row)?;
    }
    for events in &mut loaded.streams {
        if !events.is_sorted_by_key(|event| event.sequence) {
            events.sort_unstable_by_key(|event| event.sequence);
        }
    }
    Ok(loaded)
}

impl Loaded {
    fn take(&mut self, row: &PgRow) -> Result<(), JournalError> {
        match row.try_get(0)? {
            -1_i64 => {
                self.earlier = Some(Earlier {
                    position: row.try_get(1)?,
                    body_hash: row.try_get(2)?,
                    answer: row.try_get_unchecked(4)?,
                });
            }
            0 => self.head = row.try_get(1)?,
            n => {
                let stored = Stored {
                    sequence: row.try_get(1)?,
                    event_type: row.try_get::<&str, _>(2)?.into(),
                    event_version: row.try_get::<&str, _>(3)?.into(),
                    // A `json` arrives as its text; sqlx would rather parse it.
                    payload: row.try_get_unchecked::<&str, _>(4)?.into(),
                };
                if let Some(stream) = usize::try_from(n - 1).ok().and_then(|n| self.streams.get_mut(n)) {
                    stream.push(stored);
                }
            }
        }
        Ok(())
    }
}
