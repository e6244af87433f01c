use std::collections::BTreeMap;

use super::step::Kind;

/// How often each kind was tried without anything absurd, and how often it was accepted: a property of histories that are
/// refused holds of nothing.
#[derive(Default)]
pub(super) struct Tally {
    counts: BTreeMap<Kind, (u32, u32)>,
}

impl Tally {
    pub(super) fn add(&mut self, kind: Kind, accepted: bool) {
        let (tried, done) = self.counts.entry(kind).or_default();
        *tried += 1;
        *done += u32::from(accepted);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (kind, (tried, done)) in &other.counts {
            let mine = self.counts.entry(*kind).or_default();
            mine.0 += tried;
            mine.1 += done;
        }
    }

    /// Every kind was tried often and accepted in at least that share, in hundredths.
    pub(super) fn assert_shares(&self, at_least: impl Fn(Kind) -> u32) {
        for kind in Kind::ALL {
            let (tried, done) = self.counts.get(kind).copied().unwrap_or_default();
            let wanted = at_least(*kind);
            assert!(tried >= 50, "{kind:?} was tried {tried} times only\n{self}");
            assert!(
                done * 100 >= tried * wanted,
                "{kind:?}: {done} of {tried}, wanted {wanted} in 100\n{self}"
            );
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (kind, (tried, done)) in &self.counts {
            writeln!(f, "{kind:?}: {done} of {tried}")?;
        }
        Ok(())
    }
}
