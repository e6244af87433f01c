use std::collections::{BTreeMap, BTreeSet};

use super::declared::{Annexes, Declarant, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Nature};
use super::{Entry, Ledger, Node, Return, WineBalance, boxed, capsule_entry, classify};
use crate::bottle_lot::BottleLot;
use crate::capsule_account::CapsuleAccount;
use crate::decider::Decider;
use crate::drm_period::{DrmPeriod, DrmPeriodEvent};
use crate::estate::{Estate, EstateEvent};
use crate::fact::Fact;
use crate::terms::{Country, Regime, Strength, WineSpec};
use crate::units::{Date, LotId, Month, Volume, WineId};
use crate::vat::Vat;

/// All that a return is declared from, folded from an estate's events: the ledger, and what formats tell besides.
#[derive(Clone, Debug, Default)]
pub struct Books {
    declarant: Declarant,
    wines: BTreeMap<WineId, (WineSpec, Strength)>,
    annexes: BTreeMap<Month, Annexes>,
    bag_in_box: BTreeSet<LotId>,
    ledger: Ledger,
    until: Option<Date>,
    accounts: BTreeMap<(Month, WineId, Regime), Told>,
}

/// What was told of a wine in a month.
#[derive(Clone, Debug, Default)]
struct Told {
    lines: BTreeMap<Key, Volume>,
    observations: Vec<String>,
}

/// What makes two entries one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    node: Node,
    nature: Option<Nature>,
    country: Option<Country>,
    replaced_month: Option<Month>,
    contract: Option<String>,
}

/// The types of the aggregates whose events say something to a return or to what is odd in it: who reads a ledger for that
/// alone leaves out the others, of which movements are every second event.
pub const TOLD_BY: &[&str] =
    &[Estate::TYPE, Vat::TYPE, BottleLot::TYPE, CapsuleAccount::TYPE, DrmPeriod::TYPE];

impl Books {
    /// The books after these events, in the order of the ledger.
    pub fn fold<'fact>(facts: impl IntoIterator<Item = &'fact Fact>) -> Self {
        let mut books = Self::default();
        for fact in facts {
            books.take(fact);
        }
        books
    }

    /// Books that take nothing in of what happened after that day, though it is known.
    pub fn as_of(day: Date) -> Self {
        Self { until: Some(day), ..Self::default() }
    }

    /// Takes one event in.
    pub fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Estate(_, event) => self.take_estate(event),
            Fact::Period(_, DrmPeriodEvent::AnnexesTold { month, annexes }) => {
                self.annexes.insert(*month, annexes.clone());
            }
            _ => {}
        }
        self.bag_in_box.extend(boxed(fact));
        let mut entries = classify(fact);
        if let Some(until) = self.until {
            let counted = |event| capsule_entry(event).is_some_and(|entry| entry.occurred_on > until);
            if matches!(fact, Fact::Capsules(_, event) if counted(event)) {
                return;
            }
            entries.retain(|entry| entry.occurred_on <= until);
        }
        self.ledger.take_classified(fact, &entries);
        for entry in entries {
            self.enter(fact, entry);
        }
    }

    fn take_estate(&mut self, event: &EstateEvent) {
        match event {
            EstateEvent::EstateRegistered { name, accise, cvi, interprofession_id, .. } => {
                self.declarant.name = Some(name.clone());
                self.declarant.accise = Some(accise.clone());
                self.declarant.cvi.clone_from(cvi);
                self.declarant.interprofession_id.clone_from(interprofession_id);
            }
            EstateEvent::EstateDescribed { identity } => {
                self.declarant.siret = Some(identity.siret.clone().into());
            }
            EstateEvent::WineDeclared { wine, spec, strength } => {
                self.wines.insert(*wine, (spec.clone(), *strength));
            }
            EstateEvent::ClaimingChosen { .. }
            | EstateEvent::BookkeepingSet { .. }
            | EstateEvent::LetterheadSet { .. }
            | EstateEvent::LogoSet { .. }
            | EstateEvent::LossSchemeChosen { .. }
            | EstateEvent::OpeningStockTaken { .. }
            | EstateEvent::OpeningStockPlaced { .. }
            | EstateEvent::OpeningPlacementReversed { .. } => {}
        }
    }

    fn enter(&mut self, fact: &Fact, entry: Entry) {
        let entry = entry.packed(matches!(fact, Fact::Lot(lot, _) if self.bag_in_box.contains(lot)));
        let Entry { node, nature, country, replaced_month, contract, .. } = entry;
        let key = Key { node, nature, country, replaced_month, contract };
        let told = self.accounts.entry((entry.month, entry.wine, entry.regime)).or_default();
        *told.lines.entry(key).or_default() += entry.volume_ml;
        if let Some(observation) = entry.observation.filter(|it| !told.observations.contains(it)) {
            told.observations.push(observation);
        }
    }

    /// The return of a month as the ledger has it.
    pub fn month(&self, month: Month) -> Return {
        self.ledger.month(month)
    }

    /// The last month in which anything moved.
    pub fn last_month(&self) -> Option<Month> {
        self.accounts.keys().next_back().map(|(month, ..)| *month)
    }

    /// The wine as it was declared.
    pub fn wine(&self, wine: WineId) -> Option<&WineSpec> {
        self.wines.get(&wine).map(|(spec, _)| spec)
    }

    /// The return of a month as it is declared.
    pub fn declare(&self, month: Month) -> DrmReturn {
        let Return { wines, capsules, .. } = self.ledger.month(month);
        let annexes = self.annexes.get(&month).cloned().unwrap_or_default();
        DrmReturn {
            period: month,
            declarant: self.declarant.clone(),
            wines: wines.iter().map(|balance| self.declare_wine(month, balance)).collect(),
            capsules: capsules.iter().map(DeclaredCapsules::from).collect(),
            documents: annexes.documents,
            uncleared: annexes.uncleared,
            statistics: annexes.statistics,
        }
    }

    fn declare_wine(&self, month: Month, balance: &WineBalance) -> DeclaredWine {
        let told = self.accounts.get(&(month, balance.wine, balance.regime));
        let known = self.wines.get(&balance.wine).map(|(spec, strength)| (spec, *strength));
        let lines = told.into_iter().flat_map(|told| &told.lines);
        let lines = lines.map(|(key, volume_ml)| {
            let Key { node, nature, country, replaced_month, contract } = key.clone();
            Line { node, nature, volume_ml: *volume_ml, country, replaced_month, contract }
        });
        let observations = told.map(|told| told.observations.as_slice()).unwrap_or_default();
        DeclaredWine::of(balance, known, lines.collect(), observations)
    }
}
