use domain::letterhead::{InkColour, LogoFormat};
use serde::{Deserialize, Serialize};

/// How an estate's papers look; burgundy and gold, without a logo, where nothing is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its logo.
    pub logo: Option<Picture>,
    /// The colour of titles and rules.
    pub ink: InkColour,
    /// The colour of ornaments.
    pub accent: InkColour,
}

/// A picture, in the bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its kind.
    pub format: LogoFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Default for Look {
    fn default() -> Self {
        Self { logo: None, ink: InkColour(0x5b, 0x1a, 0x2e), accent: InkColour(0xb0, 0x8d, 0x3c) }
    }
}

impl Picture {
    /// The name of its file where a page is laid out; typst knows the kind by it.
    pub(crate) fn file(&self) -> String {
        let extension = match self.format {
            LogoFormat::Png => "png",
            LogoFormat::Jpeg => "jpg",
            LogoFormat::Svg => "svg",
        };
        format!("logo.{extension}")
    }
}
