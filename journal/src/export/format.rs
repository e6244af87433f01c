use std::borrow::Cow;

use domain::units::EstateId;
use serde::{Deserialize, Serialize};

/// The version of the format that is written, and the only one that is read.
pub(crate) const VERSION: u32 = 1;

/// A line of an export.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Line<'a> {
    Journal(Header),
    #[serde(borrow)]
    Event(Entry<'a>),
    #[serde(borrow)]
    End(End<'a>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    pub version: u32,
    pub estate: EstateId,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<'a> {
    pub position: i64,
    #[serde(borrow)]
    pub aggregate_type: Cow<'a, str>,
    #[serde(borrow)]
    pub aggregate_id: Cow<'a, str>,
    pub sequence: i64,
    #[serde(borrow)]
    pub event_type: Cow<'a, str>,
    #[serde(borrow)]
    pub event_version: Cow<'a, str>,
    #[serde(borrow)]
    pub payload: Cow<'a, str>,
    #[serde(borrow)]
    pub metadata: Cow<'a, str>,
    pub recorded_at_us: i64,
    /// Hexadecimal, whatever is stored.
    #[serde(borrow)]
    pub hash: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End<'a> {
    pub events: i64,
    pub head_position: i64,
    #[serde(borrow)]
    pub head_hash: Cow<'a, str>,
}
