use std::collections::HashMap;

use documents::customers::{Column, Customer};
use domain::units::{Date, PartyId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entered::{entered, with};
use super::known::{Known, Somebody};
use super::{ImportMistake, ImportRefusal};
use crate::directory::{Details, Fault, Field, Party};
use crate::operations::Fresh;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// The customer is new.
    Created,
    /// What is known of the customer changes.
    Updated,
    /// All that it tells was known.
    Unchanged,
}

/// A row that can be carried out.
pub(super) struct Step {
    pub(super) line: u32,
    pub(super) party: PartyId,
    pub(super) outcome: Outcome,
    pub(super) details: Details,
}

/// The columns by which a customer is told from others.
const MARKS: &[Column] =
    &[Column::Siret, Column::Siren, Column::VatNumber, Column::Email, Column::Name, Column::Company];

/// What the rows come to, over the parties that the directory knows; or all mistakes in them.
pub(super) fn plan(
    rows: &[Customer],
    parties: &[Party],
    fresh: Fresh,
    today: Date,
) -> Result<Vec<Step>, Vec<ImportMistake>> {
    let mut planner =
        Planner { parties: HashMap::new(), known: Known::default(), taken: HashMap::new(), fresh, today };
    for party in parties {
        planner.know(party);
    }
    let mut steps = Vec::with_capacity(rows.len());
    let mut mistakes = Vec::new();
    for row in rows {
        match planner.step(row) {
            Ok(step) => steps.push(step),
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() { Ok(steps) } else { Err(mistakes) }
}

struct Planner {
    parties: HashMap<PartyId, Details>,
    known: Known,
    /// The line on which a party of the directory stands first.
    taken: HashMap<PartyId, u32>,
    fresh: Fresh,
    today: Date,
}

impl Planner {
    fn know(&mut self, party: &Party) {
        if let Some(details) = party.details() {
            self.known.add(Somebody::Party(party.id), &details);
            self.parties.insert(party.id, details);
        }
    }

    fn step(&mut self, row: &Customer) -> Result<Step, Vec<ImportMistake>> {
        let place = self.fresh.id(&format!("delivery address {}", row.line));
        let (alone, faults) = entered(row, place).held(self.today);
        let is_number = |field: Field| matches!(field, Field::Siren | Field::Siret | Field::VatNumber);
        if faults.iter().any(|fault| is_number(fault.field)) {
            return Err(told(row, faults));
        }
        match self.whose(row, &alone).map_err(|mistake| vec![mistake])? {
            Some((party, known)) => self.of_party(row, party, known, place),
            None => self.new_party(row, alone, faults),
        }
    }

    /// The party of the directory that the row is of; refused where it is of a row above, or may be of several.
    fn whose(&self, row: &Customer, alone: &Details) -> Result<Option<(PartyId, Details)>, ImportMistake> {
        let refused = |refusal: ImportRefusal| ImportMistake::at(row, MARKS, refusal.into());
        let found = self.known.find(alone);
        let line_of = |who: &Somebody| match who {
            Somebody::Line(line) => Some(*line),
            Somebody::Party(party) => self.taken.get(party).copied(),
        };
        if let Some(first_line) = found.iter().filter_map(line_of).min() {
            return Err(refused(ImportRefusal::Twice { first_line: first_line.into() }));
        }
        let parties: Vec<PartyId> = found
            .into_iter()
            .filter_map(|who| if let Somebody::Party(party) = who { Some(party) } else { None })
            .collect();
        match parties.as_slice() {
            [] => Ok(None),
            [only] => Ok(self.parties.get(only).map(|known| (*only, known.clone()))),
            several => {
                let parties = i64::try_from(several.len()).unwrap_or(i64::MAX);
                Err(refused(ImportRefusal::Ambiguous { parties }))
            }
        }
    }

    fn of_party(
        &mut self,
        row: &Customer,
        party: PartyId,
        known: Details,
        place: Uuid,
    ) -> Result<Step, Vec<ImportMistake>> {
        self.taken.insert(party, row.line);
        let (details, faults) = with(known.clone(), row, place).held(self.today);
        // A SIRET that the row adds tells the next establishment apart.
        self.known.add(Somebody::Party(party), &details);
        if !faults.is_empty() {
            return Err(told(row, faults));
        }
        let outcome = if details == known { Outcome::Unchanged } else { Outcome::Updated };
        Ok(Step { line: row.line, party, outcome, details })
    }

    fn new_party(
        &mut self,
        row: &Customer,
        details: Details,
        faults: Vec<Fault>,
    ) -> Result<Step, Vec<ImportMistake>> {
        // Known although it is wrong: the same customer further down is told as well.
        self.known.add(Somebody::Line(row.line), &details);
        if !faults.is_empty() {
            return Err(told(row, faults));
        }
        let party = PartyId::new(self.fresh.id(&format!("party {}", row.line)));
        Ok(Step { line: row.line, party, outcome: Outcome::Created, details })
    }
}

fn told(row: &Customer, faults: Vec<Fault>) -> Vec<ImportMistake> {
    faults.into_iter().map(|fault| ImportMistake::of_fault(row, fault)).collect()
}
