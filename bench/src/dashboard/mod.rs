//! The dashboard of the demo estate over HTTP, beside the same SQL statements run by pgbench.

mod client;
mod statements;

use std::net::SocketAddr;
use std::time::Duration;

use domain::units::EstateId;
use gateway::app::{App, PROGRAM, scope};
use gateway::database::{Database, Place};
use gateway::demo::{Teller, demo_opening, team, tell};
use gateway::http::{Front, Served, serve};
use gateway::settings::{Settings, Sources};
use sqlx::{Executor, PgPool};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::Failure;
use crate::args::Dashboard;
use crate::pgbench;
use crate::report::{Report, Target};
use crate::server::Server;

/// What a person sees first: bulk and bottles in stock, drafts, and the month's return.
const QUERY: &str = include_str!("dashboard.graphql");

/// `bench dashboard`
pub fn run(args: Dashboard) -> Result<(), Failure> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move { tokio::spawn(measure(args, server)).await? })
}

async fn measure(args: Dashboard, server: Server) -> Result<(), Failure> {
    server.prepare().await?;
    let pool = server.pool("monchai_server", 4).await?;
    let estate = seed(&pool).await?;
    let team = team(&pool, estate).await.map_err(|denied| format!("{denied:?}"))?;
    let token = team.first().ok_or("no administrator")?.token.reveal().to_owned();
    let script = watched(&server, &token).await?;
    let statements = script.lines().count();
    eprintln!("{statements} statements a request");
    let mut report = Report::default();
    let (address, serving) = serving(&server).await?;
    let load = client::Load { address, token: &token, query: QUERY, connections: args.connections };
    load.run(Duration::from_secs(2)).await?;
    for round in 1..=args.rounds {
        eprintln!("round {round} of {}", args.rounds);
        report.note("dashboard, requests/s", load.run(Duration::from_secs(args.seconds)).await?);
        let floor = pgbench::run_as(&server, "monchai_server", &script, args.connections, args.seconds)?;
        report.note("its SQL by pgbench, transactions/s", floor);
    }
    serving.abort();
    let ratio = report.median("dashboard, requests/s") / report.median("its SQL by pgbench, transactions/s");
    let targets =
        [Target { name: "dashboard / its SQL by pgbench", figure: ratio, bound: 0.5, at_most: false }];
    report.print(&targets);
    if let Some(path) = &args.json {
        report.write(&targets, path)?;
    }
    Ok(())
}

/// The demo estate after its September.
async fn seed(pool: &PgPool) -> Result<EstateId, Failure> {
    let app = App::new(pool.clone());
    let opening = demo_opening()?;
    app.journal.perform(&scope(opening.estate, PROGRAM, None), None, &opening.operation).await?;
    app.projector.catch_up(opening.estate).await?;
    tell(&mut Teller::new(app, opening.estate, false)).await?;
    Ok(opening.estate)
}

/// Serves over as many connections as the program has by itself.
async fn serving(server: &Server) -> Result<(SocketAddr, JoinHandle<()>), Failure> {
    let (serve_url, own) = (server.url("bench", "monchai_server"), server.url("bench", "postgres"));
    let database = Database::open(Place::Url { serve: serve_url, own })?;
    let served = Served::new(App::new(database.pool(16).await?), front()?)?;
    let (told, address) = oneshot::channel();
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let task = tokio::spawn(async move {
        let ready = |address| {
            let _ = told.send(address);
        };
        if let Err(error) = serve(served, database, listen, ready).await {
            eprintln!("{error}");
        }
    });
    Ok((address.await?, task))
}

/// The statements of one warm request, as PostgreSQL's own log tells them.
async fn watched(server: &Server, token: &str) -> Result<String, Failure> {
    let owner = server.pool("postgres", 1).await?;
    owner.execute("ALTER ROLE monchai_server SET log_statement = 'all'").await?;
    let (address, serving) = serving(server).await?;
    let load = client::Load { address, token, query: QUERY, connections: 1 };
    load.once().await?;
    let before = std::fs::read_to_string(server.log())?.len();
    load.once().await?;
    let log = std::fs::read_to_string(server.log())?;
    serving.abort();
    owner.execute("ALTER ROLE monchai_server RESET log_statement").await?;
    owner.close().await;
    Ok(statements::script(&log[before..]))
}

/// The settings of a server that takes as many requests as come.
fn front() -> Result<Front, Failure> {
    let sources = Sources::default().with_flag("requests_per_minute", "0");
    Ok(Front::new(Settings::from_sources(&sources)?))
}
