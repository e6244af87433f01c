use std::collections::BTreeSet;

use super::{Parcel, ParcelCommand, ParcelEvent, ParcelRefusal, Plot};
use crate::decider::{Context, Decider};
use crate::policy::{Unfit, name, not_in_future, optional};
use crate::units::folded;

/// 1 m² to 1 000 ha.
const AREAS_M2: std::ops::RangeInclusive<i64> = 1..=10_000_000;

/// The most places that a parcel lies in: a commune, lieux-dits and crus that overlap.
const MOST_PLACES: usize = 10;

type Decision = Result<Vec<ParcelEvent>, ParcelRefusal>;

impl Decider for Parcel {
    const TYPE: &'static str = "parcel";
    type Command = ParcelCommand;
    type Event = ParcelEvent;
    type Refusal = ParcelRefusal;

    fn decide(&self, command: ParcelCommand, context: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown, ParcelCommand::Register { name: entered, area_m2, grape, cadastre }) => {
                let (name, grape) =
                    name(&entered, 80).zip(name(&grape, 80)).ok_or(ParcelRefusal::NameInvalid)?;
                let cadastre =
                    optional(cadastre.as_deref(), 40).map_err(|Unfit| ParcelRefusal::NameInvalid)?;
                if !AREAS_M2.contains(&area_m2) {
                    return Err(ParcelRefusal::AreaInvalid { area_m2 });
                }
                Ok(vec![ParcelEvent::ParcelRegistered { name, area_m2, grape, cadastre }])
            }
            (_, ParcelCommand::Register { .. }) => Err(ParcelRefusal::AlreadyRegistered),
            (Self::Unknown, _) => Err(ParcelRefusal::NotFound),
            (Self::Retired(plot), _) => Err(ParcelRefusal::Retired { parcel: plot.name.clone() }),
            (Self::Planted(plot), command) => plot.decide(command, context),
        }
    }

    fn evolve(&mut self, event: &ParcelEvent) {
        self.take(event);
    }
}

impl Plot {
    fn decide(&self, command: ParcelCommand, context: &Context) -> Decision {
        match command {
            ParcelCommand::Register { .. } => Err(ParcelRefusal::AlreadyRegistered),
            ParcelCommand::Locate { places } => {
                let places = places_of(&places).ok_or(ParcelRefusal::PlacesInvalid)?;
                Ok(vec![ParcelEvent::ParcelLocated { places }])
            }
            ParcelCommand::Harvest { harvest, on } => {
                Ok(vec![ParcelEvent::ParcelHarvested { harvest, occurred_on: on }])
            }
            ParcelCommand::WithdrawHarvest { harvest, movement } => {
                if !self.harvests.contains(&harvest) {
                    return Err(ParcelRefusal::HarvestUnknown);
                }
                Ok(vec![ParcelEvent::ParcelHarvestWithdrawn { harvest, movement }])
            }
            ParcelCommand::Retire { on } => {
                let occurred_on = not_in_future(on, context)?;
                if !self.harvests.is_empty() {
                    let harvests = i64::try_from(self.harvests.len()).unwrap_or(i64::MAX);
                    return Err(ParcelRefusal::HasHarvests { parcel: self.name.clone(), harvests });
                }
                Ok(vec![ParcelEvent::ParcelRetired { occurred_on }])
            }
        }
    }
}

/// Places as they are named, trimmed; `None` for too many, one told twice, or one without a name.
fn places_of(entered: &[String]) -> Option<Vec<String>> {
    let places: Vec<String> = entered.iter().map(|place| name(place, 80)).collect::<Option<_>>()?;
    let told: BTreeSet<String> = places.iter().map(|place| folded(place)).collect();
    (places.len() <= MOST_PLACES && told.len() == places.len()).then_some(places)
}
