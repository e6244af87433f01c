//! What has to hold before bottles move.

use super::{Lot, LotRefusal};
use crate::terms::{CapsuleRegime, Regime, SaleDestination};
use crate::units::{Date, OrderId};

impl Lot {
    pub(super) fn filled(&self, on: Date) -> Result<(), LotRefusal> {
        if on < self.filled_on {
            let (lot_number, filled_on) = (self.lot_number.clone(), self.filled_on);
            return Err(LotRefusal::NotYetFilled { lot_number, filled_on });
        }
        Ok(())
    }

    /// Whether excise falls due on a sale in France is for the capsules to say. Bottles of the suspended stock must
    /// wear some; those of the paid stock may travel on an invoice alone.
    pub(super) fn under_its_capsules(
        &self,
        destination: SaleDestination,
    ) -> Result<SaleDestination, LotRefusal> {
        if !destination.is_france_crd() {
            return Ok(destination);
        }
        match self.capsules.map(|capsules| capsules.regime) {
            Some(CapsuleRegime::CollectivePaid) => Ok(SaleDestination::FranceCrdPaid),
            Some(CapsuleRegime::CollectiveSuspended | CapsuleRegime::Personalised) => {
                Ok(SaleDestination::FranceCrd)
            }
            None if self.regime == Regime::Paid => Ok(SaleDestination::FranceCrd),
            None => Err(LotRefusal::NoCapsules { lot_number: self.lot_number.clone() }),
        }
    }

    /// True where bottles of the lot may be sold there on that day: it was filled by then, and wears what the place asks.
    pub(crate) fn sells_to(&self, destination: &SaleDestination, on: Date) -> bool {
        self.filled(on).is_ok() && self.under_its_capsules(destination.clone()).is_ok()
    }

    /// That many of those sold there up to that day have not come back yet, by a return or by a reversed sale.
    pub(super) fn may_come_back(
        &self,
        bottles: i64,
        sold_on: Date,
        sold_to: &SaleDestination,
    ) -> Result<(), LotRefusal> {
        let counts = if sold_to.is_france_crd() { &self.sold_in_france } else { &self.sold_elsewhere };
        let (sold, _) = counts.lowest_from(sold_on);
        if bottles > sold {
            let lot_number = self.lot_number.clone();
            return Err(LotRefusal::ReturnExceedsSold { lot_number, bottles, sold });
        }
        Ok(())
    }

    /// That many can leave on that day: they are there then and on every later day, and what is set aside for others
    /// (all but `own`) stays untouched.
    pub(super) fn leaving(&self, requested: i64, own: i64, on: Date) -> Result<(), LotRefusal> {
        self.filled(on)?;
        let (available, lowest_on) = self.on_hand.lowest_from(on);
        if requested > available {
            let lot_number = self.lot_number.clone();
            return Err(LotRefusal::Short { lot_number, requested, available, on: lowest_on });
        }
        self.free(requested, own)
    }

    /// That many are free now; `own` of what is set aside may be used.
    pub(super) fn free(&self, requested: i64, own: i64) -> Result<(), LotRefusal> {
        let reserved = self.reserved_in_all();
        let available = self.on_hand.last() - reserved + own;
        if requested > available {
            let lot_number = self.lot_number.clone();
            return Err(LotRefusal::Reserved { lot_number, requested, available, reserved });
        }
        Ok(())
    }

    pub(super) fn reserved_for(&self, order: OrderId) -> Result<i64, LotRefusal> {
        let not_reserved = || LotRefusal::NotReserved { lot_number: self.lot_number.clone() };
        self.reserved.get(&order).copied().ok_or_else(not_reserved)
    }
}
