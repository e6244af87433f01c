//! Reads an estate's ledger from its first event, the next page while one is folded.

use domain::units::EstateId;
use domain::{DecodeError, Fact};
use journal::{Journal, JournalError, Recorded, Selection};

/// Why a ledger could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum RefoldError {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The reading was broken off, as the program ends.
    #[error(transparent)]
    Broken(#[from] tokio::task::JoinError),
    /// An event cannot be read.
    #[error("position {position}")]
    Decode {
        /// Where.
        position: i64,
        /// Why.
        source: DecodeError,
    },
}

/// How many events are read at once. With 1 000 a page the next one is read while this one is folded, and nothing waits
/// long for the first.
const PAGE: i64 = 1_000;

/// Shows the events of the estate that are selected, in order.
pub async fn refold(
    journal: &Journal,
    estate: EstateId,
    selection: Selection,
    mut take: impl FnMut(&Recorded, &Fact),
) -> Result<(), RefoldError> {
    let read = |after| {
        let journal = journal.clone();
        tokio::spawn(async move { journal.select(estate, selection, after, PAGE).await })
    };
    let mut page = read(0).await??;
    while let Some(last) = page.last() {
        let whole = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        let next = (!whole).then(|| read(last.position));
        for event in &page {
            let fact = Fact::decode(&event.aggregate_type, &event.aggregate_id, &event.payload)
                .map_err(|source| RefoldError::Decode { position: event.position, source })?;
            take(event, &fact);
        }
        let Some(next) = next else { break };
        page = next.await??;
    }
    Ok(())
}
