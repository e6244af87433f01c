//! Runs a program with a private `PostgreSQL` that is thrown away afterwards. See [`launcher::wrapper`].

use std::process::ExitCode;

fn main() -> ExitCode {
    launcher::wrapper::main()
}
