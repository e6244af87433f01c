//! What a server that was killed leaves behind: `postmaster.pid`.
//!
//! `PostgreSQL` sees for itself that the process named there is gone. What it cannot see is that the number has been
//! given to another process since, which is common in containers, where numbers are small; and it does not wait
//! for a server that is still shutting down because its parent died a moment ago.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{IoContext, LaunchError};
use crate::process;

/// How long a server may take to write its last checkpoint.
const STOPPING: Duration = Duration::from_mins(1);
/// How long the kernel's signal may take to reach a server whose parent has just died.
const UNDECIDED: Duration = Duration::from_secs(3);

/// Waits for a server that is on its way out, and makes a stale `postmaster.pid` harmless.
///
/// # Errors
/// [`LaunchError::Locked`] when a server is running in `pgdata` and stays.
pub(crate) fn clear(pgdata: &Path) -> Result<(), LaunchError> {
    let path = pgdata.join("postmaster.pid");
    let started = Instant::now();
    loop {
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).context("read", &path),
        };
        let Some(pid) = pid(&text).filter(|pid| process::exists(*pid)) else { return Ok(()) };
        if !may_serve(pid, pgdata) {
            return disown(&path, &text);
        }
        let limit = if is_stopping(&text) { STOPPING } else { UNDECIDED };
        if started.elapsed() > limit {
            return Err(LaunchError::Locked { folder: pgdata.to_owned(), pid: Some(pid) });
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn pid(text: &str) -> Option<u32> {
    text.lines().next()?.trim().parse().ok()
}

/// The eighth line is the server's state.
fn is_stopping(text: &str) -> bool {
    text.lines().nth(7).is_some_and(|state| state.trim() == "stopping")
}

/// Puts our own number in the place of the stranger's. A server holds a file that names its own parent for stale,
/// and goes on to check the shared memory named further down, which it could not if the file were removed: that
/// check is what keeps it from running beside orphans of the old server.
fn disown(path: &Path, text: &str) -> Result<(), LaunchError> {
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    fs::write(path, format!("{}\n{rest}", std::process::id())).context("write", path)
}

/// Whether the process can be a server of this cluster. Where that cannot be told, it can.
fn may_serve(pid: u32, pgdata: &Path) -> bool {
    let entry = Path::new("/proc").join(pid.to_string());
    let Ok(name) = fs::read_to_string(entry.join("comm")) else { return true };
    if !matches!(name.trim(), "postgres" | "postmaster") {
        return false;
    }
    // A server's working directory is its cluster; another user's cannot be seen.
    if let Ok(directory) = fs::read_link(entry.join("cwd")) {
        return directory == pgdata;
    }
    // A session process shows a title; a server shows the command it was started by.
    fs::read(entry.join("cmdline")).map_or(true, |command| !command.starts_with(b"postgres: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_now_names_another_process_is_disowned_and_the_rest_is_kept() {
        let pgdata = std::env::temp_dir().join(format!("monchai-leftover-{}", std::process::id()));
        fs::create_dir_all(&pgdata).expect("created");
        let mut stranger = std::process::Command::new("sleep").arg("60").spawn().expect("sleep runs");
        let path = pgdata.join("postmaster.pid");
        fs::write(&path, format!("{}\n/data\n1\n5432\n/run\n\n 77 88\nready\n", stranger.id()))
            .expect("written");

        let outcome = clear(&pgdata);
        let text = fs::read_to_string(&path).expect("still there");
        stranger.kill().and_then(|()| stranger.wait()).expect("ended");
        fs::remove_dir_all(&pgdata).expect("removed");

        outcome.expect("nothing is in the way");
        assert_eq!(pid(&text), Some(std::process::id()));
        assert!(text.contains(" 77 88\n"), "{text}");
    }

    #[test]
    fn the_state_line_is_read() {
        assert!(is_stopping("1\n/d\n2\n5432\n/r\n\n 1 2\nstopping\n"));
        assert!(!is_stopping("1\n/d\n2\n5432\n/r\n\n 1 2\nready   \n"));
        assert!(!is_stopping("1\n"));
    }
}
