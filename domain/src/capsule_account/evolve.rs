use std::collections::BTreeMap;

use super::{CapsuleAccount, CapsuleEvent, CapsuleStock};
use crate::timeline::Counts;

impl CapsuleAccount {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &CapsuleEvent) {
        match (self, event) {
            (this @ Self::Unknown, CapsuleEvent::CapsulesOpened { kind, count, month }) => {
                let mut on_hand = Counts::default();
                if let Some(first_day) = month.first_day() {
                    on_hand.insert(first_day, *count);
                }
                *this =
                    Self::Open(CapsuleStock { kind: *kind, since: *month, on_hand, uses: BTreeMap::new() });
            }
            (Self::Unknown, _) => {}
            (Self::Open(stock), event) => stock.take(event),
        }
    }
}

impl CapsuleStock {
    fn take(&mut self, event: &CapsuleEvent) {
        let (on, change) = match event {
            CapsuleEvent::CapsulesOpened { .. } => return,
            CapsuleEvent::CapsulesBought { count, occurred_on }
            | CapsuleEvent::CapsulesReturned { count, occurred_on }
            | CapsuleEvent::CapsulesFound { count, occurred_on } => (*occurred_on, *count),
            CapsuleEvent::CapsulesUsed { movement, count, occurred_on } => {
                self.uses.insert(*movement, (*count, *occurred_on));
                (*occurred_on, -count)
            }
            CapsuleEvent::CapsuleUseReversed { reverses, count, occurred_on, .. } => {
                self.uses.remove(reverses);
                (*occurred_on, *count)
            }
            CapsuleEvent::CapsulesDestroyed { count, occurred_on }
            | CapsuleEvent::CapsulesMissing { count, occurred_on } => (*occurred_on, -count),
        };
        self.on_hand.insert(on, change);
    }
}
