use super::fold::{Away, told};
use super::{Lineage, LotMakeUp, MakeUp, Origin, Provenance};
use crate::bottle_lot::{BottleEntryKind, FillOrigin, LotEvent, Withdrawal};
use crate::terms::{Errand, ReclassificationKind};
use crate::units::{Date, LotId, MovementId, Volume, WineId};

/// What the filling of a lot says of it.
struct Filling {
    movement: MovementId,
    wine: WineId,
    vintage: Option<u16>,
    volume: Volume,
    on: Date,
}

impl Lineage {
    /// Takes one event of a lot in.
    pub(super) fn take_lot(&mut self, lot: LotId, event: &LotEvent) {
        match event {
            LotEvent::BottlesFilled {
                movement,
                origin,
                wine,
                vintage,
                size_ml,
                bottles,
                occurred_on,
                ..
            } => {
                let volume = Volume::from_ml(*size_ml).times(*bottles).unwrap_or_default();
                let filling =
                    Filling { movement: *movement, wine: *wine, vintage: *vintage, volume, on: *occurred_on };
                let filled = self.fill(&filling, origin);
                let on_hand = filled.clone();
                self.lots.insert(lot, LotMakeUp { filled, on_hand, gone: MakeUp::default() });
            }
            LotEvent::BottlesSold { volume_ml, .. }
            | LotEvent::BottlesBroken { volume_ml, .. }
            | LotEvent::BottlesTasted { volume_ml, .. }
            | LotEvent::BottlesWithdrawn { withdrawal: Withdrawal::Errand { .. }, volume_ml, .. } => {
                self.bottles(lot).leave(*volume_ml);
            }
            LotEvent::BottlesWithdrawn { movement, volume_ml, .. } => {
                let drawn = self.bottles(lot).on_hand.draw(*volume_ml);
                self.hand_over(*movement, drawn);
            }
            LotEvent::BottlesReturned { volume_ml, .. } | LotEvent::BottlesBroughtBack { volume_ml, .. } => {
                self.bottles(lot).come_back(*volume_ml);
            }
            LotEvent::CountAdjusted { difference_ml, .. } => {
                if difference_ml.is_negative() {
                    self.bottles(lot).leave(difference_ml.abs());
                } else {
                    self.bottles(lot).appear(*difference_ml);
                }
            }
            LotEvent::BottleEntryReversed { movement, of, wine, change_ml, .. } => {
                self.take_bottles_back(lot, (*movement, *wine), of, *change_ml);
            }
            LotEvent::BottlesReserved { .. } | LotEvent::ReservationReleased { .. } => {}
        }
    }

    fn fill(&mut self, filling: &Filling, origin: &FillOrigin) -> MakeUp {
        let Filling { movement, wine, vintage, volume, on } = *filling;
        let labelled = |origin| Provenance { vintage, ..told(origin, wine, on) };
        match origin {
            FillOrigin::Bottling { .. } | FillOrigin::Suspended { .. } => {
                self.receive(movement, &MakeUp::default(), volume)
            }
            FillOrigin::Reclassified { kind, .. } => {
                let mut received = self.receive(movement, &MakeUp::default(), volume);
                if *kind == ReclassificationKind::Downgrade {
                    received.downgrade();
                }
                received
            }
            FillOrigin::Opening => self.originate(labelled(Origin::Opening(movement)), volume),
            FillOrigin::Purchase { supplier } => {
                let bought = labelled(Origin::Purchase(movement));
                self.originate(Provenance { supplier: *supplier, ..bought }, volume)
            }
            FillOrigin::BottledElsewhere => {
                let away = Away::Sent(Errand::Bottling, wine.declared());
                self.bring_back(away, volume, labelled(Origin::Arrival(movement)))
            }
        }
    }

    fn take_bottles_back(
        &mut self,
        lot: LotId,
        (movement, wine): (MovementId, WineId),
        of: &BottleEntryKind,
        change: Volume,
    ) {
        match of {
            BottleEntryKind::Filled(origin) => {
                let out = self.bottles(lot).on_hand.draw(change.abs());
                match origin {
                    FillOrigin::Bottling { .. }
                    | FillOrigin::Reclassified { .. }
                    | FillOrigin::Suspended { .. } => self.hand_over(movement, out),
                    FillOrigin::BottledElsewhere => {
                        self.send_away(Away::Sent(Errand::Bottling, wine.declared()), out);
                    }
                    FillOrigin::Opening | FillOrigin::Purchase { .. } => {}
                }
            }
            BottleEntryKind::Withdrawn(Withdrawal::Reclassified { .. } | Withdrawal::Suspended { .. }) => {
                let mut back = self.receive(movement, &MakeUp::default(), change);
                let bottles = self.bottles(lot);
                back.restore(&bottles.filled);
                bottles.on_hand.add(back);
            }
            BottleEntryKind::Adjusted | BottleEntryKind::AnnuallyAdjusted if change.is_negative() => {
                self.bottles(lot).on_hand.draw(change.abs());
            }
            BottleEntryKind::Sold(_)
            | BottleEntryKind::Returned { .. }
            | BottleEntryKind::Lost(_)
            | BottleEntryKind::Withdrawn(Withdrawal::Errand { .. })
            | BottleEntryKind::BroughtBack { .. }
            | BottleEntryKind::Adjusted
            | BottleEntryKind::AnnuallyAdjusted
            | BottleEntryKind::Reversal => {
                if change.is_negative() {
                    self.bottles(lot).leave(change.abs());
                } else {
                    self.bottles(lot).come_back(change);
                }
            }
        }
    }

    fn bottles(&mut self, lot: LotId) -> &mut LotMakeUp {
        self.lots.entry(lot).or_default()
    }
}

impl LotMakeUp {
    fn leave(&mut self, volume: Volume) {
        let left = self.on_hand.draw(volume);
        self.gone.add(left);
    }

    fn come_back(&mut self, volume: Volume) {
        let back = self.gone.draw(volume.min(self.gone.volume()));
        let lacking = volume - back.volume();
        self.on_hand.add(back);
        self.appear(lacking);
    }

    /// Bottles that nobody had missed are like the others of their lot.
    fn appear(&mut self, volume: Volume) {
        let found = self.filled.scaled(volume);
        self.on_hand.add(found);
    }
}
