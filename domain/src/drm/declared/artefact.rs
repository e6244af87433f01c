use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a return is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ArtefactFormat {
    /// CIEL DTI+ viti XML, for the customs' portal.
    DtiPlus,
    /// CSV for `InterLoire`.
    InterLoire,
    /// CSV for BIVC.
    Bivc,
    /// PDF, for people.
    Pdf,
}

/// A file that was made of a return when its month was closed. Its bytes are stored under their digest and never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Artefact {
    /// What it is.
    pub format: ArtefactFormat,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub length: u64,
}

impl ArtefactFormat {
    /// Every format, in the order in which they are made.
    pub const ALL: [Self; 4] = [Self::DtiPlus, Self::InterLoire, Self::Bivc, Self::Pdf];

    /// Its name in commands and files: `dtiplus`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DtiPlus => "dtiplus",
            Self::InterLoire => "interloire",
            Self::Bivc => "bivc",
            Self::Pdf => "pdf",
        }
    }

    /// What a file of it ends with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::DtiPlus => "xml",
            Self::InterLoire | Self::Bivc => "csv",
            Self::Pdf => "pdf",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::DtiPlus => "application/xml",
            Self::InterLoire | Self::Bivc => "text/csv; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}
