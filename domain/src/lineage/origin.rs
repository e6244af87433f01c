use crate::units::{HarvestId, MovementId};

/// The entry by which wine first stood in the books. Of wine that no harvest of the books brought, the entry is an origin
/// of its own, and what it tells is all that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A harvest.
    Harvest(HarvestId),
    /// A part of the opening stock, placed by that movement.
    Opening(MovementId),
    /// Bought by that movement.
    Purchase(MovementId),
    /// It came in otherwise by that movement, and nothing that had left before explains it.
    Arrival(MovementId),
    /// An inventory found it where the books had nothing.
    Found(MovementId),
    /// The books do not tell. The rules of the aggregates leave none of it.
    Untraced,
}

impl Origin {
    /// What kind of entry it is, in interfaces.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Harvest(_) => "HARVEST",
            Self::Opening(_) => "OPENING",
            Self::Purchase(_) => "PURCHASE",
            Self::Arrival(_) => "ARRIVAL",
            Self::Found(_) => "FOUND",
            Self::Untraced => "UNTRACED",
        }
    }
}

/// What is told apart in a make-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Component {
    /// Where it came from.
    pub origin: Origin,
    /// True where it was downgraded on the way (déclassement): no appellation or indication may name it again.
    pub downgraded: bool,
}

impl Component {
    /// Wine of that origin as it came in.
    pub const fn of(origin: Origin) -> Self {
        Self { origin, downgraded: false }
    }
}
