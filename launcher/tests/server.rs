//! The launcher against a real server: what it creates, what it survives, what it refuses.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::{Scratch, ask, eventually, is_root, is_running, quick, refused, server_pid, signal, start};
use launcher::{LaunchError, Options};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("exists").permissions().mode() & 0o777
}

#[test]
fn a_fresh_server_is_durable_private_and_keeps_its_data() {
    let scratch = Scratch::new();
    let options = Options { data_dir: scratch.path().join("new/data"), ..Options::default() };

    let postgres = start(&options);
    assert_eq!(postgres.data_dir(), options.data_dir);
    for (setting, value) in [("fsync", "on"), ("synchronous_commit", "on"), ("listen_addresses", "")] {
        assert_eq!(ask(&postgres, &format!("SHOW {setting}")), value, "{setting}");
    }
    assert_eq!(ask(&postgres, "SELECT current_user::text"), "postgres");
    assert_eq!(ask(&postgres, "SELECT lower('CHÂTEAU')"), "château");
    assert_eq!(mode(postgres.socket_dir()), 0o700);
    assert_eq!(mode(&postgres.data_dir().join("pgdata")), 0o700);
    ask(&postgres, "CREATE TABLE wine AS SELECT 'Chinon' AS name");
    let pid = server_pid(postgres.data_dir());
    postgres.stop().expect("stops cleanly");
    assert!(!is_running(pid));

    let postgres = start(&options);
    assert_eq!(ask(&postgres, "SELECT name FROM wine"), "Chinon");
    let pid = server_pid(postgres.data_dir());
    drop(postgres);
    assert!(!is_running(pid), "dropping stops it as well");
}

#[test]
fn a_thread_that_ends_does_not_take_the_server_with_it() {
    let scratch = Scratch::new();
    let options = scratch.quick();
    let postgres = std::thread::spawn(move || start(&options)).join().expect("the thread ends well");
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(ask(&postgres, "SELECT 'here'"), "here");
}

#[test]
fn a_killed_server_is_told_of_and_started_again() {
    let scratch = Scratch::new();
    let options = scratch.quick();
    let postgres = start(&options);
    ask(&postgres, "CREATE TABLE wine AS SELECT 'Bourgueil' AS name");
    signal(server_pid(postgres.data_dir()), "KILL");
    assert!(matches!(postgres.stop(), Err(LaunchError::UncleanStop { .. })));
    assert!(scratch.path().join("data/pgdata/postmaster.pid").exists(), "it left its file behind");

    let postgres = start(&options);
    assert_eq!(ask(&postgres, "SELECT name FROM wine"), "Bourgueil");
    postgres.stop().expect("stops cleanly");
}

#[test]
fn a_stale_number_that_was_given_to_another_process_is_no_obstacle() {
    let scratch = Scratch::new();
    let options = scratch.quick();
    let postgres = start(&options);
    let pid = server_pid(postgres.data_dir());
    signal(pid, "KILL");
    drop(postgres);

    let mut stranger = Command::new("sleep").arg("60").spawn().expect("sleep runs");
    let file = scratch.path().join("data/pgdata/postmaster.pid");
    let text = fs::read_to_string(&file).expect("left behind");
    fs::write(&file, text.replacen(&pid.to_string(), &stranger.id().to_string(), 1)).expect("written");
    let postgres = start(&options);
    postgres.stop().expect("stops cleanly");
    stranger.kill().and_then(|()| stranger.wait()).expect("nobody else ended it");
}

#[test]
fn a_folder_serves_one_process_at_a_time() {
    let scratch = Scratch::new();
    let options = scratch.quick();
    let first = start(&options);
    let error = refused(&options);
    assert!(
        matches!(error, LaunchError::Locked { pid: Some(pid), .. } if pid == std::process::id()),
        "{error}"
    );
    assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
    first.stop().expect("stops cleanly");
    start(&options).stop().expect("free again");
}

#[test]
fn an_interrupted_creation_is_begun_anew() {
    let scratch = Scratch::new();
    let half = scratch.path().join("data/pgdata.new-1");
    fs::create_dir_all(&half).expect("created");
    fs::write(half.join("PG_VERSION"), "15\n").expect("written");
    start(&scratch.quick()).stop().expect("stops cleanly");
    assert!(!half.exists());
}

#[test]
fn data_of_a_version_that_is_not_installed_is_left_alone() {
    let scratch = Scratch::new();
    let pgdata = scratch.path().join("data/pgdata");
    fs::create_dir_all(&pgdata).expect("created");
    fs::write(pgdata.join("PG_VERSION"), "99\n").expect("written");
    let error = refused(&scratch.quick());
    assert!(matches!(error, LaunchError::WrongMajor { data: 99, .. }), "{error}");
    assert!(error.to_string().contains("postgresql-99"), "{error}");
}

#[test]
fn what_the_server_says_on_failing_is_passed_on() {
    let scratch = Scratch::new();
    let mut options = scratch.quick();
    options.settings.push(("max_connections".to_owned(), "lots".to_owned()));
    let error = refused(&options);
    assert!(matches!(error, LaunchError::Exited { .. }), "{error}");
    assert!(error.to_string().contains("max_connections"), "{error}");
}

#[test]
fn a_path_too_long_for_a_socket_is_no_obstacle() {
    let scratch = Scratch::new();
    let postgres = start(&quick(&scratch.path().join("long".repeat(30))));
    let socket_dir = postgres.socket_dir().to_owned();
    assert!(!socket_dir.starts_with(scratch.path()));
    assert_eq!(mode(&socket_dir), 0o700);
    assert_eq!(ask(&postgres, "SELECT 'here'"), "here");
    postgres.stop().expect("stops cleanly");
    assert!(!socket_dir.exists(), "nothing stays behind in the temporary directory");
}

#[test]
fn root_keeps_new_data_where_the_servers_account_can_reach_it() {
    if !is_root() {
        eprintln!("skipped: only root hands the server to another account");
        return;
    }
    let scratch = Scratch::new();
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o700)).expect("mode set");
    let options = scratch.quick();
    let postgres = start(&options);
    let stand_in = postgres.data_dir().to_owned();
    assert!(!stand_in.starts_with(scratch.path()), "{}", stand_in.display());
    ask(&postgres, "CREATE TABLE wine AS SELECT 'Saumur' AS name");
    postgres.stop().expect("stops cleanly");

    // Once there it stays there, whatever becomes of the permissions.
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o755)).expect("mode set");
    let postgres = start(&options);
    assert_eq!(postgres.data_dir(), stand_in);
    assert_eq!(ask(&postgres, "SELECT name FROM wine"), "Saumur");
    postgres.stop().expect("stops cleanly");
    fs::remove_dir_all(stand_in).expect("removed");
}

#[test]
fn root_does_not_start_afresh_beside_data_that_is_out_of_reach() {
    if !is_root() {
        eprintln!("skipped: only root hands the server to another account");
        return;
    }
    let scratch = Scratch::new();
    start(&scratch.quick()).stop().expect("stops cleanly");
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o700)).expect("mode set");
    let error = refused(&scratch.quick());
    assert!(
        matches!(&error, LaunchError::Unreachable { barrier, .. } if barrier == scratch.path()),
        "{error}"
    );
}

#[test]
fn a_server_started_by_hand_in_the_folder_is_not_disturbed() {
    let scratch = Scratch::new();
    let options = scratch.quick();
    let postgres = start(&options);
    let pid = server_pid(postgres.data_dir());
    // Without the lock file the second launcher meets the server itself.
    fs::remove_file(postgres.data_dir().join("lock")).expect("removed");
    let error = refused(&options);
    assert!(matches!(error, LaunchError::Locked { pid: Some(found), .. } if found == pid), "{error}");
    eventually("the server still answers", || ask(&postgres, "SELECT 'here'") == "here");
}
