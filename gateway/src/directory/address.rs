use domain::policy;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::PartyRefusal;
use super::details::optional;

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and all that stands before the town.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: String,
    /// ISO 3166, two capital letters.
    pub country: String,
}

/// Where goods may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryAddress {
    /// By which an order names it: it stays when the address is corrected. Nil for one that is older than these ids.
    #[serde(default)]
    pub id: Uuid,
    /// What the customer calls the place, or who receives there.
    #[serde(default)]
    pub label: Option<String>,
    /// The place.
    #[serde(flatten)]
    pub address: Address,
}

/// The most that a party has.
pub(super) const MOST_DELIVERY_ADDRESSES: usize = 20;

impl Address {
    pub(super) fn checked(self) -> Result<Self, PartyRefusal> {
        let wrong = || PartyRefusal::Address;
        let lines: Option<Vec<String>> = self.lines.iter().map(|line| policy::name(line, 100)).collect();
        let lines = lines.filter(|lines| (1..=6).contains(&lines.len())).ok_or_else(wrong)?;
        let is_country = self.country.len() == 2 && self.country.bytes().all(|it| it.is_ascii_uppercase());
        if !is_country {
            return Err(wrong());
        }
        Ok(Self {
            lines,
            postal_code: optional(self.postal_code, 16, wrong())?,
            city: policy::name(&self.city, 100).ok_or_else(wrong)?,
            country: self.country,
        })
    }
}

impl DeliveryAddress {
    /// All of a party, or why they do not fit.
    pub(super) fn all_checked(all: Vec<Self>) -> Result<Vec<Self>, PartyRefusal> {
        if all.len() > MOST_DELIVERY_ADDRESSES {
            return Err(PartyRefusal::TooManyDeliveryAddresses);
        }
        let twice = |(index, address): (usize, &Self)| all.iter().take(index).any(|it| it.id == address.id);
        if all.iter().enumerate().any(twice) {
            return Err(PartyRefusal::DeliveryAddressTwice);
        }
        all.into_iter().map(Self::checked).collect()
    }

    fn checked(self) -> Result<Self, PartyRefusal> {
        Ok(Self {
            id: self.id,
            label: optional(self.label, 100, PartyRefusal::Address)?,
            address: self.address.checked()?,
        })
    }
}
