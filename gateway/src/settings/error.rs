use std::path::PathBuf;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file that was named cannot be read.
    #[error("the settings in {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{}, line {line}: {message}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// The file names a setting that there is none of.
    #[error("{}, line {line}: there is no setting `{key}`{}", path.display(), meant(*nearest))]
    Unknown {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What stands there.
        key: String,
        /// What was perhaps meant.
        nearest: Option<&'static str>,
    },
    /// A value does not fit.
    #[error("`{name}` from {origin}: {given}wanted is {wanted}")]
    Unfit {
        /// The setting.
        name: &'static str,
        /// Where the value came from.
        origin: String,
        /// The value, unless it is a secret; with the words around it.
        given: String,
        /// What would fit.
        wanted: String,
    },
}

fn meant(nearest: Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}
