use crate::contract::Fault;

/// Why a driver could not do its work. What is wrong with one model of one estate is no such error: it is marked on
/// the checkpoint, and the driver goes on.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The database cannot be reached, or gave up in a way that another attempt may mend.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// No read model has this name.
    #[error("no read model is named {0}")]
    UnknownModel(String),
}

/// What ends the work on a batch.
#[derive(Debug)]
pub(super) enum Halt {
    /// The batch cannot be taken in.
    Fault(Fault),
    /// The database failed for reasons of its own.
    Database(sqlx::Error),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<sqlx::Error> for Halt {
    fn from(error: sqlx::Error) -> Self {
        if is_refusal(&error) { Self::Fault(Fault::Refused(error)) } else { Self::Database(error) }
    }
}

/// True when the same statement would be refused again: the data or the schema is at fault. Everything else (a lost
/// connection, a deadlock, no more memory, a shutdown) says nothing about the event.
fn is_refusal(error: &sqlx::Error) -> bool {
    const PASSING: [&str; 7] = ["08", "40", "53", "54", "55", "57", "58"];
    match error {
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| !PASSING.iter().any(|class| code.starts_with(class)))
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::Encode(_) => true,
        _ => false,
    }
}
