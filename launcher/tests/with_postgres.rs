//! The program `with-postgres`: how it ends, and what it leaves behind.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use common::{eventually, is_running, server_pid, signal};

fn with_postgres(script: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_with-postgres"));
    command.args(["--no-fsync", "--", "sh", "-c", script]);
    command
}

/// Starts it around a script, and goes on once the script is through `first`; returns also the folder of the server and
/// the process number of the script.
fn spawn(first: &str, script: &str) -> (Child, PathBuf, u32) {
    let script = format!("{first} echo \"$$ $MONCHAI_TEST_DATABASE_URL\"; {script}");
    let mut child = with_postgres(&script).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("a line is printed");
    let (command, url) = line.split_once(' ').expect("two words");
    let socket_dir = url.split("host=").nth(1).and_then(|rest| rest.split('&').next()).expect("a host");
    let folder = PathBuf::from(socket_dir.replace("%2F", "/")).parent().expect("a folder").to_owned();
    (child, folder, command.parse().expect("a process number"))
}

#[test]
fn it_exits_as_the_command_does() {
    let code = |script| with_postgres(script).status().expect("it runs").code();
    assert_eq!(code("exit 0"), Some(0));
    assert_eq!(code("exit 7"), Some(7));
    assert_eq!(code("kill -TERM $$"), Some(128 + 15));
}

#[test]
fn a_command_that_does_not_exist_is_its_own_failure() {
    let output = Command::new(env!("CARGO_BIN_EXE_with-postgres")).args(["--", "/no/such/command"]).output();
    let output = output.expect("it runs");
    assert_eq!(output.status.code(), Some(125));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/no/such/command"));
}

#[test]
fn a_request_to_end_is_passed_on_and_nothing_is_left_behind() {
    for name in ["TERM", "INT"] {
        // A trap shows that the command decides; `wait` is what a signal interrupts. The trap is set before the script
        // tells that it runs: a signal that came earlier ended the shell instead.
        let (mut child, folder, _) = spawn("trap 'kill $!; exit 42' TERM INT; sleep 60 &", "wait");
        let server = server_pid(&folder);
        signal(child.id(), name);
        assert_eq!(child.wait().expect("it ends").code(), Some(42), "{name}");
        assert!(!is_running(server) && !folder.exists(), "{name}");
    }
}

#[test]
fn killed_it_takes_the_server_and_the_command_with_it() {
    let (mut child, folder, command) = spawn("", "exec sleep 60");
    let server = server_pid(&folder);
    assert!(is_running(server) && is_running(command));

    signal(child.id(), "KILL");
    child.wait().expect("it ends");
    eventually("the server goes away", || !is_running(server));
    eventually("the command goes away", || !is_running(command));
    let log = fs::read_to_string(folder.join("server.log")).expect("the log is there");
    assert!(log.contains("database system is shut down"), "it shut down in good order:\n{log}");
    fs::remove_dir_all(&folder).expect("removed");
}
