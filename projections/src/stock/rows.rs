use domain::invoice::PriceBasis;
use domain::order::{Allotment, OrderLine, Sent};
use domain::terms::{CapsuleKind, Regime, SaleDestination};
use domain::units::{Date, LotId, Money, OrderId, PartyId, ProductId, VatId, WineId};

use super::articles::{Article, ArticleLot};
use crate::contract::{Word, row, rows, words};

rows! {
    /// The tables of the stock.
    pub struct StockRows {
        /// Lots of bottles.
        lots: Lot,
        /// What of them is set aside.
        reservations: Reservation,
        /// Lots of one wine, vintage and size together.
        products: Product,
        /// Orders.
        orders: Order,
        /// What is sold under a SKU.
        articles: Article,
        /// The lots it is taken from.
        article_lots: ArticleLot,
    }
}

row! {
    /// A lot of bottles after all that is known today.
    pub struct Lot in "stock.lots", key (id: LotId) {
        /// The lot.
        id: LotId,
        /// The number on the bottles.
        lot_number: String,
        /// What it is sold as.
        product_id: ProductId,
        /// The wine.
        wine_id: WineId,
        /// The vintage on the label.
        vintage: Option<u16>,
        /// The nominal size of one bottle.
        size_ml: i64,
        /// How the bottles stand towards excise.
        regime: Word<Regime>,
        /// The capsules they wear.
        capsules: Option<CapsuleKind>,
        /// The vat they were filled from; none for what came in in bottles.
        vat_id: Option<VatId>,
        /// The day they were filled.
        filled_on: Date,
        /// How many were filled; none once the filling is reversed.
        filled: i64,
        /// Sold less taken back.
        sold: i64,
        /// Broken, tasted or lost.
        lost: i64,
        /// What inventories found, less what they missed.
        adjusted: i64,
        /// Away for a time, or passed on to other lots.
        withdrawn: i64,
        /// Filled − sold − lost − withdrawn + adjusted.
        on_hand: i64,
        /// Set aside for orders.
        reserved: i64,
        /// On hand and not set aside.
        available: i64,
    }
}

row! {
    /// Bottles of a lot that are set aside for an order.
    pub struct Reservation in "stock.reservations", key (lot_id: LotId, order_id: OrderId) {
        /// The lot.
        lot_id: LotId,
        /// The order.
        order_id: OrderId,
        /// How many.
        bottles: i64,
    }
}

row! {
    /// All bottles of a wine, vintage and size.
    pub struct Product in "stock.products", key (id: ProductId) {
        /// The product.
        id: ProductId,
        /// The wine.
        wine_id: WineId,
        /// The vintage.
        vintage: Option<u16>,
        /// The nominal size of one bottle.
        size_ml: i64,
        /// In the cellar.
        on_hand: i64,
        /// Set aside for orders.
        reserved: i64,
        /// On hand and not set aside.
        available: i64,
        /// Sold less taken back.
        sold: i64,
    }
}

words! {
    /// How far an order has come.
    pub enum OrderStatus {
        /// Nothing is set aside yet.
        Placed = "PLACED",
        /// Its bottles are set aside.
        Confirmed = "CONFIRMED",
        /// Some of its bottles left.
        PartlyDispatched = "PARTLY_DISPATCHED",
        /// Its bottles left, and the rest was given up; something of it is still to be charged.
        Dispatched = "DISPATCHED",
        /// All that left and was kept is charged.
        Invoiced = "INVOICED",
        /// All that left came back.
        Returned = "RETURNED",
        /// Given up.
        Cancelled = "CANCELLED",
    }
}

row! {
    /// A customer's order.
    pub struct Order in "stock.orders", key (id: OrderId) {
        /// The order.
        id: OrderId,
        /// Of its first event.
        position: i64,
        /// How far it has come.
        status: OrderStatus,
        /// The customer in the directory; none at the counter.
        customer_id: Option<PartyId>,
        /// Where the bottles go.
        destination: SaleDestination,
        /// What is ordered.
        lines: Vec<OrderLine>,
        /// The lots that were chosen for its articles.
        allotted: Vec<Allotment>,
        /// How many bottles in all.
        bottles: i64,
        /// Whether prices are without or with VAT.
        basis: Word<PriceBasis>,
        /// Their price less discounts, in that basis.
        total_cents: Money,
        /// What left, in its order.
        dispatches: Vec<Sent>,
        /// When it was placed.
        placed_on: Date,
        /// When its bottles were set aside.
        confirmed_on: Option<Date>,
        /// When they left.
        dispatched_on: Option<Date>,
        /// When it was given up.
        cancelled_on: Option<Date>,
        /// Why.
        cancel_reason: Option<String>,
    }
}
