use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::VatTreatment;
use crate::terms::FiscalCategory;
use crate::units::{Abv, LotId, Money, Rate, Volume, WineId};

/// One line of an invoice, priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceLine {
    /// Its place on the document, from 1 on. A line of a credit note has the place of the line that it takes back.
    pub position: u16,
    /// What was sold, as it is printed: 1 to 200 characters.
    pub label: String,
    /// What it is.
    pub item: Item,
    /// How many: bottles, or pieces of anything else.
    pub count: i64,
    /// The price of one, in the basis of the document.
    pub unit_price_cents: Money,
    /// What is taken off the line.
    pub discount: Option<Discount>,
    /// How VAT stands on it.
    pub vat: VatTreatment,
    /// Count times price less the discount, in the basis of the document.
    pub amount_cents: Money,
    /// The same without VAT: over the lines of one treatment these sum to its base.
    pub net_cents: Money,
}

/// What a line sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Item {
    /// Wine in bottles.
    Bottles(Bottles),
    /// Goods that are no wine: glasses, a crate, a deposit of containers.
    Goods,
    /// A service: transport, a tasting.
    Service,
}

/// What an invoice tells of the bottles on a line, so that it may serve as accompanying document (décret 2025-590).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bottles {
    /// The lot.
    pub lot: LotId,
    /// The number on the bottles.
    pub lot_number: String,
    /// The declared wine.
    pub wine: WineId,
    /// The vintage on the label.
    pub vintage: Option<u16>,
    /// The nominal volume of one, in millilitres.
    pub size_ml: i64,
    /// The strength on the label.
    pub abv: Option<Abv>,
    /// The fiscal category.
    pub category: FiscalCategory,
}

/// What is taken off a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Discount {
    /// How much, in the basis of the document.
    pub amount_cents: Money,
    /// The rate it was reckoned with, if it was.
    pub rate: Option<Rate>,
    /// What it is for, as it is printed: at most 100 characters.
    pub reason: Option<String>,
}

impl InvoiceLine {
    /// Count times price, before the discount.
    pub const fn list_cents(&self) -> Option<Money> {
        self.unit_price_cents.times(self.count)
    }

    /// The wine on it: count times nominal volume; none for what is no wine.
    pub const fn volume(&self) -> Option<Volume> {
        match &self.item {
            Item::Bottles(bottles) => match self.count.checked_mul(bottles.size_ml) {
                Some(volume_ml) => Some(Volume::from_ml(volume_ml)),
                None => None,
            },
            Item::Goods | Item::Service => None,
        }
    }
}
