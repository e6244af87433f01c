use domain::units::{CommandId, EstateId};
use futures::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::StreamRef;
use crate::error::JournalError;

/// One query: a row a stream, by its index, with all its events; the head's position; and the command, if it was done
/// before. One snapshot too, so the position is the one at which the streams were read.
///
/// A stream comes as two texts, because a row an event takes longer, 0.8 µs of the client's time each. Nothing in JSON
/// may hold the separator: control characters have to be escaped there. The events are in the order of the inner query;
/// `string_agg(... ORDER BY)` would sort them once more.
///
/// The LIMIT, which is the number of streams, limits nothing: it lets PostgreSQL take one plan for good. Without it the
/// plan for arrays of unknown length counted as dearer than one made for each call, and planning took 75 µs of them.
///
/// `IS NOT DISTINCT FROM` is an equality that no index serves: with `=` the one plan read every index entry of the estate
/// as well, to intersect them with those of the stream.
const LOAD: &str = "
SELECT s.n, e.last, e.count, e.names, e.payloads
FROM (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s (type, id, n) LIMIT $5) s
CROSS JOIN LATERAL (
    SELECT max(sequence) AS last, count(*) AS count,
        string_agg(event_type || ' ' || event_version, E'\\x1e') AS names,
        string_agg(payload::text, E'\\x1e') AS payloads
    FROM (
        SELECT sequence, event_type, event_version, payload FROM journal.events
        WHERE aggregate_type = s.type AND aggregate_id = s.id AND estate_id IS NOT DISTINCT FROM $3
        ORDER BY sequence
    ) ordered
) e
UNION ALL
SELECT 0, position, NULL, NULL, NULL FROM journal.heads WHERE estate_id = $3
UNION ALL
SELECT -1, position, NULL, encode(body_hash, 'hex'), answer::text FROM journal.commands
WHERE estate_id = $3 AND command_id = $4";

/// Between two events of a stream.
const SEPARATOR: char = '\u{1e}';

/// A stream as it is stored.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    /// The last sequence, which is the number of its events; 0 for a stream without any.
    pub last: i64,
    /// `type version` of each event.
    names: String,
    payloads: String,
}

/// An event of a stream, stored or emitted since.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub sequence: i64,
    pub event_type: &'a str,
    pub event_version: &'a str,
    /// JSON text.
    pub payload: &'a str,
}

impl Stored {
    /// Its events, in their order.
    pub(crate) fn events(&self) -> impl Iterator<Item = Entry<'_>> {
        let names = self.names.split(SEPARATOR).map(|name| name.rsplit_once(' ').unwrap_or((name, "")));
        let stored = names.zip(self.payloads.split(SEPARATOR)).zip(1..=self.last);
        stored.map(|(((event_type, event_version), payload), sequence)| Entry {
            sequence,
            event_type,
            event_version,
            payload,
        })
    }

    fn read(row: &PgRow) -> Result<Self, JournalError> {
        let Some(last) = row.try_get(1)? else { return Ok(Self::default()) };
        let (count, names, payloads): (i64, String, String) =
            (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        let holds = |text: &str| i64::try_from(text.split(SEPARATOR).count()) == Ok(last);
        if count != last || !holds(&names) || !holds(&payloads) {
            let cause = format!("its {count} events are not numbered from 1 to {last}");
            return Err(JournalError::Unreadable { what: "a stream".into(), cause: cause.into() });
        }
        Ok(Self { last, names, payloads })
    }
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
    /// In the order in which they were named.
    pub streams: Vec<Stored>,
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
    let mut loaded = Loaded::default();
    loaded.streams.resize_with(streams.len(), Stored::default);
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
    Ok(loaded)
}

impl Loaded {
    fn take(&mut self, row: &PgRow) -> Result<(), JournalError> {
        match row.try_get(0)? {
            -1_i64 => {
                self.earlier = Some(Earlier {
                    position: row.try_get(1)?,
                    body_hash: row.try_get(3)?,
                    answer: row.try_get(4)?,
                });
            }
            0 => self.head = row.try_get(1)?,
            n => {
                let index = usize::try_from(n - 1).unwrap_or(usize::MAX);
                if let Some(stream) = self.streams.get_mut(index) {
                    *stream = Stored::read(row)?;
                }
            }
        }
        Ok(())
    }
}
