use super::OrderLine;
use crate::terms::SaleDestination;
use crate::units::Date;

/// An order as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Placed; nothing is set aside.
    Placed(Placed),
    /// Its bottles are set aside.
    Confirmed(Placed),
    /// Its bottles left.
    Dispatched(Placed),
    /// Given up.
    Cancelled(Placed),
}

/// What was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
    /// When.
    pub placed_on: Date,
}

impl Order {
    /// What was ordered, if anything was.
    pub const fn placed(&self) -> Option<&Placed> {
        match self {
            Self::Unknown => None,
            Self::Placed(placed)
            | Self::Confirmed(placed)
            | Self::Dispatched(placed)
            | Self::Cancelled(placed) => Some(placed),
        }
    }

    /// The name of its status in storage and interfaces.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Placed(_) => "PLACED",
            Self::Confirmed(_) => "CONFIRMED",
            Self::Dispatched(_) => "DISPATCHED",
            Self::Cancelled(_) => "CANCELLED",
        }
    }
}
