//! Files by the digest of their bytes (migrations/0012).

use domain::drm::declared::{Artefact, ArtefactFormat};
use domain::units::{EstateId, Month};
use projections::ReadError;
use projections::drm::period;
use sqlx::{PgConnection, PgPool};

use super::Made;

/// A file as it was stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stored {
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Keeps files of the estate. One that is there already stays as it is: the digest says that it is the same.
pub async fn keep(pool: &PgPool, estate: EstateId, files: &[Made]) -> Result<(), sqlx::Error> {
    let mut transaction = journal::begin(pool, estate, "READ WRITE").await?;
    for file in files {
        sqlx::query(
            "INSERT INTO artefact.files (estate_id, sha256, media_type, content)
             VALUES ($1, decode($2, 'hex'), $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(estate.uuid())
        .bind(&file.artefact.sha256)
        .bind(file.artefact.format.media_type())
        .bind(&file.content)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await
}

/// The file of that format with which the estate's month was closed, as its event named it; `None` where there is none.
pub async fn of_month(
    pool: &PgPool,
    estate: EstateId,
    month: Month,
    format: ArtefactFormat,
) -> Result<Option<(Artefact, Stored)>, ReadError> {
    let mut connection = journal::begin(pool, estate, "READ ONLY").await?;
    let period = period(&mut connection, estate, month).await?;
    let artefacts = period.map(|period| period.artefacts).unwrap_or_default();
    let Some(artefact) = artefacts.into_iter().find(|it| it.format == format) else { return Ok(None) };
    let stored = find(&mut connection, estate, &artefact.sha256).await?;
    Ok(stored.map(|stored| (artefact, stored)))
}

/// The file of that digest, hexadecimal; `None` where the estate has no such file.
async fn find(
    connection: &mut PgConnection,
    estate: EstateId,
    sha256: &str,
) -> Result<Option<Stored>, sqlx::Error> {
    sqlx::query_as(
        "SELECT media_type, content FROM artefact.files WHERE estate_id = $1 AND sha256 = decode($2, 'hex')",
    )
    .bind(estate.uuid())
    .bind(sha256)
    .fetch_optional(connection)
    .await
}
