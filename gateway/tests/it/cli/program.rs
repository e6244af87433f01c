use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::support::{monchai, on, run};

/// Every subcommand below this one, from what its help lists.
fn walk(path: &mut Vec<String>, found: &mut Vec<String>) {
    let help = run(monchai().args(&*path).arg("--help")).done();
    assert!(help.contains("Usage: monchai") && help.contains("--help"), "{path:?}: {help}");
    assert!(!help.lines().next().unwrap_or_default().is_empty(), "{path:?} says what it is for");
    found.push(path.join(" "));
    let listed = help.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
    for name in
        listed.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help")
    {
        path.push(name.to_owned());
        walk(path, found);
        path.pop();
    }
}

#[test]
fn every_subcommand_tells_how_it_is_used() {
    let mut found = Vec::new();
    walk(&mut Vec::new(), &mut found);
    let expected = [
        "",
        "demo",
        "serve",
        "user",
        "user add",
        "user role",
        "user token",
        "user reset",
        "user list",
        "roles",
        "migrate",
        "rebuild",
        "journal",
        "journal verify",
        "journal replay",
        "journal export",
        "drm",
        "drm import",
        "drm export",
        "drm check",
        "customers",
        "customers import",
        "backup",
        "restore",
        "schema",
        "settings",
    ];
    assert_eq!(found, expected);
    assert!(run(monchai().arg("--version")).done().starts_with("monchai "));
}

#[test]
fn what_is_not_understood_is_told_apart_from_what_fails() {
    for arguments in [
        &["vendange"][..],
        &["drm", "export"],
        &["demo", "--out", "here"],
        &["drm", "export", "--month", "9"],
    ] {
        let ran = run(monchai().args(arguments));
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains("Usage") || ran.stderr.contains("--help"), "{}", ran.stderr);
    }
    let weak = ["user", "token", "a@b.fr", "--role", "compta", "--secret", "mc_short"];
    let ran = run(monchai().args(weak));
    assert!(ran.code == Some(2) && ran.stderr.contains("mc_") && ran.stderr.contains("32"), "{ran:?}");
}

#[test]
fn the_schema_is_the_committed_one() {
    let schema = run(monchai().arg("schema")).done();
    assert!(schema == include_str!("../../../schema.graphql"), "run `just schema` and commit the result");
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let url = std::env::var("MONCHAI_TEST_DATABASE_URL").unwrap();
    let name = format!("monchai_migrate_{}", Uuid::now_v7().simple());
    let mut server = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(&format!("CREATE DATABASE {name} TEMPLATE template0")).execute(&mut server).await.unwrap();
    let of_database = url.replacen("/postgres?", &format!("/{name}?"), 1);
    let mut states = Vec::new();
    for _ in 0..2 {
        assert!(run(monchai().arg("migrate").env("DATABASE_URL", &of_database)).done().contains("à jour"));
        let mut connection = PgConnection::connect(&of_database).await.unwrap();
        let migrations = "SELECT string_agg(version || ' ' || installed_on, ',' ORDER BY version)
             FROM _sqlx_migrations WHERE success";
        let state: String = sqlx::query_scalar(migrations).fetch_one(&mut connection).await.unwrap();
        states.push(state);
        connection.close().await.unwrap();
    }
    sqlx::raw_sql(&format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut server).await.unwrap();
    assert_eq!(states[0], states[1]);
}

#[tokio::test]
async fn an_empty_journal_is_told_as_such() {
    let database = TestDatabase::new().await;
    for arguments in [
        &["user", "list"][..],
        &["journal", "export"],
        &["journal", "replay"],
        &["drm", "export", "--month", "2025-09"],
    ] {
        let told = on(&database, arguments).failed();
        assert!(told.contains("Le journal est vide") && told.contains("monchai drm import"), "{told}");
    }
    on(&database, &["journal", "verify"]).done();
    on(&database, &["rebuild"]).done();
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let started = Instant::now();
    let nowhere = ["--database-url", "postgres://nobody@localhost:1/nowhere", "migrate"];
    let told = run(monchai().args(nowhere)).failed();
    assert!(told.contains("PostgreSQL") && told.contains("refused"), "{told}");
    assert!(started.elapsed() < Duration::from_secs(10), "it took {:?}", started.elapsed());
}
