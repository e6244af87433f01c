use std::collections::BTreeMap;

use super::{LineCount, OrderLine};
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{Date, DispatchId, InvoiceId, LotId, OrderId, PartyId};

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
    /// Some of its bottles left, the others are set aside.
    PartlyDispatched(Placed),
    /// Its bottles left; what had not left by then was given up.
    Dispatched(Placed),
    /// Given up before any bottle left.
    Cancelled(Placed),
}

/// What was ordered, and what of it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// Whether its prices are without or with VAT.
    pub basis: PriceBasis,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
    /// When.
    pub placed_on: Date,
    /// What left, in its order.
    pub sent: Vec<Sent>,
}

/// What left at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How many bottles of each lot.
    pub lines: Vec<LineCount>,
    /// The day.
    pub on: Date,
    /// The invoice that charges it.
    pub invoice: Option<InvoiceId>,
}

impl Order {
    /// What was ordered, if anything was.
    pub const fn placed(&self) -> Option<&Placed> {
        match self {
            Self::Unknown => None,
            Self::Placed(placed)
            | Self::Confirmed(placed)
            | Self::PartlyDispatched(placed)
            | Self::Dispatched(placed)
            | Self::Cancelled(placed) => Some(placed),
        }
    }

    /// True while bottles are set aside for it.
    pub const fn holds_bottles(&self) -> bool {
        matches!(self, Self::Confirmed(_) | Self::PartlyDispatched(_))
    }

    /// The name of its status in storage and interfaces.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Placed(_) => "PLACED",
            Self::Confirmed(_) => "CONFIRMED",
            Self::PartlyDispatched(_) => "PARTLY_DISPATCHED",
            Self::Dispatched(_) => "DISPATCHED",
            Self::Cancelled(_) => "CANCELLED",
        }
    }
}

impl Placed {
    /// What was ordered and did not leave; without the lines of which all left.
    pub fn remaining(&self) -> Vec<LineCount> {
        remaining(&self.lines, self.sent.iter().flat_map(|sent| &sent.lines))
    }

    /// The dispatches that no invoice charges, by their place from 1 on.
    pub fn to_invoice(&self) -> Vec<(u32, &Sent)> {
        (1..).zip(&self.sent).filter(|(_, sent)| sent.invoice.is_none()).collect()
    }
}

/// What was ordered and is not among what left; without the lines of which all left.
pub fn remaining<'a>(ordered: &[OrderLine], sent: impl IntoIterator<Item = &'a LineCount>) -> Vec<LineCount> {
    let mut left: BTreeMap<LotId, i64> = ordered.iter().map(|line| (line.lot, line.bottles)).collect();
    for line in sent {
        *left.entry(line.lot).or_default() -= line.bottles;
    }
    let lines = ordered.iter().map(|line| LineCount { lot: line.lot, bottles: left[&line.lot] });
    lines.filter(|line| line.bottles > 0).collect()
}

impl DispatchId {
    /// What left for the order at its place among the order's dispatches, from 1 on.
    pub fn of(order: OrderId, place: u32) -> Self {
        Self::new(uuid::Uuid::new_v5(&order.uuid(), format!("dispatch\n{place}").as_bytes()))
    }
}
