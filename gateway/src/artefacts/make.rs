//! The files of a return.

use documents::drm_csv::{NoCode, return_file};
use documents::drm_pdf::PdfRefusal;
use documents::dti_plus::DtiRefusal;
use documents::reference::movements::Dialect;
use documents::{drm_csv, drm_pdf, dti_plus};
use domain::drm::declared::{Artefact, ArtefactFormat, DrmReturn};
use sha2::{Digest, Sha256};
use tokio::task::{JoinError, spawn_blocking};

/// A file, and how an event names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its name.
    pub artefact: Artefact,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Made {
    fn of(format: ArtefactFormat, content: Vec<u8>) -> Self {
        let sha256 = hex::encode(Sha256::digest(&content));
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        Self { artefact: Artefact { format, sha256, length }, content }
    }
}

/// Every file that can be written of a return. One that cannot (a wine without a code for customs, a line for which a portal
/// has none) is left out: the books are closed all the same, and [`write`] tells why. It gives the return back, and works on
/// a thread of its own: laying out the pages keeps a core busy for longer than a request should hold up others.
pub async fn of_return(drm: Box<DrmReturn>) -> Result<(Box<DrmReturn>, Vec<Made>), JoinError> {
    spawn_blocking(move || {
        let file = |format| Some(Made::of(format, write(&drm, format).ok()?));
        let made = ArtefactFormat::ALL.into_iter().filter_map(file).collect();
        (drm, made)
    })
    .await
}

/// Why a format cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// Customs' schema cannot hold it.
    #[error(transparent)]
    Dti(#[from] DtiRefusal),
    /// The bytes do not go where they are written.
    #[error("it cannot be written")]
    Io(#[from] std::io::Error),
    /// The portal has no code for a line.
    #[error(transparent)]
    Portal(#[from] NoCode),
    /// The pages cannot be laid out.
    #[error(transparent)]
    Pdf(#[from] PdfRefusal),
}

/// The bytes of a return in a format; the same return gives the same bytes.
pub fn write(drm: &DrmReturn, format: ArtefactFormat) -> Result<Vec<u8>, Unwritable> {
    let portal = |dialect| {
        let mut bytes = Vec::new();
        drm_csv::write(&return_file(drm, dialect)?, &mut bytes)?;
        Ok(bytes)
    };
    match format {
        ArtefactFormat::DtiPlus => {
            let mut bytes = Vec::new();
            dti_plus::write(drm, &mut bytes)?;
            Ok(bytes)
        }
        ArtefactFormat::InterLoire => portal(Dialect::InterLoire),
        ArtefactFormat::Bivc => portal(Dialect::Bivc),
        ArtefactFormat::Pdf => Ok(drm_pdf::write(drm)?),
    }
}
