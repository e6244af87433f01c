use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Month;

/// The namespace of ids that are derived from a natural key.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d6f_6e63_6861_6900_8000_0000_0000_0001);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id of that value. New ids are `UUIDv7`, made where randomness is allowed.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The value.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A wine estate: the tenant, the owner of one ledger.
    EstateId
    /// A person or program that acts.
    ActorId
    /// A customer, supplier or carrier in the directory, which holds what is personal.
    PartyId
    /// What makes a command idempotent.
    CommandId
    /// A vat, tank or barrel.
    VatId
    /// A lot of bottles; the id follows from the lot number.
    LotId
    /// A line of the movement journal.
    MovementId
    /// A load of grapes brought in.
    HarvestId
    /// A vineyard parcel.
    ParcelId
    /// A customer's order.
    OrderId
    /// A declared wine; the id follows from its label.
    WineId
    /// What is sold as one thing: the id follows from wine, vintage and bottle size.
    ProductId
    /// What is sold under a SKU; the id follows from the SKU.
    ArticleId
    /// An account of capsules; the id follows from what they are.
    CapsuleAccountId
    /// A month's return; the id follows from the month.
    DrmPeriodId
    /// What left the cellar for an order at one time.
    DispatchId
    /// An invoice, credit note or corrective invoice.
    InvoiceId
    /// The numbers of a series in a year; the id follows from both.
    InvoiceBookId
    /// Money that came in or was given back.
    PaymentId
    /// What was sold and paid in a year; the id follows from the year.
    TillId
}

/// An id that follows from the estate and a natural key, so that the ledger's own primary key refuses a second
/// stream for the same thing (docs/decisions/0004).
fn derived(estate: EstateId, kind: &str, key: &str) -> Uuid {
    let estate = Uuid::new_v5(&NAMESPACE, estate.0.as_bytes());
    Uuid::new_v5(&estate, format!("{kind}\n{key}").as_bytes())
}

/// White space folded and case ignored, so that `L 26-04` and `l 26-04 ` are one key.
pub(crate) fn folded(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl EstateId {
    /// The estate of that accise number: books that are opened twice are the same books.
    pub fn of(accise: &str) -> Self {
        Self(Uuid::new_v5(&NAMESPACE, format!("estate\n{}", folded(accise)).as_bytes()))
    }
}

impl LotId {
    /// The lot of that number. A lot number is never used twice (Code de la consommation, R. 412-3).
    pub fn of(estate: EstateId, lot_number: &str) -> Self {
        Self(derived(estate, "lot", &folded(lot_number)))
    }
}

impl WineId {
    /// The declared wine of that `libelle_personnalise`, its identity from one return to the next.
    pub fn of(estate: EstateId, label: &str) -> Self {
        Self(derived(estate, "wine", &folded(label)))
    }

    /// The bit that tells a wine that is being made from the declared wine it is to become: the second of the variant,
    /// which no id of RFC 9562 has set (docs/decisions/0018).
    const BEING_MADE: u128 = 1 << 62;

    /// The same wine while it is being made: not yet claimed, and in no balance of the return.
    #[must_use]
    pub const fn being_made(self) -> Self {
        Self(Uuid::from_u128(self.0.as_u128() | Self::BEING_MADE))
    }

    /// True for a wine that is being made.
    pub const fn is_being_made(self) -> bool {
        self.0.as_u128() & Self::BEING_MADE != 0
    }

    /// The declared wine: itself, or the one that a wine being made is to become.
    #[must_use]
    pub const fn declared(self) -> Self {
        Self(Uuid::from_u128(self.0.as_u128() & !Self::BEING_MADE))
    }
}

impl ProductId {
    /// The product of a wine, vintage and size of bottle in millilitres.
    pub fn of(wine: WineId, vintage: Option<u16>, size_ml: i64) -> Self {
        let vintage = vintage.map_or_else(|| "-".to_owned(), |vintage| vintage.to_string());
        Self(Uuid::new_v5(&wine.0, format!("product\n{vintage}\n{size_ml}").as_bytes()))
    }
}

impl ArticleId {
    /// The article of that SKU.
    pub fn of(estate: EstateId, sku: &str) -> Self {
        Self(derived(estate, "article", &folded(sku)))
    }
}

impl CapsuleAccountId {
    /// The account of that natural key, as `CapsuleKind::account` writes it.
    pub fn of(estate: EstateId, key: &str) -> Self {
        Self(derived(estate, "capsules", key))
    }
}

impl InvoiceBookId {
    /// The book of that series and year, as they are written: `FA-2026`.
    pub fn of(estate: EstateId, series_year: &str) -> Self {
        Self(derived(estate, "invoices", series_year))
    }
}

impl TillId {
    /// The till of that calendar year.
    pub fn of(estate: EstateId, year: u16) -> Self {
        Self(derived(estate, "till", &year.to_string()))
    }
}

impl DrmPeriodId {
    /// The return of that month.
    pub fn of(estate: EstateId, month: Month) -> Self {
        Self(derived(estate, "drm", &month.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_natural_key_gives_one_id_an_estate() {
        let one = EstateId::new(Uuid::from_u128(1));
        let other = EstateId::new(Uuid::from_u128(2));
        assert_eq!(LotId::of(one, "L 26-04"), LotId::of(one, " l  26-04 "));
        assert_ne!(LotId::of(one, "L26-04"), LotId::of(one, "L26-05"));
        assert_ne!(LotId::of(one, "L26-04"), LotId::of(other, "L26-04"));
        assert_ne!(LotId::of(one, "x").uuid(), WineId::of(one, "x").uuid());
    }

    #[test]
    fn a_wine_being_made_is_told_from_the_one_it_becomes() {
        let estate = EstateId::new(Uuid::from_u128(1));
        for label in ["Muscadet", "Gros plant", "Anjou rouge", "Saumur"] {
            let wine = WineId::of(estate, label);
            let made = wine.being_made();
            assert!(made.is_being_made() && !wine.is_being_made());
            assert_eq!((made.declared(), wine.declared(), made.being_made()), (wine, wine, made));
        }
    }
}
