//! Files by the digest of their bytes (migrations/0012), and papers that name nobody (migrations/0022).

use domain::drm::declared::{Artefact, ArtefactFormat};
use domain::units::{EstateId, Month};
use projections::ReadError;
use projections::drm::period;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

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
        keep_file(&mut transaction, estate, file.artefact.format.media_type(), &file.content).await?;
    }
    transaction.commit().await
}

/// Keeps one file under its digest, which it answers in hexadecimal.
pub(super) async fn keep_file(
    connection: &mut PgConnection,
    estate: EstateId,
    media_type: &str,
    content: &[u8],
) -> Result<String, sqlx::Error> {
    let sha256 = hex::encode(Sha256::digest(content));
    sqlx::query(
        "INSERT INTO artefact.files (estate_id, sha256, media_type, content)
         VALUES ($1, decode($2, 'hex'), $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(estate.uuid())
    .bind(&sha256)
    .bind(media_type)
    .bind(content)
    .execute(connection)
    .await?;
    Ok(sha256)
}

/// Keeps a paper that names nobody under its id; where one is kept already, that one stays and is answered.
pub(super) async fn keep_paper(
    pool: &PgPool,
    estate: EstateId,
    id: Uuid,
    media_type: &str,
    content: Vec<u8>,
) -> Result<Vec<u8>, sqlx::Error> {
    let mut transaction = journal::begin(pool, estate, "READ WRITE").await?;
    let sha256 = keep_file(&mut transaction, estate, media_type, &content).await?;
    sqlx::query(
        "INSERT INTO artefact.papers (estate_id, id, sha256) VALUES ($1, $2, decode($3, 'hex'))
         ON CONFLICT DO NOTHING",
    )
    .bind(estate.uuid())
    .bind(id)
    .bind(sha256)
    .execute(&mut *transaction)
    .await?;
    let kept = paper(&mut transaction, estate, id).await?;
    transaction.commit().await?;
    Ok(kept.unwrap_or(content))
}

/// The bytes of the paper that is kept under that id.
pub(super) async fn paper(
    connection: &mut PgConnection,
    estate: EstateId,
    id: Uuid,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT content FROM artefact.papers JOIN artefact.files USING (estate_id, sha256)
         WHERE estate_id = $1 AND id = $2",
    )
    .bind(estate.uuid())
    .bind(id)
    .fetch_optional(connection)
    .await
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
pub async fn find(
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
