use super::{FillOrigin, Withdrawal};
use crate::terms::{CapsuleKind, Errand, LossCause, Regime, SaleDestination};
use crate::units::{Date, MovementId, OrderId, WineId};

/// What can be asked of a lot of bottles. `on` is the day in the cellar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LotCommand {
    /// Fill it, once.
    Fill {
        /// The movement.
        movement: MovementId,
        /// From where.
        origin: FillOrigin,
        /// The number on the bottles.
        lot_number: String,
        /// The wine.
        wine: WineId,
        /// The vintage on the label.
        vintage: Option<u16>,
        /// The nominal size of one bottle in millilitres.
        size_ml: i64,
        /// How many.
        bottles: i64,
        /// How they stand towards excise.
        regime: Regime,
        /// The capsules they wear.
        capsules: Option<CapsuleKind>,
        /// The day.
        on: Date,
    },
    /// Set bottles aside for an order.
    Reserve {
        /// The order.
        order: OrderId,
        /// How many.
        bottles: i64,
    },
    /// Free what an order has set aside.
    Release {
        /// The order.
        order: OrderId,
    },
    /// Sell bottles.
    Sell {
        /// The movement.
        movement: MovementId,
        /// The order that has them set aside, if any.
        order: Option<OrderId>,
        /// Where to.
        destination: SaleDestination,
        /// How many.
        bottles: i64,
        /// The day.
        on: Date,
    },
    /// Take bottles back that had been sold.
    TakeBack {
        /// The movement.
        movement: MovementId,
        /// When they had been sold.
        sold_on: Date,
        /// Where to.
        sold_to: SaleDestination,
        /// How many.
        bottles: i64,
        /// Why.
        reason: String,
        /// The day.
        on: Date,
    },
    /// Break, taste or lose bottles.
    Lose {
        /// The movement.
        movement: MovementId,
        /// Why; sampling is tasting.
        cause: LossCause,
        /// How many.
        bottles: i64,
        /// The day.
        on: Date,
    },
    /// Set the count right after an inventory.
    Adjust {
        /// The movement.
        movement: MovementId,
        /// What was found.
        counted: i64,
        /// Why.
        reason: String,
        /// Whether a campaign opens with it.
        annual: bool,
        /// The day.
        on: Date,
    },
    /// Take bottles out to come back, or to be another lot.
    Withdraw {
        /// The movement.
        movement: MovementId,
        /// What for.
        withdrawal: Withdrawal,
        /// The wine that they become, where they become another.
        to: Option<WineId>,
        /// How many.
        bottles: i64,
        /// The day.
        on: Date,
    },
    /// Bring bottles back that had been sent out for a time.
    BringBack {
        /// The movement.
        movement: MovementId,
        /// What they had been sent for.
        errand: Errand,
        /// How many.
        bottles: i64,
        /// The day.
        on: Date,
    },
    /// Take back all that a movement did here.
    Reverse {
        /// The counter-entry.
        movement: MovementId,
        /// The movement to reverse.
        reverses: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
}
