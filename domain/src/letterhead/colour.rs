use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::LetterheadRefusal;

/// A colour of ink on paper: red, green and blue from 0 to 255; `#5b1a2e` in events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct InkColour(pub u8, pub u8, pub u8);

impl FromStr for InkColour {
    type Err = LetterheadRefusal;

    /// `#5b1a2e`.
    fn from_str(text: &str) -> Result<Self, LetterheadRefusal> {
        let digits =
            text.strip_prefix('#').filter(|it| it.len() == 6 && it.bytes().all(|it| it.is_ascii_hexdigit()));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let invalid = || LetterheadRefusal::ColourInvalid { colour: text.chars().take(40).collect() };
        let [_, red, green, blue] = value.ok_or_else(invalid)?.to_be_bytes();
        Ok(Self(red, green, blue))
    }
}

impl TryFrom<String> for InkColour {
    type Error = LetterheadRefusal;

    fn try_from(text: String) -> Result<Self, LetterheadRefusal> {
        text.parse()
    }
}

impl From<InkColour> for String {
    fn from(colour: InkColour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for InkColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The palest ink that is still read on white paper, of 255.
const PALEST: u32 = 160;

impl InkColour {
    /// The same; refused where white paper swallows it, by its luma (ITU-R BT.601).
    pub(super) fn legible(self) -> Result<Self, LetterheadRefusal> {
        let [red, green, blue] = [self.0, self.1, self.2].map(u32::from);
        if (299 * red + 587 * green + 114 * blue) / 1_000 > PALEST {
            return Err(LetterheadRefusal::InkPale { colour: self.to_string() });
        }
        Ok(self)
    }
}
