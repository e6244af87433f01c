//! How the estate's papers look, and its logo.

use documents::sale::{Look, Picture, draws};
use domain::letterhead::{LetterheadRefusal, Logo, LogoFormat};
use domain::units::EstateId;
use projections::cellar;
use sqlx::{PgConnection, PgPool};
use tokio::task::{JoinError, spawn_blocking};

use super::store::{find, keep_file};

/// Why a logo is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NoLogo {
    /// It is none.
    #[error(transparent)]
    Refused(#[from] LetterheadRefusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The trial was broken off, as the program ends.
    #[error(transparent)]
    Broken(#[from] JoinError),
}

/// Keeps the file of a logo, once it has been laid out on a page for trial.
pub async fn keep_logo(pool: &PgPool, estate: EstateId, bytes: Vec<u8>) -> Result<Logo, NoLogo> {
    let format = LogoFormat::of(&bytes)?;
    let picture = Picture { format, bytes };
    let (drawn, picture) = spawn_blocking(move || (draws(&picture), picture)).await?;
    if !drawn {
        return Err(LetterheadRefusal::LogoUnreadable.into());
    }
    let mut transaction = journal::begin(pool, estate, "READ WRITE").await?;
    let sha256 = keep_file(&mut transaction, estate, format.media_type(), &picture.bytes).await?;
    transaction.commit().await?;
    Ok(Logo { format, sha256 })
}

/// How the estate's papers look today.
pub(super) async fn look(
    connection: &mut PgConnection,
    estate: EstateId,
    books: &cellar::Estate,
) -> Result<Look, sqlx::Error> {
    let usual = Look::default();
    let (ink, accent) = (books.letterhead.ink, books.letterhead.accent);
    let logo = match &books.logo {
        None => None,
        Some(Logo { format, sha256 }) => {
            let stored = find(connection, estate, sha256).await?;
            stored.map(|stored| Picture { format: *format, bytes: stored.content })
        }
    };
    Ok(Look { logo, ink: ink.unwrap_or(usual.ink), accent: accent.unwrap_or(usual.accent) })
}
