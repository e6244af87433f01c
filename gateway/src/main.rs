//! The `monchai` program.

use std::process::ExitCode;

/// A request makes and drops thousands of small things: docs/performance.md, "The dashboard".
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gateway::cli::main()
}
