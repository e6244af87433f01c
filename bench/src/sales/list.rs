use std::time::Instant;

use domain::units::{Date, EstateId, InvoiceId};
use projections::Page;
use projections::sales::{InvoiceFilter, InvoiceOrder, invoices, invoices_by_ids};
use sqlx::{Connection, Executor, PgConnection, PgPool};
use uuid::Uuid;

use crate::Failure;
use crate::server::Server;

/// How often each list is asked for; the median counts.
const TIMES: usize = 41;
/// How many invoices a page shows.
const PAGE: i64 = 50;
/// The estate with the many invoices, beside nine with a tenth of them.
const ESTATE: EstateId = EstateId::new(Uuid::from_u128(1));

/// Fills the read model: ten years of invoices of 300 customers, one in a hundred unpaid.
pub async fn prepare(server: &Server, count: u32) -> Result<(), Failure> {
    let mut connection = PgConnection::connect(&server.url("bench", "postgres")).await?;
    let rows = format!(
        "INSERT INTO sales.invoices (estate_id, id, position, number, kind, issued_on, supplied_on, due_on, customer_id,
                                     buyer_kind, country, order_id, bottles, vat, net_cents, vat_cents, gross_cents,
                                     prepaid_cents, paid_cents, credited_cents, balance_cents)
         SELECT lpad(to_hex(e), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, n, 'FA-' || 2016 + n * 10 / {count} || '-' || lpad(n::text, 6, '0'),
                CASE WHEN n % 20 = 0 THEN 'CREDIT_NOTE' ELSE 'INVOICE' END, date '2016-01-01' + n * 3650 / {count},
                date '2016-01-01' + n * 3650 / {count}, date '2016-01-31' + n * 3650 / {count},
                lpad(to_hex(n % 300), 32, '0')::uuid, 'COMPANY', 'FR', NULL, 12, '[]', n, n / 5, n + n / 5, 0,
                CASE WHEN n % 100 = 0 THEN 0 ELSE n + n / 5 END, 0, CASE WHEN n % 100 = 0 THEN n + n / 5 ELSE 0 END
         FROM generate_series(1, 10) e, generate_series(1, CASE WHEN e = 1 THEN {count} ELSE {count} / 10 END) n;
         ANALYZE sales.invoices;"
    );
    connection.execute(&*rows).await?;
    connection.close().await?;
    Ok(())
}

/// The slowest of the lists that a bookkeeper asks for, and the same number of rows by their keys, as medians of each round.
pub async fn measure(server: &Server) -> Result<Vec<(f64, f64)>, Failure> {
    let pool = server.pool("monchai_server", 1).await?;
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let mut slowest = 0.0_f64;
        for (filter, order) in asked()? {
            let mut times = Vec::with_capacity(TIMES);
            for _ in 0..TIMES {
                times.push(listed(&pool, &filter, order).await?);
            }
            let time = median(times);
            eprintln!("{order:?} {filter:?}: {time:.2} ms");
            slowest = slowest.max(time);
        }
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            times.push(by_key(&pool).await?);
        }
        rounds.push((slowest, median(times)));
    }
    Ok(rounds)
}

/// Each order with nothing filtered, and each filter with the order that its index does not give.
fn asked() -> Result<Vec<(InvoiceFilter, InvoiceOrder)>, Failure> {
    let day = |text: &str| text.parse::<Date>().map_err(|_| text.to_owned());
    let none = InvoiceFilter::default;
    let customer = domain::units::PartyId::new(Uuid::from_u128(7));
    Ok(vec![
        (none(), InvoiceOrder::Newest),
        (none(), InvoiceOrder::DueFirst),
        (none(), InvoiceOrder::Largest),
        (none(), InvoiceOrder::MostDue),
        (InvoiceFilter { customers: Some(vec![customer]), ..none() }, InvoiceOrder::Largest),
        (InvoiceFilter { open: Some(true), ..none() }, InvoiceOrder::DueFirst),
        (InvoiceFilter { late_on: Some(day("2026-01-01")?), ..none() }, InvoiceOrder::Oldest),
        (InvoiceFilter { number: Some("FA-2019".to_owned()), ..none() }, InvoiceOrder::Largest),
        (
            InvoiceFilter { from: Some(day("2020-01-01")?), until: Some(day("2020-12-31")?), ..none() },
            InvoiceOrder::Largest,
        ),
    ])
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

async fn listed(pool: &PgPool, filter: &InvoiceFilter, order: InvoiceOrder) -> Result<f64, Failure> {
    let since = Instant::now();
    let mut connection = journal::begin(pool, ESTATE, "READ ONLY").await?;
    let page = invoices(&mut connection, ESTATE, filter, order, &Page::first(PAGE)).await?;
    connection.rollback().await?;
    if page.edges.is_empty() {
        return Err("an empty list".into());
    }
    Ok(since.elapsed().as_secs_f64() * 1_000.0)
}

/// The floor: the same number of rows, found by their keys.
async fn by_key(pool: &PgPool) -> Result<f64, Failure> {
    let ids: Vec<InvoiceId> = (1..=50).map(|n| InvoiceId::new(Uuid::from_u128(n * 97))).collect();
    let since = Instant::now();
    let mut connection = journal::begin(pool, ESTATE, "READ ONLY").await?;
    invoices_by_ids(&mut connection, ESTATE, &ids).await?;
    connection.rollback().await?;
    Ok(since.elapsed().as_secs_f64() * 1_000.0)
}
