use std::collections::HashMap;

use domain::drm::{CapsuleNode, Side};
use domain::terms::CapsuleKind;

use super::number;
use super::row::{Errors, Line, Told, error, keep};
use super::word::{Category, capsule_category, capsule_colour, capsule_regime, category};
use crate::drm_csv::{
    AccountProblem, CapsuleAccount, CapsuleMovement, CapsuleProblem, Column, MovementProblem, Problem,
    capsule_code,
};
use crate::reference::capsule_sizes::{find_by_label, nearest_label};
use crate::reference::movements::Stock;
use crate::text::{key, nearest};

/// The accounts of the CRD rows as they come in, in the order of their first rows.
#[derive(Default)]
pub(super) struct Capsules {
    drafts: Vec<Draft>,
    by_kind: HashMap<CapsuleKind, usize>,
    lost: bool,
}

struct Draft {
    kind: CapsuleKind,
    label: String,
    line: u32,
    opening: Told<i64>,
    movements: Vec<CapsuleMovement>,
    closing: Told<i64>,
    observations: Told<String>,
    faulty: bool,
}

impl Capsules {
    /// A row may have belonged to any account.
    pub(super) fn lose_row(&mut self) {
        self.lost = true;
    }

    /// Reads a CRD row into its account. One that is not sound is only told to belong to it.
    pub(super) fn row(&mut self, line: Line<'_>, sound: bool, errors: &mut Errors) {
        let Some(kind) = kind(line, errors) else {
            return self.lose_row();
        };
        let index = *self.by_kind.entry(kind).or_insert_with(|| {
            self.drafts.push(Draft::new(kind, line));
            self.drafts.len() - 1
        });
        let draft = &mut self.drafts[index];
        let before = errors.len();
        if sound {
            draft.row(line, errors);
        }
        draft.faulty |= !sound || errors.len() > before;
    }

    /// The accounts, where every one is whole and balances.
    pub(super) fn finish(self, errors: &mut Errors) -> Vec<CapsuleAccount> {
        if self.lost {
            return Vec::new();
        }
        let sound = self.drafts.into_iter().filter(|draft| !draft.faulty);
        sound.filter_map(|draft| draft.account(errors)).collect()
    }
}

impl Draft {
    fn new(kind: CapsuleKind, line: Line<'_>) -> Self {
        let label =
            [Column::Appellation, Column::Genre, Column::Certification].map(|column| line.cell(column));
        Self {
            kind,
            label: label.join(" ").trim_end().to_owned(),
            line: line.number(),
            opening: None,
            movements: Vec::new(),
            closing: None,
            observations: None,
            faulty: false,
        }
    }

    fn row(&mut self, line: Line<'_>, errors: &mut Errors) {
        line.ends_at(Column::Value, errors);
        match category(line.cell(Column::Category)) {
            Ok(Category::Stock(Stock::Opening)) => {
                let count = count(line, &["debut"], errors);
                let twice = |first_line| AccountProblem::OpeningTwice { first_line }.into();
                keep(&mut self.opening, line, count, errors, twice);
            }
            Ok(Category::Stock(Stock::Closing)) => {
                let count = count(line, &["fin"], errors);
                let twice = |first_line| AccountProblem::ClosingTwice { first_line }.into();
                keep(&mut self.closing, line, count, errors, twice);
            }
            Ok(Category::Entries) => self.movements.extend(movement(line, Side::Entry, errors)),
            Ok(Category::Exits) => self.movements.extend(movement(line, Side::Exit, errors)),
            Ok(Category::Complement) => {
                let observation = observation(line, errors);
                let twice = |first_line| MovementProblem::ComplementTwice { first_line }.into();
                keep(&mut self.observations, line, observation, errors, twice);
            }
            Err(nearest) => {
                errors.push(line.error(Column::Category, AccountProblem::CategoryUnknown { nearest }));
            }
        }
    }

    fn account(self, errors: &mut Errors) -> Option<CapsuleAccount> {
        let missing =
            |problem: AccountProblem| error(self.line, Some(Column::Category), &self.label, problem);
        if self.opening.is_none() {
            errors.push(missing(AccountProblem::OpeningMissing { label: self.label.clone() }));
        }
        if self.closing.is_none() {
            errors.push(missing(AccountProblem::ClosingMissing { label: self.label.clone() }));
        }
        let ((opening, opening_line), (closing, closing_line)) = (self.opening?, self.closing?);
        let account = CapsuleAccount {
            kind: self.kind,
            opening,
            movements: self.movements,
            closing,
            observations: self.observations.map(|(text, _)| text),
            line: self.line,
        };
        if let Some((line, count, problem)) = imbalance(&account, self.label, opening_line, closing_line) {
            errors.push(error(line, Some(Column::Value), &count.to_string(), problem));
            return None;
        }
        Some(account)
    }
}

/// Columns 5, 6, 7 and 14; tells each that is none of its list.
fn kind(line: Line<'_>, errors: &mut Errors) -> Option<CapsuleKind> {
    let cell = |column| line.cell(column);
    let mut tell = |column: Column, problem: CapsuleProblem| errors.push(line.error(column, problem));
    let colour = capsule_colour(cell(Column::Certification))
        .map_err(|nearest| tell(Column::Certification, CapsuleProblem::Colour { nearest }));
    let category = capsule_category(cell(Column::Genre))
        .map_err(|nearest| tell(Column::Genre, CapsuleProblem::Category { nearest }));
    let size = find_by_label(cell(Column::Appellation));
    if size.is_none() {
        let nearest = nearest_label(cell(Column::Appellation));
        tell(Column::Appellation, CapsuleProblem::Size { nearest });
    }
    let regime = capsule_regime(cell(Column::Regime))
        .map_err(|nearest| tell(Column::Regime, CapsuleProblem::Regime { nearest }));
    let size = size?;
    Some(CapsuleKind {
        category: category.ok()?,
        regime: regime.ok()?,
        size_ml: size.millilitres,
        bag_in_box: size.bag_in_box,
        colour: colour.ok()?,
    })
}

/// The count of a stock, whose code is one of those.
fn count(line: Line<'_>, codes: &[&'static str], errors: &mut Errors) -> Option<i64> {
    let text = line.cell(Column::Movement);
    if !codes.contains(&key(text).as_str()) {
        let nearest = nearest(text, codes.iter().copied());
        errors.push(line.error(Column::Movement, CapsuleProblem::Movement { nearest }));
    }
    counted(line, errors)
}

fn counted(line: Line<'_>, errors: &mut Errors) -> Option<i64> {
    let count = number::count(line.cell(Column::Value));
    count.map_err(|problem| errors.push(line.error(Column::Value, problem))).ok()
}

fn movement(line: Line<'_>, side: Side, errors: &mut Errors) -> Option<CapsuleMovement> {
    let text = line.cell(Column::Movement);
    let nodes = || CapsuleNode::ALL.iter().filter(|node| node.side() == side);
    // `achat` and `achats` are both met with.
    let singular = |text: &str| key(text).trim_end_matches('s').to_owned();
    let node = nodes().find(|node| singular(capsule_code(**node)) == singular(text));
    if node.is_none() {
        let nearest = nearest(text, nodes().map(|node| capsule_code(*node)));
        errors.push(line.error(Column::Movement, CapsuleProblem::Movement { nearest }));
    }
    let count = counted(line, errors)?;
    Some(CapsuleMovement { node: *node?, count, line: line.number() })
}

fn observation(line: Line<'_>, errors: &mut Errors) -> Option<String> {
    if !matches!(key(line.cell(Column::Movement)).as_str(), "observations" | "observation") {
        let nearest = nearest(line.cell(Column::Movement), ["observations"]);
        errors.push(line.error(Column::Movement, MovementProblem::ComplementUnknown { nearest }));
        return None;
    }
    if line.cell(Column::Value).is_empty() {
        errors.push(line.error(Column::Value, MovementProblem::ComplementEmpty));
        return None;
    }
    line.observation(errors)
}

/// What is wrong with a balance: the line and the count to show, and the problem.
fn imbalance(
    account: &CapsuleAccount,
    label: String,
    opening_line: u32,
    closing_line: u32,
) -> Option<(u32, i64, Problem)> {
    let (opening, entries, exits) = (account.opening, account.entries(), account.exits());
    let available = opening.saturating_add(entries);
    let expected = available.saturating_sub(exits);
    if expected < 0 {
        let mut left = available;
        let beyond =
            account.movements.iter().filter(|movement| movement.node.side() == Side::Exit).find(|exit| {
                left = left.saturating_sub(exit.count);
                left < 0
            });
        let (line, count) = beyond.map_or((opening_line, exits), |exit| (exit.line, exit.count));
        return Some((line, count, CapsuleProblem::ExitOverStock { label, available, exits }.into()));
    }
    (expected != account.closing).then(|| {
        let problem = CapsuleProblem::Balance { label, opening, entries, exits, expected };
        (closing_line, account.closing, problem.into())
    })
}
