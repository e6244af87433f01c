//! Where the values come from: flags over the environment over the file over the defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};

use super::error::SettingsError;
use super::file::{self, Values};
use super::kind::Kind;
use super::origin::Origin;
use super::table::{Place, Setting, TABLE};

/// The file that is read where it is there and no other is named.
const FILE: &str = "monchai.toml";

/// All that was said about the settings.
#[derive(Debug, Default)]
pub struct Sources {
    flags: BTreeMap<&'static str, String>,
    environment: BTreeMap<&'static str, String>,
    file: Values,
    path: PathBuf,
}

/// The flags of the settings of that place, for the command line.
pub fn arguments(place: Place) -> impl Iterator<Item = Arg> {
    TABLE.iter().filter(move |setting| setting.place == place).map(move |setting| {
        let default = match setting.default {
            "" => String::new(),
            default => format!(" [default: {default}]"),
        };
        Arg::new(setting.name)
            .long(setting.flag)
            .value_name(setting.value_name)
            .help(format!("{} [env: {}]{default}", setting.short(), setting.env))
            .help_heading("Settings")
            .hide_short_help(!setting.usual)
            .global(place == Place::Everywhere)
    })
}

impl Sources {
    /// What the command line, the environment and the settings file say.
    pub fn gather(
        matches: &ArgMatches,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SettingsError> {
        let mut sources = Self::default();
        for setting in TABLE {
            if let Some(text) = flag(matches, setting.name) {
                sources.flags.insert(setting.name, text);
            }
            // Empty counts as not set: that is how containers leave a variable out.
            if let Some(text) = environment(setting.env).filter(|text| !text.is_empty()) {
                sources.environment.insert(setting.name, text);
            }
        }
        let named = flag(matches, "config").or_else(|| environment("MONCHAI_CONFIG")).map(PathBuf::from);
        let path = named.clone().unwrap_or_else(|| PathBuf::from(FILE));
        match std::fs::read_to_string(&path) {
            Ok(text) => sources.file = file::read(&path, &text)?,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(SettingsError::Unreadable { path, source }),
        }
        sources.path = path;
        Ok(sources)
    }

    /// The same with what a file says, for who has its text.
    pub fn with_file(self, path: &Path, text: &str) -> Result<Self, SettingsError> {
        Ok(Self { file: file::read(path, text)?, path: path.to_owned(), ..self })
    }

    /// The same with one more flag.
    #[must_use]
    pub fn with_flag(mut self, name: &'static str, text: &str) -> Self {
        self.flags.insert(name, text.to_owned());
        self
    }

    /// The text of a setting, and where it came from.
    pub fn text(&self, setting: &Setting) -> (&str, Origin) {
        if let Some(text) = self.flags.get(setting.name) {
            return (text, Origin::Flag(format!("--{}", setting.flag)));
        }
        if let Some(text) = self.environment.get(setting.name) {
            return (text, Origin::Environment(setting.env));
        }
        if let Some((text, line)) = self.file.get(setting.name) {
            return (text, Origin::File(self.path.clone(), *line));
        }
        (setting.default, Origin::Default)
    }

    pub(super) fn value<K: Kind>(&self, setting: &Setting) -> Result<K::Value, SettingsError> {
        let (text, origin) = self.text(setting);
        K::parse(text).ok_or_else(|| SettingsError::Unfit {
            name: setting.name,
            origin: origin.to_string(),
            given: if setting.secret { String::new() } else { format!("{text:?} does not fit; ") },
            wanted: K::wanted(),
        })
    }
}

/// The text of a flag, given before or after the subcommand.
fn flag(matches: &ArgMatches, name: &str) -> Option<String> {
    let here = matches
        .try_contains_id(name)
        .unwrap_or(false)
        .then(|| matches.value_source(name))
        .flatten()
        .filter(|source| *source == ValueSource::CommandLine)
        .and_then(|_| matches.get_one::<String>(name).cloned());
    here.or_else(|| matches.subcommand().and_then(|(_, matches)| flag(matches, name)))
}

#[cfg(test)]
mod tests {
    use super::super::table::Settings;
    use super::*;

    fn gathered(
        arguments: &[&str],
        environment: &[(&str, &str)],
        file: &str,
    ) -> Result<Settings, SettingsError> {
        let command = clap::Command::new("monchai")
            .args(super::arguments(Place::Everywhere))
            .subcommand(clap::Command::new("serve").args(super::arguments(Place::Serving)));
        let matches = command.try_get_matches_from(arguments).expect("flags");
        let of = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, text)| (*text).to_owned())
        };
        let sources = Sources::gather(&matches, of)?.with_file(Path::new("cave.toml"), file)?;
        Settings::from_sources(&sources)
    }

    #[test]
    fn flags_prevail_over_the_environment_over_the_file_over_the_default() {
        let file = "listen = \"127.0.0.1:1\"\ndrain_seconds = 7\n";
        let environment = [("MONCHAI_LISTEN", "127.0.0.1:2")];
        let listen = |arguments: &[&str], environment: &[(&str, &str)], file: &str| {
            gathered(arguments, environment, file).expect("they fit").listen.port()
        };
        let flag = ["monchai", "serve", "--listen", "127.0.0.1:3"];
        assert_eq!(listen(&flag, &environment, file), 3);
        assert_eq!(listen(&flag[..2], &environment, file), 2);
        assert_eq!(listen(&flag[..2], &[], file), 1);
        assert_eq!(listen(&flag[..2], &[], ""), 8080);
        let settings = gathered(&["monchai", "--data", "here", "serve"], &[], file).expect("they fit");
        assert_eq!((settings.drain_seconds.as_secs(), settings.data), (7, PathBuf::from("here")));
    }

    #[test]
    fn a_value_that_does_not_fit_is_told_with_its_source_and_what_is_wanted() {
        let told = |arguments: &[&str], environment: &[(&str, &str)], file: &str| {
            gathered(arguments, environment, file).expect_err("it does not fit").to_string()
        };
        let flag = told(&["monchai", "serve", "--listen", "8080"], &[], "");
        assert_eq!(
            flag,
            "`listen` from the flag --listen: \"8080\" does not fit; \
             wanted is an address with its port, such as 127.0.0.1:8080"
        );
        let variable = told(&["monchai"], &[("MONCHAI_SESSION_DAYS", "0")], "");
        assert!(variable.contains("session_days") && variable.contains("MONCHAI_SESSION_DAYS"), "{variable}");
        let file = told(&["monchai"], &[], "\n\nsign_up = \"everybody\"\n");
        assert!(file.contains("cave.toml, line 3") && file.contains("`open` or `invited`"), "{file}");
        let table = told(&["monchai"], &[], "[listen]\nport = 1\n");
        assert!(table.contains("line 1") && table.contains("an address"), "{table}");
        let secret = told(&["monchai"], &[("DATABASE_URL", "mysql://root:hunter2@a/b")], "");
        assert!(secret.contains("DATABASE_URL") && !secret.contains("hunter2"), "{secret}");
    }

    #[test]
    fn a_key_that_is_none_is_told_with_its_line() {
        let told = |file: &str| gathered(&["monchai"], &[], file).expect_err("it is none").to_string();
        let unknown = told("listen = \"127.0.0.1:1\"\npublic-url = \"https://a\"\n");
        assert!(
            unknown.contains("cave.toml, line 2") && unknown.contains("did you mean `public_url`"),
            "{unknown}"
        );
        assert!(told("listen = \"127.0.0.1:1\"\nlisten = \"127.0.0.1:2\"").contains("line 2"));
        assert!(told("a\n= 1").contains("cave.toml, line"));
    }

    #[test]
    fn lists_are_arrays_or_separated_by_commas() {
        let file =
            gathered(&["monchai"], &[], "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]").expect("they fit");
        let environment = [("MONCHAI_TRUSTED_PROXIES", "10.0.0.0/8,::1")];
        let variable = gathered(&["monchai"], &environment, "").expect("they fit");
        assert_eq!(file.trusted_proxies, variable.trusted_proxies);
        assert_eq!(file.trusted_proxies.len(), 2);
        assert!(gathered(&["monchai"], &[], "listen = [\"127.0.0.1:1\"]").is_err());
    }
}
