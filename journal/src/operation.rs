use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Unit, UnitError};

/// A use case: what is asked, and how it is done in a unit of work.
///
/// Its name and its JSON are the body that a command id is bound to, so the JSON has to be the same every time: no hash
/// maps in it. It may run several times before one of its runs is appended: it works on the unit alone.
pub trait Operation: Serialize + Send + Sync {
    /// Stable: part of the body, and told in the metadata of the events.
    const NAME: &'static str;
    /// What it answers, kept for when it is asked again.
    type Answer: Serialize + DeserializeOwned + Send;

    /// Loads, decides, and leaves the events in the unit.
    fn run(&self, unit: &mut Unit) -> impl Future<Output = Result<Self::Answer, UnitError>> + Send;
}

/// An operation that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Performed<T> {
    /// What it answered.
    pub answer: T,
    /// The position of the ledger after it: whoever has read up to there sees what it did.
    pub position: i64,
    /// True when the same command had been carried out before, and this is its first answer.
    pub replayed: bool,
    /// How many events this call appended.
    pub events: usize,
}
