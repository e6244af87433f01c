use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ReadError;

/// The place of a row in its list, opaque to who holds it: the values of the list's order, as hexadecimal JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    pub(super) fn at(place: &impl Serialize) -> Result<Self, ReadError> {
        Ok(Self(hex::encode(serde_json::to_vec(place)?)))
    }

    /// The values, as text for the database. They are read as the types of the list's order first, so that a forged
    /// cursor is refused here.
    pub(super) fn values<P: Serialize + DeserializeOwned>(&self) -> Result<Vec<String>, ReadError> {
        let json = hex::decode(&self.0).map_err(|_| ReadError::Cursor)?;
        let place: P = serde_json::from_slice(&json).map_err(|_| ReadError::Cursor)?;
        match serde_json::to_value(place)? {
            Value::Array(values) => values.into_iter().map(text).collect(),
            _ => Err(ReadError::Cursor),
        }
    }
}

fn text(value: Value) -> Result<String, ReadError> {
    match value {
        // U+0000 is in no text of the database, and it would refuse to compare with one.
        Value::String(text) if !text.contains('\0') => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(ReadError::Cursor),
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Cursor {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hex { Ok(Self(text.to_owned())) } else { Err(ReadError::Cursor) }
    }
}

#[cfg(test)]
mod tests {
    use domain::units::{Date, VatId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_cursor_is_read_by_the_list_that_made_it() {
        let place: (Date, i64) = ("2026-09-14".parse().unwrap(), 7);
        let cursor: Cursor = Cursor::at(&place).unwrap().to_string().parse().unwrap();
        assert_eq!(cursor.values::<(Date, i64)>().unwrap(), ["2026-09-14", "7"]);
        assert!(matches!(cursor.values::<(String, VatId)>(), Err(ReadError::Cursor)));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "xyz", "5b5d; DROP"] {
            assert!(matches!(text.parse::<Cursor>(), Err(ReadError::Cursor)), "{text}");
        }
        for json in ["[]", "null", "[\"2026-13-01\",1]", "[\"2026-01-01\"]", "[\"2026-01-01\",1.5]"] {
            let cursor: Cursor = hex::encode(json).parse().unwrap();
            assert!(matches!(cursor.values::<(Date, i64)>(), Err(ReadError::Cursor)), "{json}");
        }
        let nul = Cursor::at(&("a\0", Uuid::nil())).unwrap();
        assert!(matches!(nul.values::<(String, Uuid)>(), Err(ReadError::Cursor)));
    }
}
