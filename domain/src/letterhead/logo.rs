use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::LetterheadRefusal;

/// The most bytes of a logo: it is drawn on every page of every paper.
pub const MAX_LOGO_BYTES: usize = 256 * 1024;

/// A logo. Its file is kept under its digest, apart from the events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Logo {
    /// Its kind.
    pub format: LogoFormat,
    /// SHA-256 of its file, hexadecimal.
    pub sha256: String,
}

/// The kind of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum LogoFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

impl LogoFormat {
    /// The kind that a file shows by its first bytes; refused where it is none of the three, or too large.
    pub fn of(bytes: &[u8]) -> Result<Self, LetterheadRefusal> {
        if bytes.len() > MAX_LOGO_BYTES {
            let [kibibytes, limit] = [bytes.len(), MAX_LOGO_BYTES]
                .map(|bytes| i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX));
            return Err(LetterheadRefusal::LogoLarge { kibibytes, limit });
        }
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Ok(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            _ if is_svg(bytes) => Ok(Self::Svg),
            _ => Err(LetterheadRefusal::LogoUnreadable),
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim_start();
    (text.starts_with("<svg") || text.starts_with("<?xml")) && text.contains("<svg")
}
