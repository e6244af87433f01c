use std::collections::{BTreeMap, BTreeSet};

use super::declared::{
    Annexes, CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Nature,
};
use super::{CapsuleBalance, Entry, Ledger, Node, Return, WineBalance, capsule_entry, classify};
use crate::bottle_lot::LotEvent;
use crate::drm_period::DrmPeriodEvent;
use crate::estate::EstateEvent;
use crate::fact::Fact;
use crate::terms::{Country, FiscalCategory, Regime, Strength, WineSpec};
use crate::units::{Date, LotId, Month, Volume, WineId};

/// CIEL takes so many characters of observations.
const OBSERVATIONS: usize = 250;

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
            Fact::Lot(lot, LotEvent::BottlesFilled { capsules: Some(kind), .. }) if kind.bag_in_box => {
                self.bag_in_box.insert(*lot);
            }
            _ => {}
        }
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
            | EstateEvent::LossSchemeChosen { .. }
            | EstateEvent::OpeningStockTaken { .. }
            | EstateEvent::OpeningStockPlaced { .. }
            | EstateEvent::OpeningPlacementReversed { .. } => {}
        }
    }

    fn enter(&mut self, fact: &Fact, entry: Entry) {
        // A lot knows what it is filled into; what happens to its bottles later does not tell it again.
        let boxed = matches!(fact, Fact::Lot(lot, _) if self.bag_in_box.contains(lot));
        let nature = match entry.nature {
            Some(Nature::Bottles) if boxed => Some(Nature::BagInBox),
            nature => nature,
        };
        let (country, replaced_month, contract) = (entry.country, entry.replaced_month, entry.contract);
        let key = Key { node: entry.node, nature, country, replaced_month, contract };
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
            capsules: capsules.iter().map(declare_capsules).collect(),
            documents: annexes.documents,
            uncleared: annexes.uncleared,
            statistics: annexes.statistics,
        }
    }

    fn declare_wine(&self, month: Month, balance: &WineBalance) -> DeclaredWine {
        let told = self.accounts.get(&(month, balance.wine, balance.regime));
        let strength = self.wines.get(&balance.wine).map(|(_, strength)| *strength).unwrap_or_default();
        let lines = told.into_iter().flat_map(|told| &told.lines);
        let lines = lines.filter(|(key, volume)| **volume != Volume::ZERO && !key.node.is_restatement());
        let lines = lines.map(|(key, volume_ml)| {
            let Key { node, nature, country, replaced_month, contract } = key.clone();
            Line { node, nature, volume_ml: *volume_ml, country, replaced_month, contract }
        });
        let observations = told.map(|told| told.observations.join(" ; ")).filter(|told| !told.is_empty());
        DeclaredWine {
            spec: self.wine(balance.wine).cloned().unwrap_or_else(|| unknown(balance.wine)),
            regime: balance.regime,
            abv: strength.abv,
            premix: strength.premix,
            opening_ml: balance.opening_ml,
            lines: lines.collect(),
            closing_ml: balance.closing_ml,
            observations: observations.map(|told| told.chars().take(OBSERVATIONS).collect()),
        }
    }
}

/// Stock of a wine that was never declared: no operation makes one, and the file's check names it.
fn unknown(wine: WineId) -> WineSpec {
    WineSpec {
        label: wine.to_string(),
        code: None,
        category: FiscalCategory::Still,
        colour: None,
        portal: None,
    }
}

fn declare_capsules(balance: &CapsuleBalance) -> DeclaredCapsules {
    let movement = |(node, count): (_, &i64)| CapsuleMovement { node, count: *count };
    DeclaredCapsules {
        kind: balance.kind,
        opening: balance.opening,
        movements: balance.movements.iter().map(|(node, count)| movement((*node, count))).collect(),
        closing: balance.closing,
        observations: None,
    }
}
