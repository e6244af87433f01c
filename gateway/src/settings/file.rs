//! The settings file: TOML, one level deep.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::SettingsError;
use super::table::{Setting, TABLE};

/// The values of a file by the name of the setting, each with its line.
pub type Values = BTreeMap<&'static str, (String, usize)>;

/// Reads the text of a settings file.
pub fn read(path: &Path, text: &str) -> Result<Values, SettingsError> {
    let table = DeTable::parse(text).map_err(|error| SettingsError::NotToml {
        path: path.to_owned(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let mut values = Values::new();
    for (key, value) in table.get_ref() {
        let line = line_of(text, key.span().start);
        let name: &str = key.get_ref();
        let setting =
            TABLE.iter().find(|setting| setting.name == name).ok_or_else(|| SettingsError::Unknown {
                path: path.to_owned(),
                line,
                key: name.to_owned(),
                nearest: nearest(name),
            })?;
        let value = plain(setting, value.get_ref()).ok_or_else(|| SettingsError::Unfit {
            name: setting.name,
            origin: format!("{}, line {line}", path.display()),
            given: String::new(),
            wanted: (setting.wanted)(),
        })?;
        values.insert(setting.name, (value, line));
    }
    Ok(values)
}

/// The text that a flag would have for this value; `None` for a kind of value that no setting has.
fn plain(setting: &Setting, value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(items) if setting.list => {
            let text = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
            items.iter().map(text).collect::<Option<Vec<String>>>().map(|items| items.join(","))
        }
        _ => None,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The setting that was perhaps meant: the same but for dashes and capitals, or with a common beginning.
fn nearest(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let common = |name: &str| name.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
    let best = TABLE.iter().map(|setting| setting.name).max_by_key(|name| common(name))?;
    (common(best) >= 4).then_some(best)
}
