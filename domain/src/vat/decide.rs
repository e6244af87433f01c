use super::note::added;
use super::{EntryKind, Loss, Purpose, Source, Vat, VatCommand, VatEvent, VatRefusal, Vessel};
use crate::decider::{Context, Decider};
use crate::policy::{annual_inventory, name, not_in_future, reason, replaceable};
use crate::terms::{Arrival, BulkDestination, ReclassificationKind};
use crate::timeline::Effect;
use crate::units::{Date, MovementId, Volume, WineId, volume};

/// What an inventory found.
struct Counted {
    content_ml: Volume,
    wine: Option<WineId>,
    annual: bool,
}

/// The smallest vat: a demijohn of one litre.
const MIN_CAPACITY: Volume = Volume::from_litres(1);
/// The largest vat: 10 000 hl.
const MAX_CAPACITY: Volume = Volume::from_hl(10_000);

pub(super) type Decision = Result<Vec<VatEvent>, VatRefusal>;

impl Decider for Vat {
    const TYPE: &'static str = "vat";
    type Command = VatCommand;
    type Event = VatEvent;
    type Refusal = VatRefusal;

    fn decide(&self, command: VatCommand, context: &Context) -> Decision {
        let (vessel, command) = match (self, command) {
            (Self::Unknown, VatCommand::Commission { code, capacity_ml, material, on }) => {
                let code = name(&code, 40).ok_or(VatRefusal::CodeInvalid)?;
                if !(MIN_CAPACITY..=MAX_CAPACITY).contains(&capacity_ml) {
                    return Err(VatRefusal::CapacityInvalid { capacity_ml });
                }
                let occurred_on = not_in_future(on, context)?;
                return Ok(vec![VatEvent::VatCommissioned { code, capacity_ml, material, occurred_on }]);
            }
            (_, VatCommand::Commission { .. }) => return Err(VatRefusal::AlreadyInService),
            (Self::Unknown, _) => return Err(VatRefusal::NotFound),
            (Self::Retired(vessel), _) => return Err(VatRefusal::Retired { vat: vessel.code.clone() }),
            (Self::InService(vessel), command) => (vessel, command),
        };
        vessel.decide(command, context)
    }

    fn evolve(&mut self, event: &VatEvent) {
        self.take(event);
    }
}

impl Vessel {
    fn decide(&self, command: VatCommand, context: &Context) -> Decision {
        match command {
            VatCommand::Commission { .. } => Err(VatRefusal::AlreadyInService),
            VatCommand::Receive { movement, source, wine, volume_ml, on } => {
                let volume_ml = volume(volume_ml)?;
                let occurred_on = on;
                came_back_in_time(&source, on)?;
                self.entering(volume_ml, on)?;
                self.settle(vec![VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on }])
            }
            VatCommand::Draw { movement, purpose, volume_ml, loss, on } => {
                self.draw(movement, purpose, volume_ml, loss, on)
            }
            VatCommand::Lose { movement, loss, on } => {
                let wine = self.leaving(volume(loss.volume_ml)?, on)?;
                self.settle(vec![lost(movement, loss, wine, on)])
            }
            VatCommand::Dispatch { movement, destination, volume_ml, on } => {
                let wine = self.leaving(volume(volume_ml)?, on)?;
                self.claimed(wine)?;
                let occurred_on = on;
                self.settle(vec![VatEvent::BulkDispatched {
                    movement,
                    destination,
                    wine,
                    volume_ml,
                    occurred_on,
                }])
            }
            VatCommand::Reclassify { movement, to, kind, on } => self.reclassify(movement, to, kind, on),
            VatCommand::Adjust { movement, counted_ml, wine, reason, annual, on } => {
                self.adjust(movement, Counted { content_ml: counted_ml, wine, annual }, &reason, on)
            }
            VatCommand::Reverse { movement, reverses, on } => self.reverse(movement, reverses, on),
            VatCommand::Add { product, product_lot, quantity_mg, on } => {
                self.in_service(on)?;
                added(&product, product_lot.as_deref(), quantity_mg, not_in_future(on, context)?)
            }
            VatCommand::Analyse { analysis, on } => {
                self.in_service(on)?;
                analysis.record(not_in_future(on, context)?)
            }
            VatCommand::Retire { on } => self.retire(not_in_future(on, context)?),
        }
    }

    /// One command for wine and loss, so that the refusal speaks of both: 15 hl do not fill 2 000 bottles of 75 cl
    /// when 0.2 hl are lost besides.
    fn draw(
        &self,
        movement: MovementId,
        purpose: Purpose,
        volume_ml: Volume,
        loss: Option<Loss>,
        on: Date,
    ) -> Decision {
        let lost_ml = loss.map(|loss| volume(loss.volume_ml)).transpose()?.unwrap_or_default();
        let wine = self.leaving(volume(volume_ml)? + lost_ml, on)?;
        match purpose {
            Purpose::Transfer { .. } => {}
            Purpose::Bottling { .. } => self.claimed(wine)?,
            Purpose::Reclassified { wine: to, kind, .. } => self.reclassifiable(wine, to, kind)?,
        }
        let drawn = VatEvent::WineDrawn { movement, purpose, wine, volume_ml, occurred_on: on };
        let lost = loss.map(|loss| lost(movement, loss, wine, on));
        self.settle(std::iter::once(drawn).chain(lost).collect())
    }

    fn reclassify(&self, movement: MovementId, to: WineId, kind: ReclassificationKind, on: Date) -> Decision {
        self.in_service(on)?;
        let (volume_ml, wine) = self.contents.at(on);
        let from = wine.ok_or_else(|| VatRefusal::Empty { vat: self.code.clone(), on })?;
        self.reclassifiable(from, to, kind)?;
        self.settle(vec![VatEvent::WineReclassified { movement, kind, from, to, volume_ml, occurred_on: on }])
    }

    fn adjust(&self, movement: MovementId, counted: Counted, why: &str, on: Date) -> Decision {
        let Counted { content_ml: counted_ml, wine, annual } = counted;
        self.in_service(on)?;
        if counted_ml != Volume::ZERO {
            volume(counted_ml)?;
        }
        let reason = reason(why).ok_or(VatRefusal::ReasonMissing)?;
        let counted_on = if annual { annual_inventory(on)? } else { on };
        let (booked, holds) = self.contents.at(counted_on);
        let wine = match (holds, wine) {
            (Some(holds), Some(moves)) if holds != moves => return Err(self.other_wine(holds, moves, on)),
            (Some(wine), _) | (None, Some(wine)) => wine,
            (None, None) => return Err(VatRefusal::WineNotNamed { vat: self.code.clone() }),
        };
        let difference_ml = counted_ml - booked;
        let occurred_on = on;
        if difference_ml.is_positive() {
            self.entering(difference_ml, on)?;
        } else if difference_ml.is_negative() {
            self.leaving(difference_ml.abs(), on)?;
        }
        self.settle(vec![VatEvent::ContentAdjusted {
            movement,
            wine,
            counted_ml,
            difference_ml,
            reason,
            annual,
            occurred_on,
        }])
    }

    fn reverse(&self, movement: MovementId, reverses: MovementId, on: Date) -> Decision {
        self.in_service(on)?;
        let mut events = Vec::new();
        for entry in self.contents.of_movement(reverses) {
            if matches!(entry.kind, EntryKind::Reversal) {
                return Err(VatRefusal::NothingToReverse { vat: self.code.clone() });
            }
            if on < entry.on {
                return Err(VatRefusal::ReversalBeforeEntry { entry_on: entry.on });
            }
            if matches!(entry.kind, EntryKind::Dispatched(BulkDestination::FranceWithoutContract)) {
                replaceable(entry.on, on)?;
            }
            let (wine, volume_ml, change_ml) = match entry.effect {
                Effect::Flow { wine, change } => (wine, change.abs(), -change),
                Effect::Rename { from, volume, .. } => (from, volume, Volume::ZERO),
            };
            events.push(VatEvent::EntryReversed {
                movement,
                reverses,
                of: entry.kind.clone(),
                wine,
                volume_ml,
                change_ml,
                original_on: entry.on,
                occurred_on: on,
            });
        }
        if events.is_empty() || self.reversed.contains(&reverses) {
            return Err(VatRefusal::NothingToReverse { vat: self.code.clone() });
        }
        let back: Volume = events.iter().map(change_of).sum();
        if back.is_positive() {
            self.entering(back, on)?;
        } else if back.is_negative() {
            self.leaving(back.abs(), on)?;
        }
        self.settle(events)
    }

    fn retire(&self, occurred_on: Date) -> Decision {
        self.in_service(occurred_on)?;
        let (content_ml, _) = self.contents.last();
        if content_ml.is_positive() {
            return Err(VatRefusal::NotEmpty { vat: self.code.clone(), content_ml });
        }
        match self.contents.last_day() {
            Some(last_on) if last_on > occurred_on => {
                Err(VatRefusal::EntriesAfter { vat: self.code.clone(), last_on })
            }
            _ => Ok(vec![VatEvent::VatRetired { occurred_on }]),
        }
    }
}

/// Accepts wine that comes back to be suspended again in time (RG20), and not before it was sold.
fn came_back_in_time(source: &Source, on: Date) -> Result<(), VatRefusal> {
    let Source::Arrival(Arrival::Replaced { sold_on, .. }) = source else { return Ok(()) };
    if on < *sold_on {
        return Err(VatRefusal::ReversalBeforeEntry { entry_on: *sold_on });
    }
    Ok(replaceable(*sold_on, on)?)
}

fn lost(movement: MovementId, loss: Loss, wine: WineId, on: Date) -> VatEvent {
    let Loss { volume_ml, cause } = loss;
    VatEvent::LossRecorded { movement, cause, wine, volume_ml, occurred_on: on }
}

fn change_of(event: &VatEvent) -> Volume {
    match event {
        VatEvent::EntryReversed { change_ml, .. } => *change_ml,
        _ => Volume::ZERO,
    }
}
