use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Carriage, PriceBasis, Series};
use crate::units::{Date, Money, OrderId, PartyId, Rate};

/// What an invoice is to charge, written down before it is issued. It has no number and no day yet, and charges of its order
/// what will have left by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SavedDraft {
    /// The order whose bottles it charges.
    pub order: Option<OrderId>,
    /// The customer; that of the order where nobody is told.
    pub customer: Option<PartyId>,
    /// The series of its number.
    pub series: Series,
    /// The basis of the charges where there is no order.
    pub basis: PriceBasis,
    /// What is charged besides.
    pub charges: Vec<Charge>,
    /// The last day for payment; as agreed with the customer where it is not told.
    pub due_on: Option<Date>,
    /// A year's rate for payment in advance.
    pub early_discount: Option<Rate>,
    /// A year's rate for payment too late.
    pub late_penalty: Option<Rate>,
    /// The buyer's own reference.
    pub buyer_reference: Option<String>,
    /// VAT is due with the invoice; as the estate keeps its books where it is not told.
    pub vat_on_debits: Option<bool>,
    /// How what left travels.
    pub carrying: Carrying,
}

/// Something that is charged and is no wine of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Charge {
    /// What it is, as it is printed.
    pub label: String,
    /// True for a service, false for goods.
    pub service: bool,
    /// How many.
    pub count: i64,
    /// The price of one, in the basis of the document.
    pub unit_price_cents: Money,
    /// The rate of VAT; as wine where it is not told.
    pub vat_rate: Option<Rate>,
}

/// How bottles travel, so that their invoice can accompany them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carrying {
    /// Who carries them; the estate itself where nobody is told.
    pub carrier: Option<PartyId>,
    /// The reference of the movement; the number of the invoice where there is no other.
    pub reference: Option<String>,
    /// How many packages.
    pub packages: Option<u32>,
    /// What they weigh, in grams.
    pub gross_weight_g: Option<i64>,
}

impl Carrying {
    /// The journey that began on that day.
    pub fn departed(&self, departed_on: Date) -> Carriage {
        let Self { carrier, reference, packages, gross_weight_g } = self.clone();
        Carriage { departed_on, reference, carrier, packages, gross_weight_g }
    }
}
