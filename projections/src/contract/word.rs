use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A word of the domain as storage and interfaces write it: `StainlessSteel` is `STAINLESS_STEEL`.
///
/// It works for any enum whose variants carry no data, by the name of the variant, so no table of names has to be kept
/// beside the enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word<T>(pub T);

impl<T> From<T> for Word<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        let name = name.as_str().ok_or_else(|| serde::ser::Error::custom("not a variant without data"))?;
        serializer.serialize_str(&capitals(name))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = variant(&String::deserialize(deserializer)?);
        let name: StrDeserializer<'_, serde::de::value::Error> = name.as_str().into_deserializer();
        T::deserialize(name).map(Self).map_err(D::Error::custom)
    }
}

impl<T: Serialize> fmt::Display for Word<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// `StainlessSteel` to `STAINLESS_STEEL`.
fn capitals(name: &str) -> String {
    let mut word = String::with_capacity(name.len() + 4);
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_ascii_uppercase() {
            word.push('_');
        }
        word.push(letter.to_ascii_uppercase());
    }
    word
}

/// `STAINLESS_STEEL` to `StainlessSteel`.
fn variant(word: &str) -> String {
    let mut name = String::with_capacity(word.len());
    for part in word.split('_') {
        let mut letters = part.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    name
}

#[cfg(test)]
mod tests {
    use domain::drm::{CapsuleNode, Node};
    use domain::terms::{CapsuleRegime, Regime};
    use domain::vat::Material;

    use super::*;

    #[test]
    fn words_are_written_in_capitals_and_read_back() {
        assert_eq!(Word(Material::StainlessSteel).to_string(), "STAINLESS_STEEL");
        let regime: Word<CapsuleRegime> = serde_json::from_str(r#""COLLECTIVE_SUSPENDED""#).unwrap();
        assert_eq!(regime.0, CapsuleRegime::CollectiveSuspended);
        assert!(serde_json::from_str::<Word<Regime>>(r#""FREE""#).is_err());
    }

    #[test]
    fn they_are_the_names_that_the_domain_gives() {
        for regime in [Regime::Suspended, Regime::Paid] {
            assert_eq!(Word(regime).to_string(), regime.name());
        }
        for node in Node::ALL {
            assert_eq!(Word(*node).to_string(), node.name());
        }
        for node in CapsuleNode::ALL {
            assert_eq!(Word(*node).to_string(), node.name());
        }
    }
}
