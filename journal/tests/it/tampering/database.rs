use journal::verify::FaultKind;
use journal::{JournalError, PerformError};

use super::{Dice, EVENTS, fault, ledger, stranger};
use crate::common::{Bench, Fill};

/// What can be changed of an event without the database noticing.
const CHANGES: [&str; 10] = [
    "payload = (payload::text || ' ')::json",
    "payload = replace(payload::text, '1', '2')::json, event_version = event_version || ''",
    "metadata = replace(metadata::text, 'request-1', 'request-2')::json",
    "hash = set_byte(hash, 7, get_byte(hash, 7) # 1)",
    "hash = '\\x00'",
    "event_type = event_type || 'x'",
    "event_version = '2'",
    "recorded_at = recorded_at + interval '1 microsecond'",
    "sequence = sequence + 100",
    "aggregate_id = aggregate_id || '0'",
];

/// Runs a forgery and tells where and what was found; afterwards the ledger is as before.
async fn found(bench: &Bench, forgery: &str) -> (i64, FaultKind) {
    bench.forge(forgery).await;
    let found = fault(bench.verify().await, forgery);
    bench
        .forge(
            "TRUNCATE journal.events; INSERT INTO journal.events SELECT * FROM kept_events;
             TRUNCATE journal.heads; INSERT INTO journal.heads SELECT * FROM kept_heads",
        )
        .await;
    found
}

async fn kept() -> Bench {
    let bench = ledger().await;
    bench
        .forge(
            "CREATE TABLE kept_events AS SELECT * FROM journal.events;
             CREATE TABLE kept_heads AS SELECT * FROM journal.heads",
        )
        .await;
    bench
}

#[tokio::test]
async fn a_changed_event_is_found_at_its_position() {
    let (bench, mut dice) = (kept().await, Dice(1));
    for change in CHANGES.iter().cycle().take(40) {
        // Only payloads that a tank wrote hold a figure.
        let position = if change.contains("'1', '2'") { 1 } else { dice.position() };
        let forgery = format!("UPDATE journal.events SET {change} WHERE position = {position}");
        assert_eq!(found(&bench, &forgery).await, (position, FaultKind::HashMismatch), "{forgery}");
    }
    assert_eq!(bench.verify().await.unwrap().events, EVENTS);
}

#[tokio::test]
async fn a_dropped_event_is_found_at_its_position() {
    let (bench, mut dice) = (kept().await, Dice(2));
    for round in 0..20 {
        let position = dice.position();
        let other = stranger();
        // Thrown away, or given to another estate.
        let forgery = if round % 2 == 0 {
            format!("DELETE FROM journal.events WHERE position = {position}")
        } else {
            format!("UPDATE journal.events SET estate_id = '{other}' WHERE position = {position}")
        };
        let kind = if position == EVENTS {
            FaultKind::Truncated { head: EVENTS }
        } else {
            FaultKind::Missing { found: position + 1 }
        };
        assert_eq!(found(&bench, &forgery).await, (position, kind), "{forgery}");
    }
}

#[tokio::test]
async fn events_that_changed_places_are_found_at_the_first() {
    let (bench, mut dice) = (kept().await, Dice(3));
    for _ in 0..20 {
        let (first, second) = dice.two_positions();
        let forgery = format!(
            "UPDATE journal.events SET position = 0 WHERE position = {first};
             UPDATE journal.events SET position = {first} WHERE position = {second};
             UPDATE journal.events SET position = {second} WHERE position = 0"
        );
        assert_eq!(found(&bench, &forgery).await, (first, FaultKind::HashMismatch), "{forgery}");
    }
}

#[tokio::test]
async fn an_inserted_event_is_found_at_its_position() {
    let (bench, mut dice) = (kept().await, Dice(4));
    for _ in 0..20 {
        let position = dice.position();
        // All that follow make room, and the forger tells the head as well.
        let forgery = format!(
            "UPDATE journal.events SET position = -position WHERE position >= {position};
             UPDATE journal.events SET position = 1 - position WHERE position < 0;
             INSERT INTO journal.events
                 SELECT estate_id, {position}, 100, recorded_at, hash, aggregate_type, aggregate_id, event_type,
                     event_version, payload, metadata
                 FROM journal.events WHERE position = {position} + 1;
             UPDATE journal.heads SET position = position + 1"
        );
        assert_eq!(found(&bench, &forgery).await, (position, FaultKind::HashMismatch), "{forgery}");
    }
}

#[tokio::test]
async fn a_ledger_cut_off_is_found_where_it_ends() {
    let (bench, mut dice) = (kept().await, Dice(5));
    for _ in 0..20 {
        let last = dice.position() - 1;
        let forgery = format!("DELETE FROM journal.events WHERE position > {last}");
        assert_eq!(found(&bench, &forgery).await, (last + 1, FaultKind::Truncated { head: EVENTS }));
    }
}

#[tokio::test]
async fn a_head_that_does_not_agree_is_found() {
    let bench = kept().await;
    for (forgery, position, kind) in [
        (
            "UPDATE journal.heads SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)",
            31,
            FaultKind::HeadMismatch,
        ),
        ("UPDATE journal.heads SET hash = ''", 31, FaultKind::HeadMismatch),
        ("UPDATE journal.heads SET position = 40", 32, FaultKind::Truncated { head: 40 }),
        ("UPDATE journal.heads SET position = 20", 21, FaultKind::BeyondHead),
        ("UPDATE journal.heads SET position = -7", -6, FaultKind::BeyondHead),
        ("DELETE FROM journal.heads", 1, FaultKind::BeyondHead),
    ] {
        assert_eq!(found(&bench, forgery).await, (position, kind), "{forgery}");
    }
}

/// Nothing is decided on a stream that is not whole.
#[tokio::test]
async fn a_stream_with_a_hole_is_not_read() {
    let bench = kept().await;
    let tank: String = sqlx::query_scalar("SELECT aggregate_id FROM journal.events WHERE position = 1")
        .fetch_one(bench.database.owner_pool())
        .await
        .unwrap();
    let fill = Fill::new(tank.parse().unwrap(), 1);
    for forgery in [
        "DELETE FROM journal.events WHERE position = 7",
        "UPDATE journal.events SET sequence = 40 WHERE position = 7",
        "UPDATE journal.events SET event_type = E'Drawn 1\\x1eDrawn' WHERE position = 7",
    ] {
        bench.forge(forgery).await;
        let refused = bench.another().perform(&Bench::scope_of(bench.estate), None, &fill).await;
        assert!(matches!(refused, Err(PerformError::Fault(JournalError::Unreadable { .. }))), "{refused:?}");
        bench.forge("TRUNCATE journal.events; INSERT INTO journal.events SELECT * FROM kept_events").await;
    }
    bench.another().perform(&Bench::scope_of(bench.estate), None, &fill).await.unwrap();
}
