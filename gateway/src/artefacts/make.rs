//! The files of a return.

use documents::dti_plus::DtiRefusal;
use documents::reference::movements::Dialect;
use documents::{drm_csv, dti_plus};
use domain::drm::declared::{Artefact, ArtefactFormat, DrmReturn};
use sha2::{Digest, Sha256};

use crate::drm_file::{NoCode, return_file};

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
/// has none) is left out: the books are closed all the same, and [`write`] tells why.
pub fn of_return(drm: &DrmReturn) -> Vec<Made> {
    let made = ArtefactFormat::MADE
        .into_iter()
        .filter_map(|format| Some(Made::of(format, write(drm, format).ok()?)));
    made.collect()
}

/// Why a format cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// Customs' schema cannot hold it.
    #[error(transparent)]
    Dti(#[from] DtiRefusal),
    /// The portal has no code for a line.
    #[error(transparent)]
    Portal(#[from] NoCode),
    /// Nothing writes this format yet.
    #[error("no file of the format {} is made", .0.name())]
    Format(ArtefactFormat),
}

/// The bytes of a return in a format; the same return gives the same bytes.
pub fn write(drm: &DrmReturn, format: ArtefactFormat) -> Result<Vec<u8>, Unwritable> {
    let portal = |dialect| Ok(drm_csv::write(&return_file(drm, dialect)?));
    match format {
        ArtefactFormat::DtiPlus => {
            let mut bytes = Vec::new();
            dti_plus::write(drm, &mut bytes)?;
            Ok(bytes)
        }
        ArtefactFormat::InterLoire => portal(Dialect::InterLoire),
        ArtefactFormat::Bivc => portal(Dialect::Bivc),
        ArtefactFormat::Pdf => Err(Unwritable::Format(format)),
    }
}
