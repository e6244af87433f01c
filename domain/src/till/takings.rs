use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::invoice::{Totals, VatTotal};
use crate::terms::PaymentMeans;
use crate::units::Money;

/// What was sold and paid over a time. What was credited, given back or taken out counts below zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Takings {
    /// How many documents were issued.
    pub documents: i64,
    /// What they sum to.
    pub sales: Totals,
    /// How many payments, refunds and corrections of either.
    pub payments: i64,
    /// What was paid by means, in their order; one entry each.
    pub means: Vec<MeansTotal>,
    /// What was paid.
    pub received_cents: Money,
}

/// What was paid by one means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeansTotal {
    /// The means.
    pub means: PaymentMeans,
    /// How much.
    pub amount_cents: Money,
}

impl Takings {
    /// Takes a document in.
    pub(crate) fn add_sale(&mut self, vat: &[VatTotal]) {
        self.documents += 1;
        self.add_vat(vat);
    }

    /// Takes a payment in.
    pub(crate) fn add_payment(&mut self, means: PaymentMeans, amount_cents: Money) {
        self.payments += 1;
        self.add_means(MeansTotal { means, amount_cents });
    }

    /// Takes the takings of another time in.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.payments += other.payments;
        self.add_vat(&other.sales.vat);
        other.means.iter().for_each(|total| self.add_means(*total));
    }

    fn add_vat(&mut self, vat: &[VatTotal]) {
        let mut totals = std::mem::take(&mut self.sales.vat);
        for total in vat {
            match totals.binary_search_by_key(&total.treatment, |total| total.treatment) {
                Ok(at) => {
                    totals[at].base_cents += total.base_cents;
                    totals[at].vat_cents += total.vat_cents;
                }
                Err(at) => totals.insert(at, *total),
            }
        }
        self.sales = Totals::of(totals);
    }

    fn add_means(&mut self, total: MeansTotal) {
        match self.means.binary_search_by_key(&total.means, |total| total.means) {
            Ok(at) => self.means[at].amount_cents += total.amount_cents,
            Err(at) => self.means.insert(at, total),
        }
        self.received_cents += total.amount_cents;
    }
}
