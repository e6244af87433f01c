use domain::article::{Acceptance, Price, PriceList};
use domain::claims::LabelClaims;
use domain::units::{ArticleId, Date, LotId, Rate, WineId};
use serde::{Deserialize, Serialize};

use crate::contract::{row, words};

words! {
    /// Whether an article is offered.
    pub enum ArticleStatus {
        /// It is.
        Active = "ACTIVE",
        /// Not any more.
        Retired = "RETIRED",
    }
}

/// What a bottle costs by a list from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedPrice {
    /// The list.
    pub list: PriceList,
    /// The first day.
    pub since: Date,
    /// The price.
    pub price: Price,
}

row! {
    /// What is sold under a SKU.
    pub struct Article in "stock.articles", key (id: ArticleId) {
        /// The article.
        id: ArticleId,
        /// Its SKU.
        sku: String,
        /// The order of the SKU.
        sku_key: String,
        /// What it is called.
        name: String,
        /// The order of the name.
        name_key: String,
        /// SKU and name, as they are searched in.
        search: String,
        /// Whether it is offered.
        status: ArticleStatus,
        /// The declared wine of its lots.
        wine_id: WineId,
        /// The nominal size of its bottles.
        size_ml: i64,
        /// The rate of its VAT.
        vat_rate: Rate,
        /// What its label says.
        claims: LabelClaims,
        /// Claims that could not be proven and were accepted, each time with its reason.
        acceptances: Vec<Acceptance>,
        /// Its prices, by list and first day.
        prices: Vec<DatedPrice>,
        /// The lots it is taken from, in the order in which they were added.
        lots: Vec<LotId>,
        /// When it was first offered.
        registered_on: Date,
        /// When it was offered no longer.
        retired_on: Option<Date>,
    }
}

row! {
    /// A lot that an article is taken from.
    pub struct ArticleLot in "stock.article_lots", key (article_id: ArticleId, lot_id: LotId) {
        /// The article.
        article_id: ArticleId,
        /// The lot.
        lot_id: LotId,
    }
}
