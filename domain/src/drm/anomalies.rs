//! What a person should look at before the month is closed, besides the rules of customs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Books, CapsuleNode, capsule_entry, due_on};
use crate::bottle_lot::{FillOrigin, LotEvent};
use crate::capsule_account::CapsuleEvent;
use crate::decider::refusals;
use crate::fact::Fact;
use crate::terms::CapsuleKind;
use crate::units::{CapsuleAccountId, Date, Month, Volume, WineId};

refusals! {
    /// What is odd in a month.
    pub enum Anomaly {
        /// A wine in stock has no code by which customs know it.
        WithoutCode = "WINE_WITHOUT_CODE" {
            /// The wine.
            wine: WineId,
        },
        /// What is entered already takes a stock below zero in a later month.
        NegativeAhead = "STOCK_NEGATIVE_AHEAD" {
            /// The wine.
            wine: WineId,
            /// That month.
            month: Month,
            /// Its closing stock.
            closing_ml: Volume,
        },
        /// Bottles were filled without capsules: they cannot be sold in France under suspension.
        BottledWithoutCapsules = "BOTTLED_WITHOUT_CAPSULES" {
            /// The number of the lot.
            lot_number: String,
            /// How many.
            bottles: i64,
        },
        /// Capsules used are not the bottles filled under them.
        CapsulesDiffer = "CAPSULES_DIFFER_FROM_BOTTLES" {
            /// The size in millilitres.
            size_ml: i64,
            /// Capsules used.
            used: i64,
            /// Bottles filled.
            bottled: i64,
        },
        /// The month before is not closed.
        PrecedingOpen = "PRECEDING_MONTH_NOT_CLOSED" {
            /// The month before.
            month: Month,
        },
        /// The month before is closed, and its last day has passed without its being filed.
        PrecedingUnfiled = "PRECEDING_MONTH_NOT_FILED" {
            /// The month before.
            month: Month,
            /// That day.
            due_on: Date,
        },
    }
}

/// What is odd where a month that is closed was not filed in time.
pub fn unfiled(month: Month, today: Date) -> Option<Anomaly> {
    let due_on = due_on(month).filter(|due| today > *due)?;
    Some(Anomaly::PrecedingUnfiled { month, due_on })
}

/// Bottles filled and capsules used, by month.
#[derive(Clone, Debug, Default)]
pub struct BottlingWatch {
    kinds: BTreeMap<CapsuleAccountId, CapsuleKind>,
    used: BTreeMap<(Month, CapsuleKind), i64>,
    bottled: BTreeMap<(Month, CapsuleKind), i64>,
    bare: Vec<(Month, String, i64)>,
}

impl BottlingWatch {
    /// Takes one event in.
    pub fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Capsules(account, event) => {
                if let CapsuleEvent::CapsulesOpened { kind, .. } = event {
                    self.kinds.insert(*account, *kind);
                }
                let used = capsule_entry(event).filter(|entry| entry.node == CapsuleNode::Used);
                if let Some((entry, kind)) = used.zip(self.kinds.get(account)) {
                    *self.used.entry((entry.month, *kind)).or_default() += entry.count;
                }
            }
            Fact::Lot(
                _,
                LotEvent::BottlesFilled {
                    origin: FillOrigin::Bottling { .. } | FillOrigin::BottledElsewhere,
                    lot_number,
                    bottles,
                    capsules,
                    occurred_on,
                    ..
                },
            ) => {
                let Some(month) = Month::of(*occurred_on) else { return };
                match capsules {
                    Some(kind) => *self.bottled.entry((month, *kind)).or_default() += bottles,
                    None => self.bare.push((month, lot_number.clone(), *bottles)),
                }
            }
            _ => {}
        }
    }

    fn anomalies(&self, month: Month) -> Vec<Anomaly> {
        let bare = self.bare.iter().filter(|(of, ..)| *of == month).map(|(_, lot_number, bottles)| {
            Anomaly::BottledWithoutCapsules { lot_number: lot_number.clone(), bottles: *bottles }
        });
        let kinds = self.used.keys().chain(self.bottled.keys()).filter(|(of, _)| *of == month);
        let kinds: BTreeSet<_> = kinds.collect();
        let count = |of: &BTreeMap<_, i64>, key| of.get(key).copied().unwrap_or_default();
        let differ = kinds.into_iter().filter_map(|key| {
            let (used, bottled) = (count(&self.used, key), count(&self.bottled, key));
            // A bottling that was reversed gives its capsules back, and its lot stays filled with none.
            (used > bottled).then_some(Anomaly::CapsulesDiffer { size_ml: key.1.size_ml, used, bottled })
        });
        bare.chain(differ).collect()
    }
}

/// What is odd in a month of the books; `preceding_closed` tells of the month before.
pub fn anomalies(books: &Books, watch: &BottlingWatch, month: Month, preceding_closed: bool) -> Vec<Anomaly> {
    let now = books.month(month);
    let uncoded = now.wines.iter().filter(|balance| {
        let coded = books.wine(balance.wine).is_some_and(|spec| spec.code.is_some());
        !coded && (balance.closing_ml != Volume::ZERO || balance.opening_ml != Volume::ZERO)
    });
    let mut found: Vec<Anomaly> =
        uncoded.map(|balance| Anomaly::WithoutCode { wine: balance.wine }).collect();
    if !preceding_closed {
        found.push(Anomaly::PrecedingOpen { month: month.previous() });
    }
    found.extend(watch.anomalies(month));
    let last = books.last_month().unwrap_or(month);
    let mut ahead = month.next();
    while ahead <= last {
        let negative = books.month(ahead).wines.into_iter().filter(|it| it.closing_ml.is_negative());
        found.extend(negative.map(|it| Anomaly::NegativeAhead {
            wine: it.wine,
            month: ahead,
            closing_ml: it.closing_ml,
        }));
        ahead = ahead.next();
    }
    found
}

#[cfg(test)]
#[path = "tests/anomalies.rs"]
mod tests;
