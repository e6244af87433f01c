use domain::units::EstateId;
use futures::TryStreamExt;
use sqlx::PgPool;

use super::walk::Walk;
use super::{Verified, VerifyError};
use crate::chain::Hash;
use crate::links::{hash, head, links, snapshot};

/// Verifies the ledger of an estate where it is stored, in one snapshot and without holding it in memory.
pub async fn database(pool: &PgPool, estate: EstateId) -> Result<Verified, VerifyError> {
    let mut snapshot = snapshot(pool, estate).await?;
    let head = head(&mut snapshot, estate).await?;
    let mut walk = Walk::new(estate);
    let mut links = links(&mut snapshot, estate);
    while let Some(stored) = links.try_next().await? {
        walk.step(&stored.link(estate), hash(&stored.hash))?;
    }
    let (position, hash) = match &head {
        Some((position, bytes)) => (*position, hash(bytes)),
        None => (0, Some(Hash::GENESIS)),
    };
    Ok(walk.arrive(position, hash)?)
}
