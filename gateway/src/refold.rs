//! Reads an estate's ledger from its first event.

use domain::units::EstateId;
use domain::{DecodeError, Fact};
use journal::{Journal, JournalError, Recorded};

/// Why a ledger could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum RefoldError {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An event cannot be read.
    #[error("position {position}")]
    Decode {
        /// Where.
        position: i64,
        /// Why.
        source: DecodeError,
    },
}

/// How many events are read at once.
const PAGE: i64 = 5_000;

/// Shows every event of the estate in order; returns the last position.
pub async fn refold(
    journal: &Journal,
    estate: EstateId,
    mut take: impl FnMut(&Recorded, &Fact),
) -> Result<i64, RefoldError> {
    let mut position = 0;
    loop {
        let page = journal.feed(estate, position, PAGE).await?;
        let Some(last) = page.last() else { return Ok(position) };
        position = last.position;
        for event in &page {
            let fact = Fact::decode(&event.aggregate_type, &event.aggregate_id, &event.payload)
                .map_err(|source| RefoldError::Decode { position: event.position, source })?;
            take(event, &fact);
        }
    }
}
