use super::{BottleEntryKind, BottleLot, FillOrigin, Lot, LotCommand, LotEvent, LotRefusal, Withdrawal};
use crate::decider::{Context, Decider};
use crate::policy::{annual_inventory, lot_number, reason, replaceable};
use crate::terms::{CONTAINER_SIZES_ML, LossCause, SaleDestination};
use crate::units::{Date, MAX_BOTTLES, MovementId, OrderId, QuantityRefusal, bottles};

/// The oldest vintage that a label may bear.
const OLDEST_VINTAGE: u16 = 1850;

pub(super) type Decision = Result<Vec<LotEvent>, LotRefusal>;

impl Decider for BottleLot {
    const TYPE: &'static str = "bottle_lot";
    type Command = LotCommand;
    type Event = LotEvent;
    type Refusal = LotRefusal;

    fn decide(&self, command: LotCommand, _: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown, command @ LotCommand::Fill { .. }) => fill(command),
            (Self::Filled(lot), LotCommand::Fill { .. }) => {
                Err(LotRefusal::NumberTaken { lot_number: lot.lot_number.clone() })
            }
            (Self::Unknown, _) => Err(LotRefusal::NotFound),
            (Self::Filled(lot), command) => lot.decide(command),
        }
    }

    fn evolve(&mut self, event: &LotEvent) {
        self.take(event);
    }
}

fn fill(command: LotCommand) -> Decision {
    let LotCommand::Fill {
        movement,
        origin,
        lot_number: entered,
        wine,
        vintage,
        size_ml,
        bottles: count,
        regime,
        capsules,
        on,
    } = command
    else {
        return Err(LotRefusal::NotFound);
    };
    let lot_number = lot_number(&entered).ok_or(LotRefusal::NumberInvalid { lot_number: entered })?;
    let count = bottles(count)?;
    if !CONTAINER_SIZES_ML.contains(&size_ml) {
        return Err(LotRefusal::SizeInvalid { size_ml });
    }
    let other_size = capsules.filter(|capsules| capsules.size_ml != size_ml);
    if let Some(capsules) = other_size {
        return Err(LotRefusal::CapsuleSize { size_ml, capsule_ml: capsules.size_ml });
    }
    if let FillOrigin::Suspended { sold_on, .. } = origin {
        replaceable(sold_on, on)?;
    }
    let out_of_time = vintage.filter(|vintage| *vintage < OLDEST_VINTAGE || i32::from(*vintage) > on.year());
    if let Some(vintage) = out_of_time {
        return Err(LotRefusal::VintageInvalid { vintage: i64::from(vintage) });
    }
    Ok(vec![LotEvent::BottlesFilled {
        movement,
        origin,
        lot_number,
        wine,
        vintage,
        size_ml,
        bottles: count,
        regime,
        capsules,
        occurred_on: on,
    }])
}

impl Lot {
    fn decide(&self, command: LotCommand) -> Decision {
        match command {
            LotCommand::Fill { .. } => Err(LotRefusal::NumberTaken { lot_number: self.lot_number.clone() }),
            LotCommand::Reserve { order, bottles: count } => {
                let count = bottles(count)?;
                self.free(count, 0)?;
                Ok(vec![LotEvent::BottlesReserved { order, bottles: count }])
            }
            LotCommand::Release { order } => {
                let bottles = self.reserved_for(order)?;
                Ok(vec![LotEvent::ReservationReleased { order, bottles }])
            }
            LotCommand::Sell { movement, order, destination, bottles, on } => {
                self.sell(movement, order, destination, bottles, on)
            }
            LotCommand::TakeBack { movement, sold_on, sold_to, bottles, reason, on } => {
                let sold_to = self.under_its_capsules(sold_to)?;
                self.take_back(movement, (sold_on, sold_to), bottles, &reason, on)
            }
            LotCommand::Lose { movement, cause, bottles, on } => self.lose(movement, cause, bottles, on),
            LotCommand::Adjust { movement, counted, reason, annual, on } => {
                let counted_on = if annual { annual_inventory(on)? } else { on };
                self.adjust(movement, counted, counted_on, &reason, on)
            }
            LotCommand::Withdraw { movement, withdrawal, to, bottles, on } => {
                self.withdraw(movement, withdrawal, to, bottles, on)
            }
            LotCommand::BringBack { movement, errand, bottles, on } => {
                self.bring_back(movement, errand, bottles, on)
            }
            LotCommand::Reverse { movement, reverses, on } => self.reverse(movement, reverses, on),
        }
    }

    fn sell(
        &self,
        movement: MovementId,
        order: Option<OrderId>,
        destination: SaleDestination,
        count: i64,
        on: Date,
    ) -> Decision {
        let count = bottles(count)?;
        let destination = self.under_its_capsules(destination)?;
        let own = order.map(|order| self.reserved_for(order)).transpose()?.unwrap_or(0);
        self.leaving(count, own, on)?;
        Ok(vec![LotEvent::BottlesSold {
            movement,
            order,
            destination,
            regime: self.regime,
            wine: self.wine,
            bottles: count,
            volume_ml: self.volume_of(count),
            occurred_on: on,
        }])
    }

    /// Only bottles on whose sale the duty fell due are replaced under suspension, and within a term.
    fn take_back(
        &self,
        movement: MovementId,
        (sold_on, sold_to): (Date, SaleDestination),
        count: i64,
        why: &str,
        on: Date,
    ) -> Decision {
        let bottles = bottles(count)?;
        let reason = reason(why).ok_or(LotRefusal::ReasonMissing)?;
        self.filled(sold_on)?;
        if on < sold_on {
            return Err(LotRefusal::ReversalBeforeEntry { entry_on: sold_on });
        }
        if sold_to == SaleDestination::FranceCrd {
            replaceable(sold_on, on)?;
        }
        self.may_come_back(bottles, sold_on, &sold_to)?;
        let sold_to = Some(sold_to).filter(|to| *to != SaleDestination::FranceCrd);
        Ok(vec![LotEvent::BottlesReturned {
            movement,
            sold_on,
            sold_to,
            regime: self.regime,
            wine: self.wine,
            bottles,
            volume_ml: self.volume_of(bottles),
            reason,
            occurred_on: on,
        }])
    }

    fn lose(&self, movement: MovementId, cause: LossCause, count: i64, occurred_on: Date) -> Decision {
        let bottles = bottles(count)?;
        self.leaving(bottles, 0, occurred_on)?;
        let (regime, wine, volume_ml) = (self.regime, self.wine, self.volume_of(bottles));
        Ok(vec![if cause == LossCause::Sampling {
            LotEvent::BottlesTasted { movement, regime, wine, bottles, volume_ml, occurred_on }
        } else {
            LotEvent::BottlesBroken { movement, cause, regime, wine, bottles, volume_ml, occurred_on }
        }])
    }

    /// Sets the count right; an inventory with which a campaign opens was counted the evening before.
    fn adjust(&self, movement: MovementId, counted: i64, counted_on: Date, why: &str, on: Date) -> Decision {
        if !(0..=MAX_BOTTLES).contains(&counted) {
            let refusal = if counted < 0 {
                QuantityRefusal::BottlesNotPositive { bottles: counted }
            } else {
                QuantityRefusal::BottlesAbsurd { bottles: counted, limit: MAX_BOTTLES }
            };
            return Err(refusal.into());
        }
        self.filled(on)?;
        let reason = reason(why).ok_or(LotRefusal::ReasonMissing)?;
        let difference = counted - self.on_hand.at(counted_on);
        if difference < 0 {
            self.leaving(-difference, 0, on)?;
        }
        Ok(vec![LotEvent::CountAdjusted {
            movement,
            regime: self.regime,
            wine: self.wine,
            counted,
            difference,
            difference_ml: self.volume_of(difference),
            reason,
            annual: counted_on != on,
            occurred_on: on,
        }])
    }

    fn reverse(&self, movement: MovementId, reverses: MovementId, on: Date) -> Decision {
        let nothing = || LotRefusal::NothingToReverse { lot_number: self.lot_number.clone() };
        let entry = self.entries.iter().find(|entry| entry.movement == reverses).ok_or_else(nothing)?;
        if entry.kind == BottleEntryKind::Reversal || self.reversed.contains(&reverses) {
            return Err(nothing());
        }
        if on < entry.on {
            return Err(LotRefusal::ReversalBeforeEntry { entry_on: entry.on });
        }
        let change = -entry.change;
        if change < 0 {
            self.leaving(-change, 0, on)?;
        }
        if let BottleEntryKind::Sold(destination) = &entry.kind {
            self.may_come_back(change, entry.on, destination)?;
        }
        if matches!(entry.kind, BottleEntryKind::Sold(SaleDestination::FranceCrd)) {
            replaceable(entry.on, on)?;
        }
        if let BottleEntryKind::Withdrawn(Withdrawal::Errand { errand }) = entry.kind {
            self.still_away(errand, change, on)?;
        }
        Ok(vec![LotEvent::BottleEntryReversed {
            movement,
            reverses,
            of: entry.kind.clone(),
            regime: self.regime,
            wine: self.wine,
            change,
            change_ml: self.volume_of(change),
            original_on: entry.on,
            occurred_on: on,
        }])
    }
}
