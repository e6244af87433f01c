//! The settings as they are shown: the page `docs/settings.md`, and what is in force now.

use std::fmt::Write as _;

use super::error::SettingsError;
use super::sources::Sources;
use super::table::{Place, Settings, TABLE};

const HEAD: &str = "# Settings

Every setting can be given as a flag, as a variable of the environment, or in a TOML file: `--config FILE`,
`MONCHAI_CONFIG`, or `monchai.toml` in the working directory if it is there. Flags prevail over the environment, the
environment over the file, the file over the default. A value that does not fit, and a key that is none, stop the
program with exit code 2 and say where it stands. `monchai settings` shows what is in force, and where each comes from.

Flags marked *serving* are taken by `monchai serve` and `monchai demo`, the others by every command. A list is an array
of texts in the file, and separated by commas elsewhere. An empty text is none; an
empty variable counts as not set.

This page is written by `monchai settings --markdown`.

";

/// The reference page.
pub fn markdown() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| setting | variable | flag | default |\n|---|---|---|---|\n");
    for setting in TABLE {
        let serving = if setting.place == Place::Serving { ", *serving*" } else { "" };
        let default = match setting.default {
            "" => "none".to_owned(),
            default => format!("`{default}`"),
        };
        let _ = writeln!(
            page,
            "| [`{0}`](#{0}) | `{1}` | `--{2}`{serving} | {default} |",
            setting.name, setting.env, setting.flag
        );
    }
    for setting in TABLE {
        let secret = if setting.secret { " It is a secret: no message and no log shows it." } else { "" };
        let (name, about, wanted) = (setting.name, setting.about, (setting.wanted)());
        let _ = write!(page, "\n## {name}\n\n{about}{secret}\n\nWanted: {wanted}.\n");
    }
    page
}

/// What is in force, a line a setting: its value and where it came from. Secrets are not shown.
pub fn effective(sources: &Sources) -> Result<String, SettingsError> {
    Settings::from_sources(sources)?;
    let mut told = String::new();
    for setting in TABLE {
        let (text, origin) = sources.text(setting);
        let shown = match text {
            "" => "(none)",
            _ if setting.secret => "(set)",
            text => text,
        };
        let _ = writeln!(told, "{:<26} {shown:<30} {origin}", setting.name);
    }
    Ok(told)
}
