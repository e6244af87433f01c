use super::{OfferedLot, Price, PriceList};
use crate::claims::LabelClaims;
use crate::units::{Date, LotId, Rate};

/// What can be asked of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleCommand {
    /// Offer it.
    Register {
        /// Its SKU.
        sku: String,
        /// What it is called on price lists and invoices.
        name: String,
        /// The lots it is taken from.
        lots: Vec<OfferedLot>,
        /// What its label says.
        claims: LabelClaims,
        /// The rate of its VAT.
        vat_rate: Rate,
        /// Why claims that cannot be proven are accepted.
        reason: Option<String>,
    },
    /// Change what it is called, what its label says, or its VAT.
    Amend {
        /// What it is called.
        name: String,
        /// What its label says.
        claims: LabelClaims,
        /// The rate of its VAT.
        vat_rate: Rate,
        /// Its lots, held against the new claims.
        lots: Vec<OfferedLot>,
        /// Why claims that cannot be proven are accepted.
        reason: Option<String>,
    },
    /// Take it from one lot more.
    AddLot {
        /// The lot.
        lot: OfferedLot,
        /// Why claims that cannot be proven are accepted.
        reason: Option<String>,
    },
    /// Take it from a lot no longer.
    RemoveLot {
        /// The lot.
        lot: LotId,
    },
    /// Set its price by a list, from a day on.
    SetPrice {
        /// The list.
        list: PriceList,
        /// The first day; it may lie ahead.
        since: Date,
        /// The price.
        price: Price,
    },
    /// Offer it no longer.
    Retire {
        /// The day.
        on: Date,
    },
}
