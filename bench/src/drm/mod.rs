//! The return of a month at the demo estate, brought to many events: declared from the read model, folded, laid out. The
//! floor is what PostgreSQL takes to give the same events back.

use std::time::Instant;

use domain::drm::declared::ArtefactFormat;
use domain::drm::{Books, TOLD_BY};
use domain::movement::Operation;
use domain::terms::{BulkDestination, Country, LossCause};
use domain::units::{Date, EstateId, Month, MovementId, VatId, Volume};
use gateway::app::{App, PROGRAM, scope};
use gateway::artefacts;
use gateway::demo::{Teller, demo_opening, tell};
use gateway::operations::RecordMovement;
use gateway::refold::refold;
use journal::Selection;
use projections::drm::declared_month;
use uuid::Uuid;

use crate::Failure;
use crate::args::Drm;
use crate::report::{Report, Target};
use crate::server::Server;

const READ: &str = "return from the read model, ms";
const FOLDED: &str = "return folded from the events, ms";
const FLOOR: &str = "the same events from PostgreSQL alone, ms";
const LAID_OUT: &str = "its PDF, ms";

/// How often each is made; the median counts.
const TIMES: usize = 41;

/// `bench drm`
pub fn run(args: Drm) -> Result<(), Failure> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move { tokio::spawn(measure(args, server)).await? })
}

async fn measure(args: Drm, server: Server) -> Result<(), Failure> {
    server.prepare().await?;
    let app = App::new(server.pool("monchai_server", 4).await?);
    let opening = demo_opening()?;
    let estate = opening.estate;
    app.journal.perform(&scope(estate, PROGRAM, None), None, &opening.operation).await?;
    app.projector.catch_up(estate).await?;
    let told = tell(&mut Teller::new(app.clone(), estate, false)).await?;
    let vat: VatId = told.vat.parse()?;
    let held = fill(&app, estate, vat, args.events).await?;
    app.projector.catch_up(estate).await?;
    let month: Month = "2026-09".parse()?;
    let mut report = Report::default();
    for _ in 0..TIMES {
        report.note(READ, read(&app, estate, month).await?);
    }
    for _ in 0..TIMES {
        report.note(FLOOR, floor(&app, estate).await?);
        report.note(FOLDED, folded(&app, estate, month).await?.0);
    }
    let mut drm = folded(&app, estate, month).await?.1.declare(month);
    for turn in 0..TIMES {
        // Another return each time: the same one is remembered.
        if let Some(wine) = drm.wines.first_mut() {
            wine.observations = Some(format!("tour {turn}"));
        }
        let since = Instant::now();
        artefacts::write(&drm, ArtefactFormat::Pdf)?;
        report.note(LAID_OUT, milliseconds(since));
    }
    let at_most = |name, bound| Target { name, figure: report.median(name), bound, at_most: true };
    eprintln!("{held} events, {} wines", drm.wines.len());
    let targets = [at_most(READ, 30.0), at_most(FOLDED, 100.0), at_most(LAID_OUT, 60.0)];
    report.print(&targets);
    if let Some(path) = &args.json {
        report.write(&targets, path)?;
    }
    Ok(())
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// Records losses, sales and exports by turns until the estate's ledger holds so many events; gives how many it holds.
async fn fill(app: &App, estate: EstateId, vat: VatId, events: u32) -> Result<i64, Failure> {
    let scope = scope(estate, PROGRAM, None);
    let belgium = Country::parse("BE").ok_or("country")?;
    let mut held: i64 = 0;
    let mut turn: u32 = 0;
    while held < i64::from(events) {
        turn += 1;
        let volume_ml = Volume::from_ml(1);
        let send = |destination| Operation::BulkDispatch { vat, volume_ml, destination };
        let operation = match turn % 4 {
            0 => Operation::Loss { vat, volume_ml, cause: LossCause::TankStorage },
            1 => send(BulkDestination::FranceWithoutContract),
            2 => send(BulkDestination::Export { country: belgium }),
            _ => send(BulkDestination::Contract { number: format!("V26-{}", turn % 40) }),
        };
        let on = day(turn).ok_or("day")?;
        let record = RecordMovement { movement: MovementId::new(Uuid::now_v7()), operation, on };
        held = app.journal.perform(&scope, None, &record).await?.position;
    }
    Ok(held)
}

/// The 25th to the 30th of September, after the story, so that entries are dated back and forth within the month.
fn day(turn: u32) -> Option<Date> {
    Date::from_ymd(2026, 9, 25 + u8::try_from(turn % 6).ok()?)
}

async fn read(app: &App, estate: EstateId, month: Month) -> Result<f64, Failure> {
    let since = Instant::now();
    let mut connection = journal::begin(&app.pool, estate, "READ ONLY").await?;
    declared_month(&mut connection, estate, month).await?;
    connection.rollback().await?;
    Ok(milliseconds(since))
}

async fn folded(app: &App, estate: EstateId, month: Month) -> Result<(f64, Books), Failure> {
    let since = Instant::now();
    let mut books = Books::default();
    refold(&app.journal, estate, Selection::of(TOLD_BY), |_, fact| books.take(fact)).await?;
    books.declare(month);
    Ok((milliseconds(since), books))
}

/// Every row of the estate's ledger, given back and thrown away.
async fn floor(app: &App, estate: EstateId) -> Result<f64, Failure> {
    let since = Instant::now();
    let mut connection = journal::begin(&app.pool, estate, "READ ONLY").await?;
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT position, payload::text FROM journal.events WHERE estate_id = $1 ORDER BY position",
    )
    .bind(estate.uuid())
    .fetch_all(&mut *connection)
    .await?;
    connection.rollback().await?;
    if rows.is_empty() {
        return Err("no events".into());
    }
    Ok(milliseconds(since))
}
