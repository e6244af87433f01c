//! Finding a `PostgreSQL` that the system already has.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{IoContext, LaunchError};

/// The lowest major version that the migrations are written for.
pub(crate) const MINIMUM_MAJOR: u32 = 15;

/// Overrides the search: the directory that holds `postgres` and `initdb`.
pub(crate) const OVERRIDE: &str = "MONCHAI_POSTGRES_BIN";

/// Debian and Ubuntu keep one directory a major version here.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Where others put it.
const KNOWN: [&str; 4] =
    ["/usr/local/pgsql/bin", "/usr/local/bin", "/opt/homebrew/opt/postgresql/bin", "/usr/libexec/postgresql"];

/// The programs of one installed `PostgreSQL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Binaries {
    directory: PathBuf,
    pub(crate) major: u32,
}

impl Binaries {
    /// Takes `explicit` when given, else what `MONCHAI_POSTGRES_BIN` names, else the newest version found. When
    /// `wanted` is the major version that wrote the existing data, only that version will do.
    pub(crate) fn locate(
        explicit: Option<&Path>,
        wanted: Option<u32>,
        folder: &Path,
    ) -> Result<Self, LaunchError> {
        let named = explicit.map(Path::to_owned).or_else(|| env::var_os(OVERRIDE).map(PathBuf::from));
        let candidates = match named {
            Some(directory) if holds_server(&directory) => vec![Self::ask(directory)?],
            Some(directory) => return Err(not_found(&[directory])),
            None => Self::installed()?,
        };
        choose(candidates, wanted, folder)
    }

    /// The server program.
    pub(crate) fn postgres(&self) -> PathBuf {
        self.directory.join("postgres")
    }

    /// The program that creates a cluster.
    pub(crate) fn initdb(&self) -> PathBuf {
        self.directory.join("initdb")
    }

    fn installed() -> Result<Vec<Self>, LaunchError> {
        let places = places();
        let (found, broken): (Vec<_>, Vec<_>) = places
            .iter()
            .filter(|directory| holds_server(directory))
            .map(|directory| Self::ask(directory.clone()))
            .partition(Result::is_ok);
        // A broken installation matters only when there is no sound one.
        match (found.is_empty(), broken.into_iter().next()) {
            (true, Some(broken)) => broken.map(|binaries| vec![binaries]),
            (true, None) => Err(not_found(&places)),
            (false, _) => found.into_iter().collect(),
        }
    }

    fn ask(directory: PathBuf) -> Result<Self, LaunchError> {
        let path = directory.join("postgres");
        let output = Command::new(&path).arg("--version").output().context("run", &path)?;
        let answer = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match parse_major(&answer) {
            Some(major) => Ok(Self { directory, major }),
            None => Err(LaunchError::UnknownVersion { path, answer }),
        }
    }
}

fn choose(candidates: Vec<Binaries>, wanted: Option<u32>, folder: &Path) -> Result<Binaries, LaunchError> {
    if let Some(data) = wanted {
        let found: Vec<_> = candidates.iter().map(|candidate| candidate.major.to_string()).collect();
        return candidates.into_iter().find(|candidate| candidate.major == data).ok_or_else(|| {
            LaunchError::WrongMajor { folder: folder.to_owned(), data, found: found.join(", ") }
        });
    }
    // Of equal ones `max_by_key` takes the last, and the search put the best places first.
    match candidates.into_iter().rev().max_by_key(|candidate| candidate.major) {
        Some(newest) if newest.major >= MINIMUM_MAJOR => Ok(newest),
        Some(newest) => {
            Err(LaunchError::TooOld { path: newest.directory, found: newest.major, minimum: MINIMUM_MAJOR })
        }
        None => Err(not_found(&[])),
    }
}

pub(crate) fn places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = fs::read_dir(DEBIAN)
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    if places.is_empty() {
        places.push(Path::new(DEBIAN).join("*/bin"));
    }
    places.extend(env::var_os("PATH").iter().flat_map(|path| env::split_paths(path).collect::<Vec<_>>()));
    places.extend(KNOWN.map(PathBuf::from));
    places
}

fn holds_server(directory: &Path) -> bool {
    directory.join("postgres").is_file() && directory.join("initdb").is_file()
}

fn not_found(looked_in: &[PathBuf]) -> LaunchError {
    let looked_in: Vec<_> = looked_in.iter().map(|place| place.display().to_string()).collect();
    LaunchError::NotFound { minimum: MINIMUM_MAJOR, looked_in: looked_in.join(", ") }
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian …)`, and `17rc1` as well.
pub(crate) fn parse_major(answer: &str) -> Option<u32> {
    let version = answer.split_once("(PostgreSQL) ")?.1;
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(majors: &[u32]) -> Vec<Binaries> {
        majors.iter().map(|major| Binaries { directory: PathBuf::from("bin"), major: *major }).collect()
    }

    #[test]
    fn versions_are_read_as_distributions_print_them() {
        assert_eq!(parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(parse_major("postgres (PostgreSQL) 17rc1"), Some(17));
        assert_eq!(parse_major("postgres (PostgreSQL) 18"), Some(18));
        assert_eq!(parse_major("nonsense"), None);
    }

    #[test]
    fn the_newest_is_taken_unless_the_data_names_a_version() {
        let folder = Path::new("data");
        assert_eq!(choose(candidates(&[15, 17, 16]), None, folder).expect("found").major, 17);
        assert_eq!(choose(candidates(&[15, 17]), Some(15), folder).expect("found").major, 15);
    }

    #[test]
    fn what_is_missing_is_said() {
        let folder = Path::new("data");
        let old = choose(candidates(&[13, 14]), None, folder).expect_err("too old").to_string();
        assert!(old.contains("version 14") && old.contains("apt-get install postgresql"), "{old}");
        let other = choose(candidates(&[17]), Some(15), folder).expect_err("wrong").to_string();
        assert!(other.contains("postgresql-15"), "{other}");
        let none = Binaries::locate(Some(Path::new("/nowhere")), None, folder).expect_err("none").to_string();
        assert!(none.contains("/nowhere") && none.contains("apt-get install postgresql"), "{none}");
    }
}
