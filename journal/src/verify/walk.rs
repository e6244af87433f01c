use domain::units::EstateId;

use super::{Fault, FaultKind};
use crate::chain::{Hash, Link};

/// A ledger that is as it was written.
///
/// Whoever noted an earlier position and hash, printed with a return say, can see that this ledger continues it; for a
/// chain alone does not show that all of it was written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose ledger.
    pub estate: EstateId,
    /// How many events it has.
    pub events: i64,
    /// The position of the last one; 0 without events.
    pub head_position: i64,
    /// The hash of the last one.
    pub head_hash: Hash,
}

/// A walk along the chain, from its beginning.
pub(super) struct Walk {
    estate: EstateId,
    position: i64,
    hash: Hash,
}

impl Walk {
    pub(super) const fn new(estate: EstateId) -> Self {
        Self { estate, position: 0, hash: Hash::GENESIS }
    }

    pub(super) const fn estate(&self) -> EstateId {
        self.estate
    }

    /// A fault at the position that should come next.
    pub(super) const fn fault(&self, kind: FaultKind) -> Fault {
        Fault { position: self.position + 1, kind }
    }

    /// One event further.
    pub(super) fn step(&mut self, link: &Link<'_>, hash: Option<Hash>) -> Result<(), Fault> {
        let found = link.position;
        if found <= self.position {
            return Err(self.fault(FaultKind::Duplicated { found }));
        }
        if found != self.position + 1 {
            return Err(self.fault(FaultKind::Missing { found }));
        }
        let computed = link.hash(&self.hash);
        if hash != Some(computed) {
            return Err(self.fault(FaultKind::HashMismatch));
        }
        self.position = found;
        self.hash = computed;
        Ok(())
    }

    /// The end: what the head tells must be what was walked.
    pub(super) fn arrive(self, position: i64, hash: Option<Hash>) -> Result<Verified, Fault> {
        if position > self.position {
            return Err(self.fault(FaultKind::Truncated { head: position }));
        }
        if position < self.position {
            return Err(Fault { position: position.saturating_add(1), kind: FaultKind::BeyondHead });
        }
        if hash != Some(self.hash) {
            return Err(Fault { position, kind: FaultKind::HeadMismatch });
        }
        Ok(Verified { estate: self.estate, events: position, head_position: position, head_hash: self.hash })
    }
}
