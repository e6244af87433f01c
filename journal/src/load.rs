use std::iter;

use domain::decider::Replay;
use domain::units::{CommandId, EstateId};
use futures::TryStreamExt;
use memchr::memchr_iter;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::StreamRef;
use crate::error::JournalError;
use crate::memory::Version;

/// One query: the head's position; the command, if it was done before; and each stream, by its index, in pieces of up to
/// 128 events. One snapshot too, so the position is the one at which the streams were read.
///
/// It begins with telling whom it works for (`wall.rs`), for the length of the statement, which is a transaction of its
/// own. What follows takes the estate from there, so that it cannot run before, and the policies find it told; `OFFSET 0`
/// keeps the planner from writing the call in place of its result. Should it ever be told too late, a policy lets nothing
/// through: the streams look empty, and the append, which looks again by itself, finds a conflict.
///
/// A piece comes as two texts, because a row an event takes longer, 0.8 µs of the client's time each. Nothing in JSON
/// may hold the separator: control characters have to be escaped there. The events are in the order of the inner query;
/// `string_agg(... ORDER BY)` would sort them once more. A thousand events as one text were the slower way, by a fifth:
/// for memory of that size the server asks the kernel anew each time.
///
/// The LIMIT, which is the number of streams, limits nothing: it lets PostgreSQL take one plan for good. Without it the
/// plan for arrays of unknown length counted as dearer than one made for each call, and planning took 75 µs of them.
///
/// `IS NOT DISTINCT FROM` is an equality that no index serves: with `=` the one plan read every index entry of the estate
/// as well, to intersect them with those of the stream. The policy of the table says it the same way.
const LOAD: &str = "
SELECT found.*
FROM (SELECT set_config('monchai.estate', $3::text, true)::uuid AS estate OFFSET 0) told
CROSS JOIN LATERAL (
    SELECT s.n, l.last, c.n AS piece, e.count, e.names, e.payloads
    FROM (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s (type, id, n) LIMIT $5) s
    CROSS JOIN LATERAL (
        SELECT sequence AS last FROM journal.events
        WHERE aggregate_type = s.type AND aggregate_id = s.id AND estate_id IS NOT DISTINCT FROM told.estate
        ORDER BY sequence DESC LIMIT 1
    ) l
    CROSS JOIN LATERAL generate_series(0, (l.last - 1) / 128) AS c (n)
    CROSS JOIN LATERAL (
        SELECT count(*) AS count,
            string_agg(event_type || ' ' || event_version, E'\\x1e') AS names,
            string_agg(payload::text, E'\\x1e') AS payloads
        FROM (
            SELECT event_type, event_version, payload FROM journal.events
            WHERE aggregate_type = s.type AND aggregate_id = s.id AND estate_id IS NOT DISTINCT FROM told.estate
                AND sequence > c.n * 128 AND sequence <= c.n * 128 + 128
            ORDER BY sequence
        ) ordered
    ) e
    UNION ALL
    SELECT 0, position, NULL, NULL, NULL, NULL FROM journal.heads WHERE estate_id = told.estate
    UNION ALL
    SELECT -1, position, NULL, NULL, encode(body_hash, 'hex'), answer::text FROM journal.commands
    WHERE estate_id = told.estate AND command_id = $4
) found";

/// So many events come in one piece; the same number as in the query.
const PIECE: i64 = 128;

/// Between two events of a piece.
const SEPARATOR: u8 = 0x1e;

/// A stream while its pieces arrive: each is folded while the server prepares the next one.
struct Reading {
    last: i64,
    /// How many events were taken in.
    taken: i64,
    aggregate_type: &'static str,
    replay: Box<dyn Replay>,
}

impl Reading {
    fn new(stream: &StreamRef) -> Self {
        Self { last: 0, taken: 0, aggregate_type: stream.aggregate_type, replay: stream.replay() }
    }

    /// Takes in the next piece.
    fn take(&mut self, row: &PgRow) -> Result<(), JournalError> {
        let (last, piece, count): (i64, i64, i64) = (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
        let expected = (last - piece * PIECE).min(PIECE);
        let names: &str = row.try_get::<Option<_>, _>(4)?.unwrap_or_default();
        let payloads: &str = row.try_get::<Option<_>, _>(5)?.unwrap_or_default();
        let holds =
            |text: &str| i64::try_from(memchr_iter(SEPARATOR, text.as_bytes()).count() + 1) == Ok(expected);
        if self.taken != piece * PIECE || count != expected || !holds(names) || !holds(payloads) {
            let (first, to) = (piece * PIECE + 1, piece * PIECE + expected);
            let cause = format!("{count} events are numbered from {first} to {to}");
            return Err(JournalError::Unreadable { what: "a stream".into(), cause: cause.into() });
        }
        self.last = last;
        for (name, payload) in split(names).zip(split(payloads)) {
            self.taken += 1;
            let (event_type, event_version) = name.rsplit_once(' ').unwrap_or((name, ""));
            self.replay
                .take(event_type, event_version, payload)
                .map_err(|error| JournalError::unreadable_stream(self.aggregate_type, self.taken, error))?;
        }
        Ok(())
    }
}

/// The parts of a text between separators, found by vectors of bytes; `str::split` looks at a word at a time.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(SEPARATOR, text.as_bytes()).chain(iter::once(text.len()));
    ends.scan(0, |start, end| {
        let part = text.get(*start..end);
        *start = end + 1;
        part
    })
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
    pub streams: Vec<Version>,
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
    let mut readings: Vec<Reading> = streams.iter().map(Reading::new).collect();
    let mut rows = sqlx::query(LOAD)
        .bind(types)
        .bind(ids)
        .bind(estate.uuid())
        .bind(command.map(CommandId::uuid))
        .bind(i64::try_from(streams.len()).unwrap_or(i64::MAX))
        .fetch(connection);
    while let Some(row) = rows.try_next().await? {
        loaded.take(&row, &mut readings)?;
    }
    let read =
        readings.into_iter().map(|reading| Version { last: reading.last, state: reading.replay.state() });
    loaded.streams = read.collect();
    Ok(loaded)
}

impl Loaded {
    fn take(&mut self, row: &PgRow, readings: &mut [Reading]) -> Result<(), JournalError> {
        match row.try_get(0)? {
            -1_i64 => {
                self.earlier = Some(Earlier {
                    position: row.try_get(1)?,
                    body_hash: row.try_get(4)?,
                    answer: row.try_get(5)?,
                });
            }
            0 => self.head = row.try_get(1)?,
            n => {
                let index = usize::try_from(n - 1).unwrap_or(usize::MAX);
                if let Some(reading) = readings.get_mut(index) {
                    reading.take(row)?;
                }
            }
        }
        Ok(())
    }
}
