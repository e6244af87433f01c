use super::{Harvest, HarvestEvent};

impl Harvest {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &HarvestEvent) {
        *self = match event {
            HarvestEvent::HarvestPlanned { parcel, .. } => Self::Planned { parcel: *parcel },
            HarvestEvent::HarvestBrought { parcel, .. } => Self::Brought { parcel: *parcel },
            HarvestEvent::HarvestReversed { .. } => Self::Reversed,
        };
    }
}
