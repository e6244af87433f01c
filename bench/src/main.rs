//! Measures the product against what PostgreSQL does by itself with the same bytes, in the same run.

// The futures of the schema's mutations lie deeper than the compiler looks by default (130 of 128 in a release build).
#![recursion_limit = "256"]
#![allow(clippy::print_stdout, reason = "a program that prints a table")]

mod args;
mod dashboard;
mod drm;
mod journal;
mod pgbench;
mod report;
mod sales;
mod server;

use std::error::Error;

use clap::Parser;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Why a measurement ends without figures.
pub type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    match args::Cli::parse().command {
        args::Command::Journal(args) => journal::run(args),
        args::Command::Dashboard(args) => dashboard::run(args),
        args::Command::Drm(args) => drm::run(args),
        args::Command::InvoicePdf(args) => sales::paper(args),
        args::Command::Sales(args) => sales::run(args),
    }
}
