use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::catalogue::Version;

/// True when the generated files are to be written anew.
pub(super) fn updating() -> bool {
    std::env::var_os("UPDATE_SCHEMAS").is_some()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The page for people.
pub(super) fn table() -> PathBuf {
    root().join("docs/events.md")
}

/// Where the checksums of the golden events stand.
pub(super) fn checksums() -> PathBuf {
    root().join("fixtures/events/CHECKSUMS")
}

/// Where the schema of that version stands.
pub(super) fn schema_of(version: &Version) -> PathBuf {
    let Version { aggregate, event, number } = version;
    root().join(format!("docs/events/{aggregate}.{event}.v{number}.schema.json"))
}

/// The committed schemas. A file of another name fails.
pub(super) fn schemas() -> BTreeMap<Version, Value> {
    let files = listed(&root().join("docs/events"));
    let schemas = files.into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let version = name
            .strip_suffix(".schema.json")
            .and_then(|stem| stem.split_once('.'))
            .and_then(|(aggregate, rest)| version(aggregate, rest));
        (version.unwrap_or_else(|| panic!("{name} is not named after a type and version")), read(&path))
    });
    schemas.collect()
}

/// The golden events, each file a list of events as they were written. A file of another name fails.
pub(super) fn golden() -> BTreeMap<Version, Vec<Value>> {
    let mut golden = BTreeMap::new();
    for folder in listed(&root().join("fixtures/events")).into_iter().filter(|path| path.is_dir()) {
        let aggregate = folder.file_name().unwrap().to_str().unwrap();
        for path in listed(&folder) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let version = name.strip_suffix(".json").and_then(|stem| version(aggregate, stem));
            let version =
                version.unwrap_or_else(|| panic!("{aggregate}/{name} is not named after a type and version"));
            let Value::Array(events) = read(&path) else {
                panic!("{aggregate}/{name} is not a list of events")
            };
            golden.insert(version, events);
        }
    }
    golden
}

/// Writes a schema with sorted keys, whatever the build makes of their order.
pub(super) fn write(path: &Path, schema: &Value) {
    let mut schema = schema.clone();
    schema.sort_all_objects();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, serde_json::to_string_pretty(&schema).unwrap() + "\n").unwrap();
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// `WineDrawn.v1`.
fn version(aggregate: &str, stem: &str) -> Option<Version> {
    let (event, number) = stem.rsplit_once(".v")?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(Version { aggregate: aggregate.to_owned(), event: event.to_owned(), number })
}
