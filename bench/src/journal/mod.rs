//! The transfer unit of work beside a bare insert of the same rows and beside a stock postgres-es.

pub mod bare;
pub mod estates;
mod load;
mod stock;
mod transfer;

use crate::Failure;
use crate::args::Journal;
use crate::report::{Report, Target};
use crate::server::Server;

/// `bench journal`. All of it runs in a task, as commands do in the server: the thread that sees an answer arrive goes on
/// with who waits for it.
pub fn run(args: Journal) -> Result<(), Failure> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move { tokio::spawn(measure(args, server)).await? })
}

async fn measure(args: Journal, server: Server) -> Result<(), Failure> {
    let args = &args;
    server.prepare().await?;
    let estates = estates::prepare(&server, args.estates).await?;
    stock::prepare(&server).await?;
    bare::prepare(&server).await?;
    let mut report = Report::default();
    for round in 1..=args.rounds {
        eprintln!("round {round} of {}", args.rounds);
        report.note("bare insert, commits/s", bare::measure(&server, args)?);
        let transfers = transfer::measure(&server, &estates, args).await?;
        report.note("transfer unit of work, commits/s", transfers);
        report.note("transfer unit of work, events/s", transfers * 3.0);
        report.note("stock postgres-es execute, events/s", stock::measure(&server, args).await?);
    }
    report.note("load and fold 1 000 events, ms", load::measure(&server, &estates).await?);
    let ratio = |over: &str, under: &str| report.median(over) / report.median(under);
    let targets = [
        Target {
            name: "transfer / bare insert",
            figure: ratio("transfer unit of work, commits/s", "bare insert, commits/s"),
            bound: 0.35,
            at_most: false,
        },
        Target {
            name: "transfer events / postgres-es events",
            figure: ratio("transfer unit of work, events/s", "stock postgres-es execute, events/s"),
            bound: 2.5,
            at_most: false,
        },
        Target {
            name: "load and fold 1 000 events, ms",
            figure: report.median("load and fold 1 000 events, ms"),
            bound: 2.0,
            at_most: true,
        },
    ];
    report.print(&targets);
    if let Some(path) = &args.json {
        report.write(&targets, path)?;
    }
    Ok(())
}
