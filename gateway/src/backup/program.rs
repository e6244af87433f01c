//! Running the programs of PostgreSQL on a database.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::interval;

use super::error::BackupError;

/// How often progress is told.
const PROGRESS: Duration = Duration::from_secs(2);

/// A program of PostgreSQL that works on one database.
pub(super) struct Program<'a> {
    pub(super) name: &'static str,
    /// The server's major version.
    pub(super) major: u32,
    pub(super) url: &'a str,
}

impl Program<'_> {
    /// Runs it to its end; gives what it wrote to standard output. What it says of errors is in ours. `tell` is called
    /// from time to time.
    pub(super) async fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        mut tell: impl FnMut(),
    ) -> Result<Vec<u8>, BackupError> {
        let mut command = Command::new(launcher::tool(self.name, self.major)?);
        command.args(arguments).env("LC_MESSAGES", "C").stdin(Stdio::null());
        let (url, password) = without_password(self.url);
        command.arg("--no-password").arg("--dbname").arg(url);
        if let Some(password) = password {
            // Arguments are there for all users of the machine to see.
            command.env("PGPASSWORD", password);
        }
        self.finish(command, &mut tell).await
    }

    /// The same without a database, on a file alone.
    pub(super) async fn run_alone(&self, argument: &str, file: &Path) -> Result<Vec<u8>, BackupError> {
        let mut command = Command::new(launcher::tool(self.name, self.major)?);
        command.arg(argument).arg(file).env("LC_MESSAGES", "C").stdin(Stdio::null());
        self.finish(command, &mut || {}).await
    }

    async fn finish(&self, mut command: Command, tell: &mut impl FnMut()) -> Result<Vec<u8>, BackupError> {
        let said =
            |error: std::io::Error| BackupError::Program { program: self.name, said: error.to_string() };
        let mut running = Box::pin(command.kill_on_drop(true).output());
        let mut ticks = interval(PROGRESS);
        ticks.tick().await;
        let output = loop {
            tokio::select! {
                output = &mut running => break output.map_err(said)?,
                _ = ticks.tick() => tell(),
            }
        };
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(BackupError::Program { program: self.name, said })
    }
}

/// The address without its password, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let Some((user, host)) = authority.rsplit_once('@') else { return (url.to_owned(), None) };
    match user.split_once(':') {
        Some((user, password)) => (format!("{scheme}://{user}@{host}{path}"), Some(decoded(password))),
        None => (url.to_owned(), None),
    }
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex::decode([*high, *low]).ok(),
            _ => None,
        };
        rest = if escaped.is_some() { &after[2..] } else { after };
        bytes.extend(escaped.unwrap_or_else(|| vec![*first]));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_taken_out_of_the_address() {
        for (url, without, password) in [
            ("postgres://a:b%40c%25@h:1/d?x=y:z@w", "postgres://a@h:1/d?x=y:z@w", Some("b@c%")),
            ("postgres://a@h/d", "postgres://a@h/d", None),
            ("postgres://h/d?user=a", "postgres://h/d?user=a", None),
            ("postgres://a:@h", "postgres://a@h", Some("")),
        ] {
            assert_eq!(without_password(url), (without.to_owned(), password.map(str::to_owned)));
        }
    }
}
