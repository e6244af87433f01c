use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Measures the product against PostgreSQL itself.
#[derive(Parser)]
#[command(name = "bench", max_term_width = 100)]
pub struct Cli {
    /// What to measure.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be measured.
#[derive(Subcommand)]
pub enum Command {
    /// The transfer unit of work, a stock postgres-es execute, and loading; beside a bare insert
    Journal(Journal),
    /// The demo estate's dashboard over HTTP, beside the same SQL statements run by pgbench
    Dashboard(Dashboard),
    /// The return of a month at an estate of many events: read, folded, laid out as PDF
    Drm(Drm),
    /// Invoices issued by many at once, and the list of an estate that has many
    Sales(Sales),
    /// Invoices of twelve lines as Factur-X, a thousand in a row
    InvoicePdf(InvoicePdf),
}

/// `bench journal`
#[derive(Args)]
pub struct Journal {
    /// Seconds of each measurement
    #[arg(long, default_value_t = 6)]
    pub seconds: u64,
    /// How many times all of them are made, in turn; the median counts
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Connections at once
    #[arg(long, default_value_t = 32)]
    pub connections: u32,
    /// Estates among which the load is spread
    #[arg(long, default_value_t = 500)]
    pub estates: u32,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// `bench dashboard`
#[derive(Args)]
pub struct Dashboard {
    /// Seconds of each measurement
    #[arg(long, default_value_t = 6)]
    pub seconds: u64,
    /// How many times both are made, in turn; the median counts
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Connections at once
    #[arg(long, default_value_t = 32)]
    pub connections: u32,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// `bench drm`
#[derive(Args)]
pub struct Drm {
    /// Events of the estate
    #[arg(long, default_value_t = 20_000)]
    pub events: u32,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// `bench invoice-pdf`
#[derive(Args)]
pub struct InvoicePdf {
    /// How many, one after the other
    #[arg(long, default_value_t = 1_000)]
    pub count: u32,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// `bench sales`
#[derive(Args)]
pub struct Sales {
    /// How they are issued
    #[command(flatten)]
    pub load: Journal,
    /// Invoices of the estate whose list is asked for
    #[arg(long, default_value_t = 50_000)]
    pub invoices: u32,
}
