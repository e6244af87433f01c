use crate::support::{Scratch, monchai, run};

#[test]
fn the_reference_page_is_the_committed_one() {
    let page = run(monchai().args(["settings", "--markdown"])).done();
    let committed = include_str!("../../../../docs/settings.md");
    assert!(page == committed, "run `monchai settings --markdown > docs/settings.md` and commit the result");
}

#[test]
fn what_is_in_force_is_shown_with_its_source_and_without_secrets() {
    let scratch = Scratch::new();
    let file =
        scratch.with("cave.toml", "listen = \"127.0.0.1:7000\"\npublic_url = \"https://cave.example/\"\n");
    let mut command = monchai();
    command.args(["--config", &file, "--data", "here", "settings"]);
    command.env("DATABASE_URL", "postgres://cave:hunter2@localhost/cave").env("MONCHAI_SESSION_DAYS", "7");
    let told = run(&mut command).done();
    let line = |name: &str| {
        let found = told.lines().find(|line| line.starts_with(name));
        found.unwrap_or_else(|| panic!("{name}: {told}")).to_owned()
    };
    assert!(line("listen").contains("127.0.0.1:7000") && line("listen").contains("cave.toml, line 1"));
    assert!(line("data ").contains("here") && line("data ").contains("--data"));
    assert!(line("session_days").contains("MONCHAI_SESSION_DAYS"));
    assert!(line("drain_seconds").contains("the default"));
    assert!(line("database_url").contains("(set)") && !told.contains("hunter2"));
}

#[test]
fn a_file_in_the_working_directory_is_read_and_one_that_is_named_must_be_there() {
    let scratch = Scratch::new();
    scratch.with("monchai.toml", "session_days = 9\n");
    let told = run(monchai().arg("settings").current_dir(scratch.path())).done();
    assert!(told.contains("monchai.toml, line 1"), "{told}");
    let missing = run(monchai().arg("settings").env("MONCHAI_CONFIG", scratch.file("missing.toml")));
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(missing.stderr.contains("missing.toml"), "{missing:?}");
}

/// Also for a command that would not need the setting: a mistake is found when it is made.
#[test]
fn what_does_not_fit_stops_every_command() {
    let scratch = Scratch::new();
    let file = scratch.with("cave.toml", "\nlistn = \"127.0.0.1:7000\"\n");
    for (arguments, variable, said) in [
        (&["--config", &file, "schema"][..], None, "cave.toml, line 2: there is no setting `listn`"),
        (&["serve", "--listen", "everywhere"], None, "--listen"),
        (&["schema"], Some(("MONCHAI_SIGN_UP", "all")), "MONCHAI_SIGN_UP"),
        (&["settings"], Some(("RUST_LOG", "gateway=shout")), "RUST_LOG"),
    ] {
        let mut command = monchai();
        command.args(arguments).envs(variable);
        let ran = run(&mut command);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(said), "{ran:?}");
    }
}
