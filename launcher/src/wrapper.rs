//! What the program `with-postgres` does: a throw-away server around another program. Only for tests.

use std::env;
use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::error::{IoContext, LaunchError};
use crate::postgres::{Options, PrivatePostgres};
use crate::process::{self, EndingSignals, Signal};
use crate::sweep::Throwaway;

/// The variable that tells the program where the server is: a superuser's URL to the database `postgres`.
pub const URL_VARIABLE: &str = "MONCHAI_TEST_DATABASE_URL";

const USAGE: &str = "usage: with-postgres [--no-fsync] -- COMMAND [ARGUMENT...]

Runs COMMAND with a private PostgreSQL that is thrown away afterwards; its address is in MONCHAI_TEST_DATABASE_URL.
Exits as COMMAND does, with 128 and the number of the signal that ended it, or with 125 when the server failed.

  --no-fsync   do not wait for the disk: quicker, and safe for nothing but tests";

/// The exit code for a failure that is not the program's own, as `env` and `timeout` have it.
const OWN_FAILURE: u8 = 125;

/// Runs `with-postgres` with the arguments of this process but the first.
pub fn main() -> ExitCode {
    let request = match Request::parse(env::args_os().skip(1)) {
        Ok(request) => request,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(OWN_FAILURE);
        }
    };
    match request.run() {
        Ok(status) => exit_code(status),
        Err(error) => {
            eprintln!("with-postgres: {error}");
            ExitCode::from(OWN_FAILURE)
        }
    }
}

struct Request {
    no_fsync: bool,
    command: Vec<OsString>,
}

/// What the waiting main thread is told.
enum News {
    Signal(Signal),
    Ended(std::io::Result<ExitStatus>),
}

impl Request {
    fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, &'static str> {
        let mut request = Self { no_fsync: false, command: Vec::new() };
        let mut arguments = arguments.peekable();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--no-fsync") => request.no_fsync = true,
                Some("--") if arguments.peek().is_some() => {
                    request.command = arguments.collect();
                    return Ok(request);
                }
                _ => break,
            }
        }
        Err(USAGE)
    }

    fn run(&self) -> Result<ExitStatus, LaunchError> {
        let (program, arguments) =
            self.command.split_first().map_or((OsString::new(), &[][..]), |(p, a)| (p.clone(), a));
        let signals = EndingSignals::hold().context("hold back signals for", program.as_ref())?;
        // Dropped after the server, in the reverse order of these two.
        let folder = Throwaway::create()?;
        let options =
            Options { data_dir: folder.path().to_owned(), settings: self.settings(), binaries: None };
        let postgres = PrivatePostgres::start(&options)?;

        let mut command = Command::new(&program);
        command.args(arguments).env(URL_VARIABLE, postgres.url("postgres", "postgres"));
        // Should this process be killed, the program would only go on without its server.
        process::depend_on_us(&mut command, Signal::Terminate);
        let child = command.spawn().context("run", program.as_ref())?;
        let status = wait(child, signals).context("wait for", program.as_ref())?;
        postgres.stop()?;
        Ok(status)
    }

    fn settings(&self) -> Vec<(String, String)> {
        let mut settings = vec![("max_connections", "200")];
        if self.no_fsync {
            settings.extend([("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]);
        }
        settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

/// Waits for the program and passes on the signals that ask it to end; when to heed them is for it to say.
fn wait(mut child: Child, signals: EndingSignals) -> std::io::Result<ExitStatus> {
    let pid = child.id();
    let (tell, news): (Sender<News>, Receiver<News>) = mpsc::channel();
    let teller = tell.clone();
    // Ends with the process, as there is no telling whether another signal will come.
    thread::spawn(move || {
        while let Ok((signal, from_terminal)) = signals.wait() {
            // Ctrl-C reached the program too, and many take a second one as an order to drop everything.
            if !from_terminal && teller.send(News::Signal(signal)).is_err() {
                break;
            }
        }
    });
    thread::spawn(move || tell.send(News::Ended(child.wait())));
    loop {
        match news.recv() {
            // The only failure is that the program has just ended, which the next news will say.
            Ok(News::Signal(signal)) => drop(process::send(pid, signal)),
            Ok(News::Ended(status)) => return status,
            Err(_) => return Err(std::io::ErrorKind::BrokenPipe.into()),
        }
    }
}

fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(OWN_FAILURE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Option<(bool, usize)> {
        let request = Request::parse(arguments.iter().map(OsString::from)).ok()?;
        Some((request.no_fsync, request.command.len()))
    }

    #[test]
    fn the_command_follows_two_dashes() {
        assert_eq!(parse(&["--", "ls", "--no-fsync"]), Some((false, 2)));
        assert_eq!(parse(&["--no-fsync", "--", "ls"]), Some((true, 1)));
        assert_eq!(parse(&["--no-fsync", "--"]), None);
        assert_eq!(parse(&["ls"]), None);
        assert_eq!(parse(&[]), None);
    }
}
