use crate::decider::refusals;
use crate::policy::{DateRefusal, PaperRefusal};
use crate::units::{Date, InvoiceId, Money, QuantityRefusal};

refusals! {
    /// Why articles do not serve an order.
    pub enum ServingRefusal {
        /// The lots of an article are not enough.
        ArticleShort = "ORDER_ARTICLE_SHORT" {
            /// Its SKU.
            sku: String,
            /// How many are ordered.
            requested: i64,
            /// How many its lots have that are not set aside.
            available: i64,
        },
        /// The article has no price by that list on that day.
        PriceUnknown = "ORDER_PRICE_UNKNOWN" {
            /// Its SKU.
            sku: String,
            /// The list.
            list: String,
        },
        /// A bottle of a lot has a price; only an article has one by a list.
        PriceMissing = "ORDER_PRICE_MISSING",
        /// The article's price is with VAT and the order's without, or the other way round.
        PriceBasis = "ORDER_PRICE_BASIS" {
            /// Its SKU.
            sku: String,
        },
    }
}

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
        /// An article stands on two lines.
        ArticleTwice = "ORDER_ARTICLE_TWICE",
        /// The lots that are chosen for an article hold as many bottles as are ordered of it.
        AllotmentInvalid = "ORDER_ALLOTMENT_INVALID" {
            /// How many are ordered.
            ordered: i64,
            /// How many were chosen.
            chosen: i64,
        },
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
        /// The order has no such dispatch.
        DispatchUnknown = "ORDER_DISPATCH_NOT_FOUND" {
            /// Its place.
            dispatch: i64,
        },
        /// No more comes back than left and did not come back.
        ReturnBeyond = "ORDER_RETURN_BEYOND" {
            /// What was to come back.
            requested: i64,
            /// What could.
            remaining: i64,
        },
        /// Only what left is invoiced.
        NotDispatched = "ORDER_NOT_DISPATCHED" {
            /// Where it stands.
            status: String,
        },
        /// The dispatch is not invoiced, so that nothing is to be credited.
        NotInvoiced = "ORDER_NOT_INVOICED",
        /// Nothing that left and was kept is without an invoice.
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
