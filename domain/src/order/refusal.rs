use crate::decider::refusals;
use crate::policy::{DateRefusal, PaperRefusal};
use crate::units::{Date, InvoiceId, Money, QuantityRefusal};

refusals! {
    /// Why an order refuses.
    pub enum OrderRefusal {
        /// There is no such order at the estate.
        NotFound = "ORDER_NOT_FOUND",
        /// It was placed already.
        AlreadyPlaced = "ORDER_ALREADY_PLACED",
        /// It has no line.
        NoLines = "ORDER_WITHOUT_LINES",
        /// A lot stands on two lines.
        LotTwice = "ORDER_LOT_TWICE",
        /// A price is not below zero, nor above a million euros.
        PriceInvalid = "ORDER_PRICE_INVALID" {
            /// What was entered.
            unit_price_cents: Money,
        },
        /// A discount lies between nothing and the whole line.
        DiscountInvalid = "ORDER_DISCOUNT_INVALID",
        /// The lot is not on the order.
        LotNotOrdered = "ORDER_LOT_NOT_FOUND",
        /// No more leaves than was ordered.
        DispatchBeyond = "ORDER_DISPATCH_BEYOND" {
            /// What was to leave.
            requested: i64,
            /// What remains of the line.
            remaining: i64,
        },
        /// Only what left is invoiced.
        NotDispatched = "ORDER_NOT_DISPATCHED" {
            /// Where it stands.
            status: String,
        },
        /// Every dispatch is invoiced.
        InvoicedAlready = "ORDER_INVOICED_ALREADY",
        /// The invoice charges none of its dispatches.
        InvoiceUnknown = "ORDER_NOT_OF_INVOICE" {
            /// The invoice.
            invoice: InvoiceId,
        },
        /// It must be placed and not yet confirmed.
        NotPlaced = "ORDER_NOT_OPEN" {
            /// Where it stands.
            status: String,
        },
        /// It must be confirmed, and not all of it gone.
        NotConfirmed = "ORDER_NOT_CONFIRMED" {
            /// Where it stands.
            status: String,
        },
        /// It has left: a return takes it back.
        Gone = "ORDER_CLOSED" {
            /// Where it stands.
            status: String,
        },
        /// It cannot happen before the order was placed.
        BeforeOrder = "ORDER_DATE_BEFORE_PLACED" {
            /// When it was placed.
            placed_on: Date,
        },
        /// A reason of 1 to 250 characters is needed.
        ReasonMissing = "REASON_MISSING",
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
      | /// A number that travels with the wine is refused.
        PaperRefusal
}
