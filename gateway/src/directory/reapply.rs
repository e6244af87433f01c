use domain::units::{Date, EstateId};
use sqlx::PgPool;

use super::erase::empty;
use super::erasures::{destroy_due, level, listed};
use super::trail::{Action, note};
use super::transaction::begin;
use super::{By, DirectoryError, commands};

/// What a restore had brought back, and what is gone again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reapplied {
    /// Persons whose data was back.
    pub erased: usize,
    /// Keys that were back, or were due meanwhile.
    pub keys: usize,
}

/// Does again after a restore what the list of erasures says, the newer of the two backups' lists: the data of everybody
/// listed goes, and so do keys that were destroyed or have nothing to open any more. With nothing restored it does
/// nothing.
pub async fn reapply_erasures(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    today: Date,
) -> Result<Reapplied, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    level(&mut transaction, estate).await?;
    let listed = listed(&mut transaction, estate).await?;
    let erased = empty(&mut transaction, estate, &listed).await?;
    // The command of the erasure itself names nobody; it is forgotten with the others.
    commands::forget(&mut transaction, estate, &erased, None).await?;
    for party in &erased {
        note(&mut transaction, estate, *party, by, Action::ErasedAgain).await?;
    }
    let destroyed = destroy_due(&mut transaction, estate, today).await?;
    for party in &destroyed {
        note(&mut transaction, estate, *party, by, Action::KeyDestroyed).await?;
    }
    transaction.commit().await?;
    let reapplied = Reapplied { erased: erased.len(), keys: destroyed.len() };
    if reapplied != Reapplied::default() {
        tracing::warn!(%estate, erased = reapplied.erased, keys = reapplied.keys, "erased persons were back");
    }
    Ok(reapplied)
}
