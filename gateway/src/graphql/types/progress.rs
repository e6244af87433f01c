use async_graphql::SimpleObject;
use projections::Standing;

use crate::clock::rfc3339;

/// How far the read models of the estate have come.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
pub struct ProjectionProgress {
    /// The last position of the estate's journal.
    head: i64,
    /// Each read model, by name.
    models: Vec<ModelProgress>,
}

/// How far one read model has come.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
pub struct ModelProgress {
    /// Its name.
    model: String,
    /// The last event in its rows; 0 before the first.
    position: i64,
    /// How much of the journal it has taken in, in whole hundredths; 100 only when nothing is left.
    percent: i32,
    /// What keeps it from going on.
    stall: Option<ModelStall>,
}

/// A read model waits: its next event cannot be taken in. The event stands.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
pub struct ModelStall {
    /// The position that it waits at.
    position: i64,
    /// Since when, RFC 3339.
    since: String,
    /// What is wrong, stable and in capitals. The log tells more.
    code: String,
}

impl ProjectionProgress {
    /// Models that were never driven stand at 0.
    pub fn new(head: i64, names: impl Iterator<Item = &'static str>, standings: &[Standing]) -> Self {
        let models = names.map(|name| {
            let standing = standings.iter().find(|standing| standing.model == name);
            let position = standing.map_or(0, |standing| standing.position);
            let stall = standing.and_then(|standing| {
                Some(ModelStall {
                    position: position + 1,
                    since: rfc3339(standing.stalled_at?),
                    code: standing.code().unwrap_or("STALLED").to_owned(),
                })
            });
            ModelProgress { model: name.to_owned(), position, percent: percent(position, head), stall }
        });
        Self { head, models: models.collect() }
    }

    /// True while a model is on its way to the head.
    pub fn moves(&self) -> bool {
        self.models.iter().any(|model| model.position < self.head && model.stall.is_none())
    }
}

fn percent(position: i64, head: i64) -> i32 {
    if position >= head {
        return 100;
    }
    let hundredths = i128::from(position.max(0)) * 100 / i128::from(head.max(1));
    i32::try_from(hundredths).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn all_is_told_only_of_all() {
        for (position, head, told) in
            [(0, 0, 100), (0, 7, 0), (1, 3, 33), (999, 1_000, 99), (7, 7, 100), (i64::MAX - 1, i64::MAX, 99)]
        {
            assert_eq!(percent(position, head), told, "{position} of {head}");
        }
    }
}
