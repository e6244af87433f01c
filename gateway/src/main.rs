//! The `monchai` program.

use std::process::ExitCode;

/// The system's allocator takes 8 % more of a dashboard's time: a request makes and drops thousands of small things.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gateway::cli::main()
}
