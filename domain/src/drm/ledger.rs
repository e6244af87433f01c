use std::collections::BTreeMap;

use super::balance::{CapsuleBalance, NodeVolume, Return, WineBalance};
use super::capsules::opened;
use super::{CapsuleNode, Entry, Node, Side, capsule_entry, classify};
use crate::estate::EstateEvent;
use crate::fact::Fact;
use crate::terms::{CapsuleKind, Regime};
use crate::units::{CapsuleAccountId, Month, Volume, WineId};

/// The excise ledger of an estate, folded from its events. It gives the return of any month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    wines: BTreeMap<(WineId, Regime), WineAccount>,
    capsules: BTreeMap<CapsuleAccountId, CapsuleBooks>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct WineAccount {
    opening: Volume,
    totals: BTreeMap<(Month, Node), Volume>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct CapsuleBooks {
    kind: CapsuleKind,
    since: Month,
    opening: i64,
    totals: BTreeMap<(Month, CapsuleNode), i64>,
}

impl Ledger {
    /// The ledger after these events, in any order that keeps an account's opening before its entries.
    pub fn fold<'fact>(facts: impl IntoIterator<Item = &'fact Fact>) -> Self {
        let mut ledger = Self::default();
        for fact in facts {
            ledger.take(fact);
        }
        ledger
    }

    /// Takes one event in.
    pub fn take(&mut self, fact: &Fact) {
        self.take_classified(fact, &classify(fact));
    }

    /// The same, with the entries that the event makes.
    pub(super) fn take_classified(&mut self, fact: &Fact, entries: &[Entry]) {
        match fact {
            Fact::Estate(_, EstateEvent::OpeningStockTaken { stocks, .. }) => {
                for stock in stocks {
                    self.wines.entry((stock.wine, stock.regime)).or_default().opening += stock.volume_ml;
                }
            }
            Fact::Capsules(account, event) => {
                if let Some((kind, since, opening)) = opened(event) {
                    let totals = BTreeMap::new();
                    self.capsules.insert(*account, CapsuleBooks { kind, since, opening, totals });
                }
                let entry = capsule_entry(event);
                if let Some((entry, books)) = entry.zip(self.capsules.get_mut(account)) {
                    *books.totals.entry((entry.month, entry.node)).or_default() += entry.count;
                }
            }
            _ => entries.iter().for_each(|entry| self.enter(entry)),
        }
    }

    fn enter(&mut self, entry: &Entry) {
        let account = self.wines.entry((entry.wine, entry.regime)).or_default();
        *account.totals.entry((entry.month, entry.node)).or_default() += entry.volume_ml;
    }

    /// The return of that month. Every wine that was ever in stock appears, also without movement (RG16), unless it
    /// neither was in stock at the beginning nor moved.
    pub fn month(&self, month: Month) -> Return {
        let wines = self.wines.iter().map(|((wine, regime), account)| account.balance(*wine, *regime, month));
        let wines =
            wines.filter(|balance| balance.opening_ml != Volume::ZERO || !balance.movements.is_empty());
        let open = self.capsules.iter().filter(|(_, books)| books.since <= month);
        let capsules = open.map(|(account, books)| books.balance(*account, month));
        Return { month, wines: wines.collect(), capsules: capsules.collect() }
    }
}

impl WineAccount {
    fn balance(&self, wine: WineId, regime: Regime, month: Month) -> WineBalance {
        let effect = |node: &Node, volume: &Volume| match node.side() {
            Side::Entry => *volume,
            Side::Exit => -*volume,
        };
        let before =
            self.totals.iter().filter(|((of, node), _)| *of < month || *of == month && node.is_restatement());
        let opening_ml =
            self.opening + before.map(|((_, node), volume)| effect(node, volume)).sum::<Volume>();
        let within = self.totals.iter().filter(|((of, node), volume)| {
            *of == month && **volume != Volume::ZERO && !node.is_restatement()
        });
        let movements: Vec<NodeVolume> =
            within.map(|((_, node), volume)| NodeVolume { node: *node, volume_ml: *volume }).collect();
        let net: Volume = movements.iter().map(|it| effect(&it.node, &it.volume_ml)).sum();
        WineBalance { wine, regime, opening_ml, movements, closing_ml: opening_ml + net }
    }
}

impl CapsuleBooks {
    fn balance(&self, account: CapsuleAccountId, month: Month) -> CapsuleBalance {
        let effect =
            |node: &CapsuleNode, count: &i64| if node.side() == Side::Entry { *count } else { -*count };
        let before = self.totals.iter().filter(|((of, _), _)| *of < month);
        let opening = self.opening + before.map(|((_, node), count)| effect(node, count)).sum::<i64>();
        let within = self.totals.iter().filter(|((of, _), count)| *of == month && **count != 0);
        let movements: BTreeMap<CapsuleNode, i64> =
            within.map(|((_, node), count)| (*node, *count)).collect();
        let net: i64 = movements.iter().map(|(node, count)| effect(node, count)).sum();
        CapsuleBalance { account, kind: self.kind, opening, movements, closing: opening + net }
    }
}
