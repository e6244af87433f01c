use async_graphql::{InputObject, OneofObject};
use domain::movement::Operation;
use domain::terms::Arrival;
use domain::units::{VatId, WineId};
use uuid::Uuid;

use super::destination::Yes;
use crate::graphql::enums::GqlErrand;
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// Wine that comes in otherwise than by harvest, purchase or transfer.
#[derive(InputObject, Clone, Debug)]
pub struct ArrivalInput {
    /// Where it goes.
    vat_id: Uuid,
    /// What it is.
    wine_id: Uuid,
    /// How much.
    volume: GqlVolume,
    /// How it comes.
    how: ArrivalKindInput,
}

/// How wine comes in: one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum ArrivalKindInput {
    /// It comes back from where it was sent for a time.
    Back(GqlErrand),
    /// Volume gained by an oenological handling.
    HandlingGain(Yes),
    /// Small bulk that was loaded for sale and comes back unsold.
    SmallBulkBack(Yes),
    /// Goods that had left suspended come back.
    UntaxedBack(ReasonInput),
    /// Bulk whose duty fell due comes back and is suspended again.
    Replaced(ReplacedInput),
    /// Any other entry.
    Other(ReasonInput),
}

/// What the return is told.
#[derive(InputObject, Clone, Debug)]
pub struct ReasonInput {
    /// Why, 1 to 250 characters.
    pub(super) reason: String,
}

/// Wine that is suspended again.
#[derive(InputObject, Clone, Debug)]
pub struct ReplacedInput {
    /// When it had been sold; at most two years before.
    sold_on: GqlDate,
    /// Why; the return asks for it.
    reason: String,
}

impl ArrivalInput {
    pub(super) fn into_domain(self) -> Operation {
        Operation::Arrival {
            vat: VatId::new(self.vat_id),
            wine: WineId::new(self.wine_id),
            volume_ml: self.volume.0,
            arrival: self.how.into_domain(),
        }
    }
}

impl ArrivalKindInput {
    fn into_domain(self) -> Arrival {
        match self {
            Self::Back(errand) => Arrival::Back { errand: errand.into() },
            Self::HandlingGain(Yes::Yes) => Arrival::HandlingGain,
            Self::SmallBulkBack(Yes::Yes) => Arrival::SmallBulkBack,
            Self::UntaxedBack(ReasonInput { reason }) => Arrival::UntaxedBack { reason },
            Self::Replaced(ReplacedInput { sold_on, reason }) => {
                Arrival::Replaced { sold_on: sold_on.0, reason }
            }
            Self::Other(ReasonInput { reason }) => Arrival::Other { reason },
        }
    }
}
