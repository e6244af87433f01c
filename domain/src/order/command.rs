use super::OrderLine;
use crate::terms::SaleDestination;
use crate::units::{Date, PartyId};

/// What can be asked of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderCommand {
    /// Place it.
    Place {
        /// The customer; none at the counter.
        customer: Option<PartyId>,
        /// Where the bottles go.
        destination: SaleDestination,
        /// What is ordered.
        lines: Vec<OrderLine>,
        /// The day.
        on: Date,
    },
    /// Confirm it.
    Confirm {
        /// The day.
        on: Date,
    },
    /// Send it off.
    Dispatch {
        /// The day.
        on: Date,
    },
    /// Give it up.
    Cancel {
        /// Why.
        reason: String,
        /// The day.
        on: Date,
    },
}
