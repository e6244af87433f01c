use sqlx::Executor;

use crate::Failure;
use crate::args::Journal;
use crate::pgbench;
use crate::server::Server;

/// A table like the ledger's, with its indexes and without its guarantees.
pub async fn prepare(server: &Server) -> Result<(), Failure> {
    let pool = server.pool("postgres", 1).await?;
    pool.execute(
        "CREATE SCHEMA bare; CREATE TABLE bare.events (LIKE journal.events INCLUDING ALL);
         CREATE SEQUENCE bare.position CACHE 100;",
    )
    .await?;
    pool.close().await;
    Ok(())
}

/// The floor: the same three rows inserted by one statement and committed, without loading, deciding or chaining.
/// Gives commits a second.
pub fn measure(server: &Server, args: &Journal) -> Result<f64, Failure> {
    pgbench::run(server, &script(args.estates), args.connections, args.seconds)
}

fn script(estates: u32) -> String {
    let row = |kind: &str, event: &str, payload: &str| {
        format!(
            "(md5(:estate::text)::uuid, nextval('bare.position'), '{kind}', gen_random_uuid()::text, 1, '{event}', \
             '1', '{payload}', '{METADATA}', clock_timestamp(), sha256('{event}'))"
        )
    };
    format!(
        "\\set estate random(1, {estates})\nINSERT INTO bare.events (estate_id, position, aggregate_type, \
         aggregate_id, sequence, event_type, event_version, payload, metadata, recorded_at, hash) VALUES {}, {}, {};\n",
        row("vat", "WineDrawn", DRAWN),
        row("vat", "WineReceived", RECEIVED),
        row("movement", "MovementValidated", VALIDATED),
    )
}

const METADATA: &str = r#"{"actor":"6d6f6e63-6861-6900-8000-000000000002","command_id":"019a1111-2222-7333-8444-555566667777","operation":"record_movement"}"#;
const DRAWN: &str = r#"{"WineDrawn":{"movement":"019a1111-2222-7333-8444-555566667777","occurred_on":"2026-09-15","purpose":{"Transfer":{"to":"019a1111-2222-7333-8444-555566667777"}},"volume_ml":1000,"wine":"019a1111-2222-7333-8444-555566667777"}}"#;
const RECEIVED: &str = r#"{"WineReceived":{"movement":"019a1111-2222-7333-8444-555566667777","occurred_on":"2026-09-15","source":{"Transfer":{"from":[{"vat":"019a1111-2222-7333-8444-555566667777","volume_ml":1000}]}},"volume_ml":1000,"wine":"019a1111-2222-7333-8444-555566667777"}}"#;
const VALIDATED: &str = r#"{"MovementValidated":{"occurred_on":"2026-09-15","operation":{"Transfer":{"loss_ml":0,"sources":[{"vat":"019a1111-2222-7333-8444-555566667777","volume_ml":1000}],"to":"019a1111-2222-7333-8444-555566667777"}},"postings":[{"account":{"Vat":"019a1111-2222-7333-8444-555566667777"},"side":"Debit","volume_ml":1000},{"account":{"Vat":"019a1111-2222-7333-8444-555566667777"},"side":"Credit","volume_ml":1000}]}}"#;
