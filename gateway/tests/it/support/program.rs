use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::TestDatabase;
use uuid::Uuid;

/// The `monchai` program, with nothing from the environment of the tests that it would heed.
pub fn monchai() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monchai"));
    let settings = gateway::settings::TABLE.iter().map(|setting| setting.env);
    for name in settings.chain(["MONCHAI_CONFIG", "MONCHAI_ESTATE", "MONCHAI_TOKEN"]) {
        command.env_remove(name);
    }
    command
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Its standard output, of a run that did what it was asked.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// What it said, of a run that could not do what it was asked.
    pub fn failed(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        self.stderr
    }
}

/// Runs it to its end.
pub fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes text");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs it on that database.
pub fn on(database: &TestDatabase, arguments: &[&str]) -> Ran {
    let mut command = monchai();
    command.env("DATABASE_URL", database.server_url()).env("MONCHAI_OWNER_DATABASE_URL", database.url());
    run(command.args(arguments))
}

/// A directory that goes with its value.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("monchai-test-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&path).expect("a scratch directory is made");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it, as an argument.
    pub fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path that is text").to_owned()
    }

    /// A file in it with that content.
    pub fn with(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.join(name), content).expect("the file is written");
        self.file(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs it on a private PostgreSQL in that folder.
pub fn on_folder(folder: &Path, arguments: &[&str]) -> Ran {
    run(monchai().arg("--data").arg(folder).args(arguments))
}
