//! What the tests of the launcher share: folders that clean up after themselves, and questions to a server.
#![allow(
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "test support, of which each test file uses a part"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use launcher::{LaunchError, Options, PrivatePostgres};
use sqlx::{Connection, PgConnection};

/// A directory that any account may enter, removed at the end of the test.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("monchai-launcher-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a scratch directory is created");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Options for a server in this directory that does not wait for the disk.
    pub fn quick(&self) -> Options {
        quick(&self.0.join("data"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Options for a server that does not wait for the disk.
pub fn quick(data_dir: &Path) -> Options {
    let settings = vec![("fsync".to_owned(), "off".to_owned())];
    Options { data_dir: data_dir.to_owned(), settings, binaries: None }
}

pub fn start(options: &Options) -> PrivatePostgres {
    PrivatePostgres::start(options).unwrap_or_else(|error| panic!("{error}"))
}

pub fn refused(options: &Options) -> LaunchError {
    match PrivatePostgres::start(options) {
        Ok(_) => panic!("the server started"),
        Err(error) => error,
    }
}

/// Runs one statement and returns the one text it answers with.
pub fn ask(postgres: &PrivatePostgres, statement: &str) -> String {
    let url = postgres.url("postgres", "postgres");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut connection = PgConnection::connect(&url).await.expect("connects");
        let answer = sqlx::query_scalar::<_, String>(statement).fetch_optional(&mut connection).await;
        answer.expect("answers").unwrap_or_default()
    })
}

/// The process number of the server that uses the folder.
pub fn server_pid(folder: &Path) -> u32 {
    let text = fs::read_to_string(folder.join("pgdata/postmaster.pid")).expect("a server is running");
    text.lines().next().and_then(|line| line.parse().ok()).expect("the first line is its number")
}

pub fn is_running(pid: u32) -> bool {
    // A process that has ended and whose parent has not noticed yet is still listed, as a zombie.
    let state = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    state.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.trim_start().starts_with('Z'))
}

pub fn signal(pid: u32, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status();
    assert!(status.expect("kill runs").success());
}

/// Waits up to 20 s.
pub fn eventually(what: &str, condition: impl Fn() -> bool) {
    let since = Instant::now();
    while !condition() {
        assert!(since.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    let scratch = Scratch::new();
    fs::metadata(scratch.path()).expect("just created").uid() == 0
}
