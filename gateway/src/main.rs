//! The `monchai` program.

// The futures of the schema's mutations lie deeper than the compiler looks by default (130 of 128 in a release build).
#![recursion_limit = "256"]

use std::process::ExitCode;

/// A request makes and drops thousands of small things: docs/performance.md, "The dashboard".
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gateway::cli::main()
}
