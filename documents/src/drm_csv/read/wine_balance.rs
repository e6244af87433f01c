use std::collections::{HashMap, HashSet};

use domain::drm::Side;
use domain::terms::Regime;
use domain::units::Volume;

use super::row::{Errors, Told, error};
use super::wines::Draft;
use crate::drm_csv::{AccountProblem, Column, Complement, Problem, ProductProblem, WineAccount};
use crate::text::key;

/// Makes accounts of drafts, and tells every one that is not whole or does not balance. The faulty ones, told
/// already, may still explain what is missing elsewhere.
pub(super) fn settle(drafts: Vec<Draft>, faulty: &[Draft], errors: &mut Errors) -> Vec<WineAccount> {
    let misspelled = misspelled(&drafts, faulty, errors);
    let whole = drafts.into_iter().filter(|draft| !misspelled.contains(&draft.line));
    whole.filter_map(|draft| account(draft, errors)).collect()
}

/// The lines of drafts that are not whole because the rows of one account are spelled in two ways: the label
/// and the regime are the same, and columns 5 to 13 are not. That is told once, at the later spelling,
/// instead of every stock that is missing here or there.
fn misspelled(drafts: &[Draft], faulty: &[Draft], errors: &mut Errors) -> HashSet<u32> {
    let mut alike: HashMap<(String, Regime), Vec<&Draft>> = HashMap::new();
    for draft in drafts.iter().chain(faulty) {
        alike.entry((key(draft.product.label()), draft.regime)).or_default().push(draft);
    }
    let broken = drafts.iter().filter(|draft| draft.opening.is_none() || draft.closing.is_none());
    let broken: HashSet<u32> = broken.map(|draft| draft.line).collect();
    let mut misspelled = HashSet::new();
    for mut spellings in alike.into_values() {
        spellings.sort_by_key(|draft| draft.line);
        let [first, later @ ..] = spellings.as_slice() else { continue };
        if later.is_empty() || !spellings.iter().any(|draft| broken.contains(&draft.line)) {
            continue;
        }
        for draft in later {
            let label = draft.product.label().to_owned();
            let problem = ProductProblem::SpelledTwoWays { label, first_line: first.line };
            let (column, value) = differing(first, draft);
            errors.push(error(draft.line, Some(column), value, problem));
        }
        misspelled.extend(spellings.iter().map(|draft| draft.line));
    }
    misspelled
}

/// The first column in which two spellings differ, with its cell in the second.
fn differing<'a>(first: &Draft, second: &'a Draft) -> (Column, &'a str) {
    let cells = first.product.columns.iter().zip(&second.product.columns);
    let differing = cells.enumerate().find(|(_, (one, other))| one != other);
    let column = |index: usize| Column::at(index + usize::from(Column::Certification.number()));
    differing
        .and_then(|(index, (_, cell))| Some((column(index)?, cell.as_str())))
        .unwrap_or((Column::Label, &second.product.libelle))
}

fn account(draft: Draft, errors: &mut Errors) -> Option<WineAccount> {
    let label = || draft.product.label().to_owned();
    let missing =
        |problem: AccountProblem| error(draft.line, Some(Column::Category), draft.product.label(), problem);
    if draft.opening.is_none() {
        errors.push(missing(AccountProblem::OpeningMissing { label: label() }));
    }
    if draft.closing.is_none() {
        errors.push(missing(AccountProblem::ClosingMissing { label: label() }));
    }
    let ((opening, opening_line), (closing, closing_line)) = (draft.opening?, draft.closing?);
    let told = |told: Told<Volume>| told.map(|(volume, _)| volume);
    claimed(&draft, opening, draft.opening_claimed, errors);
    claimed(&draft, closing, draft.closing_claimed, errors);
    let account = WineAccount {
        opening,
        opening_claimed: told(draft.opening_claimed),
        closing,
        closing_claimed: told(draft.closing_claimed),
        complement: Complement {
            abv: draft.abv.map(|(abv, _)| abv),
            premix: draft.premix.map(|(premix, _)| premix),
            observations: draft.observations.map(|(text, _)| text),
        },
        product: draft.product,
        regime: draft.regime,
        movements: draft.movements,
        line: draft.line,
    };
    if let Some((line, volume, problem)) = imbalance(&account, opening_line, closing_line) {
        errors.push(error(line, Some(Column::Value), &volume.to_hl_string(), problem));
        return None;
    }
    Some(account)
}

fn claimed(draft: &Draft, stock: Volume, claimed: Told<Volume>, errors: &mut Errors) {
    if let Some((volume, line)) = claimed.filter(|(volume, _)| *volume > stock) {
        let problem = AccountProblem::ClaimedOverStock { label: draft.product.label().to_owned(), stock };
        errors.push(error(line, Some(Column::Value), &volume.to_hl_string(), problem));
    }
}

/// What is wrong with a balance, to the millilitre: the line and the volume to show, and the problem.
fn imbalance(account: &WineAccount, opening_line: u32, closing_line: u32) -> Option<(u32, Volume, Problem)> {
    let (opening, entries, exits) = (account.opening, account.entries(), account.exits());
    let available = opening + entries;
    let expected = available - exits;
    let label = account.product.label().to_owned();
    if expected.is_negative() {
        let mut left = available;
        let mut exit = account.movements.iter().filter(|movement| movement.side() == Side::Exit);
        let beyond = exit.find(|movement| {
            left -= movement.volume;
            left.is_negative()
        });
        let (line, volume) =
            beyond.map_or((opening_line, exits), |movement| (movement.line, movement.volume));
        return Some((line, volume, AccountProblem::ExitOverStock { label, available, exits }.into()));
    }
    (expected != account.closing).then(|| {
        let problem = AccountProblem::Balance { label, opening, entries, exits, expected };
        (closing_line, account.closing, problem.into())
    })
}
