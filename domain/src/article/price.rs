use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ArticleRefusal;
use crate::invoice::PriceBasis;
use crate::units::{Date, MAX_BOTTLES, Money};

/// The code of a price list: 1 to 20 plain capitals, digits, hyphens. `CONSUMER`, `COMPANY`, `TRADE` and `EXPORT` are
/// usual; an estate has others as it likes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PriceList(String);

/// A price from a number of bottles on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PriceTier {
    /// From how many bottles of a line.
    pub from_bottles: i64,
    /// The price of one bottle, in the basis of the price.
    pub unit_price_cents: Money,
}

/// What a bottle costs by one list, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Price {
    /// Whether it is without or with VAT.
    pub basis: PriceBasis,
    /// From one bottle on, then from more: fewer bottles first.
    pub tiers: Vec<PriceTier>,
}

/// A million euros a bottle: more is a slip of the keyboard.
const MAX_PRICE: Money = Money::from_cents(100_000_000);
/// More steps are in no price list.
const MOST_TIERS: usize = 10;

impl PriceList {
    /// Reads a code; case does not matter.
    pub fn parse(text: &str) -> Result<Self, ArticleRefusal> {
        let code = text.trim().to_uppercase();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=20).contains(&code.len()) && code.bytes().all(plain) {
            Ok(Self(code))
        } else {
            Err(ArticleRefusal::PriceListInvalid)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PriceList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Price {
    /// Accepts a price whose steps begin with one bottle and rise in number, and whose amounts are within
    /// 0 to a million euros.
    pub(super) fn accepted(self) -> Result<Self, ArticleRefusal> {
        let from_one = self.tiers.first().is_some_and(|tier| tier.from_bottles == 1);
        let rise = self.tiers.windows(2).all(|pair| pair[0].from_bottles < pair[1].from_bottles);
        let within = self.tiers.iter().all(|tier| tier.from_bottles <= MAX_BOTTLES);
        if !from_one || !rise || !within || self.tiers.len() > MOST_TIERS {
            return Err(ArticleRefusal::TiersInvalid);
        }
        let absurd =
            self.tiers.iter().find(|tier| !(Money::ZERO..=MAX_PRICE).contains(&tier.unit_price_cents));
        match absurd {
            Some(tier) => Err(ArticleRefusal::PriceInvalid { unit_price_cents: tier.unit_price_cents }),
            None => Ok(self),
        }
    }

    /// Of prices with their first days, the one that holds on that day: the last that was set from it or earlier.
    pub fn in_force<'price>(
        prices: impl IntoIterator<Item = (Date, &'price Self)>,
        day: Date,
    ) -> Option<&'price Self> {
        let begun = prices.into_iter().filter(|(since, _)| *since <= day);
        begun.max_by_key(|(since, _)| *since).map(|(_, price)| price)
    }

    /// What one bottle costs where so many are taken.
    pub fn unit_price(&self, bottles: i64) -> Option<Money> {
        let reached = self.tiers.iter().rev().find(|tier| tier.from_bottles <= bottles.max(1));
        reached.map(|tier| tier.unit_price_cents)
    }
}
