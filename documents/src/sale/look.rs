use serde::{Deserialize, Serialize};

/// How an estate's papers look; burgundy and gold, without a logo, where nothing is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its logo.
    pub logo: Option<Logo>,
    /// The colour of titles and rules.
    pub ink: Colour,
    /// The colour of ornaments.
    pub accent: Colour,
}

/// A colour of the screen: red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour(pub u8, pub u8, pub u8);

/// A logo, in the bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its kind.
    pub format: LogoFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The kind of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogoFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

impl Default for Look {
    fn default() -> Self {
        Self { logo: None, ink: Colour(0x5b, 0x1a, 0x2e), accent: Colour(0xb0, 0x8d, 0x3c) }
    }
}

impl LogoFormat {
    /// The kind that a file shows by its first bytes; `None` for another.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = || std::str::from_utf8(bytes).ok().map(str::trim_start);
        let is_svg = || {
            let text = text()?;
            Some((text.starts_with("<svg") || text.starts_with("<?xml")) && text.contains("<svg"))
        };
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            _ if is_svg() == Some(true) => Some(Self::Svg),
            _ => None,
        }
    }

    /// The name that typst knows it by.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

impl Colour {
    /// `#5b1a2e`.
    pub(crate) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        let svg = b" <?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        assert_eq!(LogoFormat::of(svg), Some(LogoFormat::Svg));
        assert_eq!(LogoFormat::of(&[0x89, b'P', b'N', b'G', 13]), Some(LogoFormat::Png));
        assert_eq!(LogoFormat::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(LogoFormat::Jpeg));
        assert_eq!(["GIF89a", "<html>", ""].map(|it| LogoFormat::of(it.as_bytes())), [None; 3]);
        assert_eq!(Look::default().ink.hex(), "#5b1a2e");
    }
}
