//! The server process, and the thread that keeps it.
//!
//! On Linux the kernel stops the server when the thread that spawned it ends. A thread of its own therefore spawns
//! it and does nothing but wait: callers may start a server from any thread, also from an async worker that is
//! retired later.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::cluster;
use crate::error::{IoContext, LaunchError};
use crate::probe::{self, Answer};
use crate::process::{self, Signal};
use crate::socket;

/// How long a server may be silent before it is given up.
const SILENCE: Duration = Duration::from_mins(1);
/// How long it may recover from a crash.
const RECOVERY: Duration = Duration::from_mins(10);
/// How long the orphans of a killed server may take to see that it is gone.
const ORPHANS: Duration = Duration::from_secs(10);
/// How long a fast shutdown may take; then an immediate one, from which the next start recovers.
const FAST: Duration = Duration::from_mins(1);
const IMMEDIATE: Duration = Duration::from_secs(10);
/// A log longer than this is put aside when the server starts.
const LONGEST_LOG: u64 = 10 * 1024 * 1024;

/// Everything needed to run the server.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) program: PathBuf,
    pub(crate) pgdata: PathBuf,
    pub(crate) socket_dir: PathBuf,
    pub(crate) log: PathBuf,
    pub(crate) account: Option<Account>,
    pub(crate) settings: Vec<(String, String)>,
}

/// A running server. It is stopped when this value goes.
#[derive(Debug)]
pub(crate) struct Keeper {
    /// Nothing is ever sent: that it is dropped is the order to stop.
    hold: Option<Sender<()>>,
    thread: Option<JoinHandle<Result<(), LaunchError>>>,
}

impl Keeper {
    /// Starts the server and waits until it takes connections.
    pub(crate) fn start(plan: Plan) -> Result<Self, LaunchError> {
        let (hold, released) = mpsc::channel();
        let (report, outcome) = mpsc::channel();
        let program = plan.program.clone();
        let thread = thread::Builder::new()
            .name("postgres-keeper".to_owned())
            .spawn(move || keep(&plan, &report, &released))
            .context("start a thread for", &program)?;
        outcome.recv().map_err(|_| LaunchError::KeeperLost)??;
        Ok(Self { hold: Some(hold), thread: Some(thread) })
    }

    /// Ends every session, writes a checkpoint, and waits until the server has gone. Again: does nothing.
    pub(crate) fn stop(&mut self) -> Result<(), LaunchError> {
        drop(self.hold.take());
        self.thread.take().map_or(Ok(()), |thread| thread.join().map_err(|_| LaunchError::KeeperLost)?)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            tracing::warn!(%error, "stopping PostgreSQL");
        }
    }
}

fn keep(
    plan: &Plan,
    report: &Sender<Result<(), LaunchError>>,
    released: &Receiver<()>,
) -> Result<(), LaunchError> {
    let mut child = match launch(plan) {
        Ok(child) => child,
        Err(error) => {
            // The receiver waits in `start`, so it is there.
            let _ = report.send(Err(error));
            return Ok(());
        }
    };
    let _ = report.send(Ok(()));
    // Returns an error once the other end is dropped, which is what is waited for.
    let _ = released.recv();
    let status = shut_down(&mut child).context("stop", &plan.program)?;
    if status.success() { Ok(()) } else { Err(LaunchError::UncleanStop { status }) }
}

fn launch(plan: &Plan) -> Result<Child, LaunchError> {
    let since = Instant::now();
    loop {
        let mut log = open_log(&plan.log)?;
        let before = log.seek(SeekFrom::End(0)).context("read", &plan.log)?;
        let mut child = spawn(plan, &log)?;
        let error = match await_ready(plan, &mut child, before) {
            Ok(()) => return Ok(child),
            Err(error) => error,
        };
        // Only one that never became ready is still there; what it had to say is in the error.
        let _ = child.kill();
        let _ = child.wait();
        // Sessions of a server that was killed end by themselves within moments.
        let orphans =
            matches!(&error, LaunchError::Exited { log, .. } if log.contains("pre-existing shared memory"));
        if !orphans || since.elapsed() > ORPHANS {
            return Err(error);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn spawn(plan: &Plan, log: &File) -> Result<Child, LaunchError> {
    let copy = || log.try_clone().context("open", &plan.log);
    let mut command = Command::new(&plan.program);
    command.arg("-D").arg(&plan.pgdata);
    for (name, value) in arguments(plan) {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    // In a group of its own, Ctrl-C at the terminal does not stop it before those who still use it.
    command.process_group(0).stdin(Stdio::null()).stdout(copy()?).stderr(copy()?);
    cluster::prepare(&mut command, plan.account.as_ref(), Signal::Interrupt);
    command.spawn().context("run", &plan.program)
}

/// Settings given on the command line prevail over every configuration file. Of two with one name the last counts:
/// the caller may change ours, but not where the server listens.
fn arguments(plan: &Plan) -> Vec<(String, String)> {
    let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let directory = plan.socket_dir.to_string_lossy().replace('"', "\"\"");
    let mut all = own(&[
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
    ]);
    all.extend(plan.settings.iter().cloned());
    all.extend(own(&[
        ("listen_addresses", ""),
        ("port", &socket::PORT.to_string()),
        ("unix_socket_directories", &format!("\"{directory}\"")),
        ("unix_socket_permissions", "0700"),
    ]));
    all
}

fn await_ready(plan: &Plan, child: &mut Child, log_start: u64) -> Result<(), LaunchError> {
    let socket = socket::file(&plan.socket_dir);
    let started = Instant::now();
    let mut limit = SILENCE;
    let mut pause = Duration::from_millis(5);
    loop {
        if let Some(status) = child.try_wait().context("wait for", &plan.program)? {
            return Err(LaunchError::Exited { status, log: log_since(&plan.log, log_start) });
        }
        match probe::ask(&socket) {
            Answer::Ready => return Ok(()),
            Answer::Starting => limit = RECOVERY,
            Answer::Silent => {}
        }
        if started.elapsed() > limit {
            return Err(LaunchError::NotReady {
                seconds: limit.as_secs(),
                log: log_since(&plan.log, log_start),
            });
        }
        thread::sleep(pause);
        // Slower by and by: while it recovers, each question is a line in the server's log.
        pause = (pause * 5 / 4).min(Duration::from_millis(500));
    }
}

fn shut_down(child: &mut Child) -> std::io::Result<ExitStatus> {
    for (signal, patience) in [(Signal::Interrupt, FAST), (Signal::Quit, IMMEDIATE)] {
        if child.try_wait()?.is_none() {
            process::send(child.id(), signal)?;
        }
        let since = Instant::now();
        while since.elapsed() < patience {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
    child.kill()?;
    child.wait()
}

fn open_log(path: &Path) -> Result<File, LaunchError> {
    if fs::metadata(path).is_ok_and(|log| log.len() > LONGEST_LOG) {
        fs::rename(path, path.with_extension("log.1")).context("put aside", path)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).context("open", path)
}

/// What the server wrote from a position on: its last 20 lines.
fn log_since(path: &Path, start: u64) -> String {
    let mut text = Vec::new();
    let read = File::open(path).and_then(|mut log| {
        log.seek(SeekFrom::Start(start))?;
        log.read_to_end(&mut text)
    });
    if let Err(error) = read {
        return format!("(its log {} cannot be read: {error})", path.display());
    }
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caller_may_change_durability_but_not_where_the_server_listens() {
        let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let plan = Plan {
            program: PathBuf::new(),
            pgdata: PathBuf::new(),
            socket_dir: PathBuf::from("/a,\"b"),
            log: PathBuf::new(),
            account: None,
            settings: vec![setting("fsync", "off"), setting("listen_addresses", "*")],
        };
        let all = arguments(&plan);
        let last = |name: &str| all.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(last("fsync"), Some("off"));
        assert_eq!(last("synchronous_commit"), Some("on"));
        assert_eq!(last("listen_addresses"), Some(""));
        assert_eq!(last("unix_socket_directories"), Some("\"/a,\"\"b\""));
    }
}
