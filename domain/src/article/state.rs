use std::collections::{BTreeMap, BTreeSet};

use super::{Price, PriceList};
use crate::claims::LabelClaims;
use crate::units::{Date, LotId, Rate, WineId};

/// An article as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Article {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Offered.
    Active(Offer),
    /// Offered no longer.
    Retired(Offer),
}

/// What is known of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its SKU.
    pub sku: String,
    /// What it is called.
    pub name: String,
    /// The declared wine of its lots.
    pub wine: WineId,
    /// The nominal size of its bottles in millilitres.
    pub size_ml: i64,
    /// The lots it is taken from.
    pub lots: BTreeSet<LotId>,
    /// What its label says.
    pub claims: LabelClaims,
    /// The rate of its VAT.
    pub vat_rate: Rate,
    /// Its prices, by list and first day.
    pub prices: BTreeMap<PriceList, BTreeMap<Date, Price>>,
}

impl Article {
    /// What is known of it, if it was ever offered.
    pub const fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Unknown => None,
            Self::Active(offer) | Self::Retired(offer) => Some(offer),
        }
    }

    /// Its price by a list on that day: the last that was set from that day or an earlier one on. None where it is not
    /// offered.
    pub fn price_on(&self, day: Date, list: &PriceList) -> Option<&Price> {
        match self {
            Self::Active(offer) => offer.price_on(day, list),
            Self::Unknown | Self::Retired(_) => None,
        }
    }
}

impl Offer {
    fn price_on(&self, day: Date, list: &PriceList) -> Option<&Price> {
        Price::in_force(self.prices.get(list)?.iter().map(|(since, price)| (*since, price)), day)
    }
}
