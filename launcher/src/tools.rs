//! Finding the client programs that come with `PostgreSQL`.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::binaries::{OVERRIDE, parse_major, places};
use crate::error::LaunchError;

/// The client program of that name (`pg_dump`, say) for a server of that major version: the one of the same version, or
/// else the oldest of those that are newer, as an older one would not understand the server.
///
/// It is looked for where [`PrivatePostgres`](crate::PrivatePostgres) looks for the server, which need not be installed.
///
/// # Errors
/// [`LaunchError::NoTool`].
pub fn tool(name: &str, major: u32) -> Result<PathBuf, LaunchError> {
    let looked_in = env::var_os(OVERRIDE).map_or_else(places, |directory| vec![PathBuf::from(directory)]);
    let found = looked_in.iter().map(|directory| directory.join(name)).filter(|path| path.is_file());
    let fitting = found.filter_map(|path| Some((version(&path)?, path))).filter(|(found, _)| *found >= major);
    fitting.min_by_key(|(found, _)| *found).map(|(_, path)| path).ok_or_else(|| LaunchError::NoTool {
        program: name.to_owned(),
        major,
        looked_in: looked_in.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", "),
    })
}

fn version(program: &PathBuf) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    parse_major(String::from_utf8_lossy(&output.stdout).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_unless_the_server_is_newer() {
        let dump = tool("pg_dump", 9).expect("it is installed");
        assert!(version(&dump).expect("it tells") >= 9);
        let told = tool("pg_dump", 999).expect_err("there is none").to_string();
        assert!(told.contains("pg_dump of PostgreSQL 999") && told.contains("apt-get install"), "{told}");
        assert!(tool("pg_nothing", 9).is_err());
    }
}
