use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Acceptance, Price, PriceList};
use crate::claims::LabelClaims;
use crate::decider::domain_events;
use crate::units::{Date, LotId, Rate, WineId};

/// What has happened to an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ArticleEvent {
    /// It was offered.
    ArticleRegistered {
        /// Its SKU, unique in the estate.
        sku: String,
        /// What it is called on price lists and invoices.
        name: String,
        /// The declared wine of all its lots.
        wine: WineId,
        /// The nominal size of its bottles in millilitres.
        size_ml: i64,
        /// The lots it is taken from.
        lots: Vec<LotId>,
        /// What its label says.
        claims: LabelClaims,
        /// The rate of its VAT.
        vat_rate: Rate,
        /// Claims that could not be proven, with the reason for which they were accepted.
        accepted: Option<Acceptance>,
        /// The day.
        occurred_on: Date,
    },
    /// What it is called, what its label says or its VAT was changed; the last statement holds.
    ArticleAmended {
        /// What it is called.
        name: String,
        /// What its label says.
        claims: LabelClaims,
        /// The rate of its VAT.
        vat_rate: Rate,
        /// Claims that could not be proven, with the reason for which they were accepted.
        accepted: Option<Acceptance>,
        /// The day.
        occurred_on: Date,
    },
    /// It is taken from one lot more.
    ArticleLotAdded {
        /// The lot.
        lot: LotId,
        /// Claims that could not be proven, with the reason for which they were accepted.
        accepted: Option<Acceptance>,
        /// The day.
        occurred_on: Date,
    },
    /// It is taken from a lot no longer.
    ArticleLotRemoved {
        /// The lot.
        lot: LotId,
        /// The day.
        occurred_on: Date,
    },
    /// Its price by a list was set, from a day on. Of one list and day the last holds.
    ArticlePriceSet {
        /// The list.
        list: PriceList,
        /// The first day.
        since: Date,
        /// The price.
        price: Price,
    },
    /// It is offered no longer.
    ArticleRetired {
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(ArticleEvent {
    ArticleRegistered = "1",
    ArticleAmended = "1",
    ArticleLotAdded = "1",
    ArticleLotRemoved = "1",
    ArticlePriceSet = "1",
    ArticleRetired = "1",
});
