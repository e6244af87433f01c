use domain::DecodeError;

/// Why a model cannot take the next event in. The event stands; the model waits.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An event between two others is missing.
    #[error("position {expected} is missing: the journal goes on at {found}")]
    Gap {
        /// The position that should follow.
        expected: i64,
        /// The one that does.
        found: i64,
    },
    /// The journal ends before what the model has taken in: it was set back, and the rows say more than it does.
    #[error("the journal ends at {head}, before position {position} that was taken in already")]
    JournalBehind {
        /// The last position of the journal.
        head: i64,
        /// The position of the model.
        position: i64,
    },
    /// The event cannot be read.
    #[error(transparent)]
    Undecodable(#[from] DecodeError),
    /// The event speaks of something that no earlier event brought about.
    #[error("{table} has no row {key}")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key of the row.
        key: String,
    },
    /// The fold reads a row that it did not say it would need: a mistake in the model, found before it does harm.
    #[error("the fold read {table} {key} without asking for it first")]
    NotWanted {
        /// The table.
        table: &'static str,
        /// The key of the row.
        key: String,
    },
    /// A total left the range of its type.
    #[error("{what} is out of range")]
    OutOfRange {
        /// Which total.
        what: &'static str,
    },
    /// A row cannot be written as JSON or read back from it.
    #[error("row of {table}: {error}")]
    Row {
        /// The table.
        table: &'static str,
        /// The cause.
        error: serde_json::Error,
    },
    /// The database refuses what the model writes.
    #[error("refused by the database: {0}")]
    Refused(sqlx::Error),
}

impl Fault {
    /// Stable, in capitals.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "JOURNAL_GAP",
            Self::JournalBehind { .. } => "JOURNAL_BEHIND",
            Self::Undecodable(_) => "EVENT_UNREADABLE",
            Self::Missing { .. } => "ROW_MISSING",
            Self::NotWanted { .. } => "ROW_NOT_WANTED",
            Self::OutOfRange { .. } => "OUT_OF_RANGE",
            Self::Row { .. } => "ROW_UNREADABLE",
            Self::Refused(_) => "REFUSED_BY_DATABASE",
        }
    }
}
