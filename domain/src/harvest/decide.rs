use super::{Harvest, HarvestCommand, HarvestEvent, HarvestRefusal};
use crate::decider::{Context, Decider};
use crate::policy::in_calendar;
use crate::units::{Volume, volume};

/// 1 kg to 10 000 t: more than the largest estate brings in in a year.
const WEIGHTS_KG: std::ops::RangeInclusive<i64> = 1..=10_000_000;

type Decision = Result<Vec<HarvestEvent>, HarvestRefusal>;

impl Decider for Harvest {
    const TYPE: &'static str = "harvest";
    type Command = HarvestCommand;
    type Event = HarvestEvent;
    type Refusal = HarvestRefusal;

    fn decide(&self, command: HarvestCommand, _: &Context) -> Decision {
        match (self, command) {
            (Self::Reversed, _) => Err(HarvestRefusal::Reversed),
            (Self::Unknown, HarvestCommand::Plan { parcel, on }) => {
                Ok(vec![HarvestEvent::HarvestPlanned { parcel, planned_on: in_calendar(on)? }])
            }
            (_, HarvestCommand::Plan { .. }) => Err(HarvestRefusal::AlreadyPlanned),
            (Self::Planned { parcel: planned }, HarvestCommand::Bring { parcel, .. })
                if *planned != parcel =>
            {
                Err(HarvestRefusal::OtherParcel)
            }
            (Self::Brought { .. }, HarvestCommand::Bring { .. }) => Err(HarvestRefusal::AlreadyBrought),
            (Self::Unknown | Self::Planned { .. }, command @ HarvestCommand::Bring { .. }) => bring(command),
            (Self::Brought { .. }, HarvestCommand::Reverse { movement, on }) => {
                Ok(vec![HarvestEvent::HarvestReversed { movement, occurred_on: on }])
            }
            (Self::Unknown | Self::Planned { .. }, HarvestCommand::Reverse { .. }) => {
                Err(HarvestRefusal::NotFound)
            }
        }
    }

    fn evolve(&mut self, event: &HarvestEvent) {
        self.take(event);
    }
}

fn bring(command: HarvestCommand) -> Decision {
    let HarvestCommand::Bring {
        movement,
        parcel,
        vat,
        wine,
        vintage,
        volume_ml,
        waste_ml,
        weight_kg,
        potential_abv,
        on,
    } = command
    else {
        return Err(HarvestRefusal::NotFound);
    };
    let volume_ml = volume(volume_ml)?;
    if !(Volume::ZERO..volume_ml).contains(&waste_ml) {
        return Err(HarvestRefusal::WasteInvalid { volume_ml, waste_ml });
    }
    if let Some(weight_kg) = weight_kg.filter(|weight| !WEIGHTS_KG.contains(weight)) {
        return Err(HarvestRefusal::WeightInvalid { weight_kg });
    }
    let year = i32::from(vintage);
    if year != on.year() && year + 1 != on.year() {
        return Err(HarvestRefusal::VintageInvalid { vintage: i64::from(vintage) });
    }
    Ok(vec![HarvestEvent::HarvestBrought {
        movement,
        parcel,
        vat,
        wine,
        vintage,
        volume_ml,
        waste_ml,
        weight_kg,
        potential_abv,
        occurred_on: on,
    }])
}
