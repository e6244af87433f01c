//! Kinds of value made of others, and numbers within bounds.

use std::time::Duration;

use super::kind::Kind;

/// A whole number within bounds, both included.
pub struct Count<const LEAST: u32, const MOST: u32>;

impl<const LEAST: u32, const MOST: u32> Kind for Count<LEAST, MOST> {
    type Value = u32;

    fn wanted() -> String {
        format!("a whole number from {LEAST} to {MOST}")
    }

    fn parse(text: &str) -> Option<u32> {
        text.parse().ok().filter(|number| (LEAST..=MOST).contains(number))
    }
}

/// Whole seconds within bounds, both included.
pub struct Seconds<const LEAST: u32, const MOST: u32>;

impl<const LEAST: u32, const MOST: u32> Kind for Seconds<LEAST, MOST> {
    type Value = Duration;

    fn wanted() -> String {
        format!("a whole number of seconds from {LEAST} to {MOST}")
    }

    fn parse(text: &str) -> Option<Duration> {
        Count::<LEAST, MOST>::parse(text).map(|seconds| Duration::from_secs(u64::from(seconds)))
    }
}

/// A value or none: an empty text is none.
pub struct Maybe<K>(K);

impl<K: Kind> Kind for Maybe<K> {
    type Value = Option<K::Value>;

    fn wanted() -> String {
        format!("{}; or nothing", K::wanted())
    }

    fn parse(text: &str) -> Option<Option<K::Value>> {
        if text.is_empty() { Some(None) } else { K::parse(text).map(Some) }
    }
}

/// Values separated by commas; in a settings file an array. An empty text is no value.
pub struct List<K>(K);

impl<K: Kind> Kind for List<K> {
    type Value = Vec<K::Value>;
    const LIST: bool = true;

    fn wanted() -> String {
        format!("a list of which each is {}", K::wanted())
    }

    fn parse(text: &str) -> Option<Vec<K::Value>> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(K::parse).collect()
    }
}
