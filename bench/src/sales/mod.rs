//! Sales: invoices as Factur-X, invoices issued by many at once, and the list of an estate that has many.

mod issue;
mod list;
mod paper;

pub use paper::run as paper;

use crate::Failure;
use crate::args::Sales;
use crate::journal::{bare, estates};
use crate::report::{Report, Target};
use crate::server::Server;

const ISSUED: &str = "invoices of 12 lines issued, /s";
const ONE_BOOK: &str = "10 001 invoices of one book, /s";
const BARE: &str = "three rows inserted, commits/s";
const LISTED: &str = "list of 50 invoices, slowest filter, ms";
const BY_KEY: &str = "50 invoices by their keys, ms";

/// `bench sales`
pub fn run(args: Sales) -> Result<(), Failure> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move { tokio::spawn(measure(args, server)).await? })
}

async fn measure(args: Sales, server: Server) -> Result<(), Failure> {
    server.prepare().await?;
    let estates = estates::prepare(&server, args.load.estates).await?;
    bare::prepare(&server).await?;
    issue::prepare(&server, &estates).await?;
    let mut report = Report::default();
    for round in 1..=args.load.rounds {
        eprintln!("round {round} of {}", args.load.rounds);
        report.note(BARE, bare::measure(&server, &args.load)?);
        report.note(ISSUED, issue::measure(&server, &estates, &args.load).await?);
    }
    // An estate of its own: its book begins with 1.
    let fresh = estates::open_one(&server, args.load.estates).await?;
    issue::prepare(&server, &[fresh]).await?;
    report.note(ONE_BOOK, issue::one_book(&server, fresh, 10_001, args.load.connections).await?);
    list::prepare(&server, args.invoices).await?;
    for (slowest, by_key) in list::measure(&server).await? {
        report.note(LISTED, slowest);
        report.note(BY_KEY, by_key);
    }
    let targets = [
        Target { name: ISSUED, figure: report.median(ISSUED), bound: 100.0, at_most: false },
        Target { name: LISTED, figure: report.median(LISTED), bound: 20.0, at_most: true },
    ];
    report.print_medians(&targets);
    println!("issued / bare insert: {:.2}", report.median(ISSUED) / report.median(BARE));
    if let Some(path) = &args.load.json {
        report.write(&targets, path)?;
    }
    Ok(())
}
