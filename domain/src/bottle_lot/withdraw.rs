//! Bottles that leave a lot to come back, or to be another one.

use super::decide::Decision;
use super::{Lot, LotEvent, LotRefusal, Withdrawal};
use crate::terms::{Errand, ReclassificationKind, Regime};
use crate::units::{Date, MovementId, WineId, bottles};

impl Lot {
    /// Takes bottles out; `to` is the wine that they become, where they become one.
    pub(super) fn withdraw(
        &self,
        movement: MovementId,
        withdrawal: Withdrawal,
        to: Option<WineId>,
        count: i64,
        occurred_on: Date,
    ) -> Decision {
        let bottles = bottles(count)?;
        match withdrawal {
            Withdrawal::Errand { .. } => {}
            Withdrawal::Suspended { .. } if self.regime == Regime::Paid => {}
            Withdrawal::Suspended { .. } => {
                return Err(LotRefusal::SuspendedAlready { lot_number: self.lot_number.clone() });
            }
            Withdrawal::Reclassified { kind, .. } => self.reclassifiable(to, kind)?,
        }
        self.leaving(bottles, 0, occurred_on)?;
        let (regime, wine, volume_ml) = (self.regime, self.wine, self.volume_of(bottles));
        Ok(vec![LotEvent::BottlesWithdrawn {
            movement,
            withdrawal,
            regime,
            wine,
            bottles,
            volume_ml,
            occurred_on,
        }])
    }

    /// Brings back what was sent out for a time: never more than is away by that day.
    pub(super) fn bring_back(
        &self,
        movement: MovementId,
        errand: Errand,
        count: i64,
        occurred_on: Date,
    ) -> Decision {
        let bottles = bottles(count)?;
        self.filled(occurred_on)?;
        self.still_away(errand, bottles, occurred_on)?;
        let (regime, wine, volume_ml) = (self.regime, self.wine, self.volume_of(bottles));
        Ok(vec![LotEvent::BottlesBroughtBack {
            movement,
            errand,
            regime,
            wine,
            bottles,
            volume_ml,
            occurred_on,
        }])
    }

    /// That many are away, on that day and on every later one.
    pub(super) fn still_away(&self, errand: Errand, bottles: i64, on: Date) -> Result<(), LotRefusal> {
        let away = self.away.get(&errand).map_or(0, |away| away.lowest_from(on).0);
        if bottles > away {
            return Err(LotRefusal::BackExceedsAway { lot_number: self.lot_number.clone(), bottles, away });
        }
        Ok(())
    }

    fn reclassifiable(&self, to: Option<WineId>, kind: ReclassificationKind) -> Result<(), LotRefusal> {
        let lot_number = || self.lot_number.clone();
        match (kind, to) {
            // What is in bottles was claimed before it was bottled.
            (ReclassificationKind::Claim | ReclassificationKind::Vci, _) => {
                Err(LotRefusal::ClaimedAlready { lot_number: lot_number() })
            }
            (_, Some(to)) if to == self.wine => Err(LotRefusal::SameWine { lot_number: lot_number() }),
            _ => Ok(()),
        }
    }
}
