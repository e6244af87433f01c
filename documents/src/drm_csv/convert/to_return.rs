use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Statistics,
};
use domain::terms::Country;

use super::annexes;
use super::spec::spec;
use crate::ReadReturn;
use crate::drm_csv::{CapsuleAccount, Column, DrmFile, Movement, MovementProblem, RowError, WineAccount};
use crate::reference::countries::{self, Destination};

/// The return that a portal's file tells, with the lines of its accounts; or every row that the return has no words for.
/// Numbers of accompanying documents, contracts that rows make and what is claimed of a stock stay in the file: they are
/// the portal's own.
pub fn to_return(file: &DrmFile) -> Result<ReadReturn, Vec<RowError>> {
    let mut errors = Vec::new();
    let wines: Vec<DeclaredWine> = file.accounts.iter().map(|account| wine(account, &mut errors)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut drm = DrmReturn {
        period: file.period,
        declarant: Declarant {
            name: None,
            accise: file.accise.clone(),
            cvi: file.cvi.clone(),
            siret: file.siret.clone(),
            interprofession_id: file.identifier.clone(),
        },
        wines,
        capsules: file.capsules.iter().map(capsules).collect(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    };
    file.annexes.iter().for_each(|annexe| annexes::tell(annexe, &mut drm));
    Ok(ReadReturn {
        drm,
        wine_lines: file.accounts.iter().map(|account| line(account.line)).collect(),
        capsule_lines: file.capsules.iter().map(|account| line(account.line)).collect(),
        written_as_other: Vec::new(),
    })
}

fn line(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn wine(account: &WineAccount, errors: &mut Vec<RowError>) -> DeclaredWine {
    let lines = account.movements.iter().map(|movement| Line {
        nature: movement.code.nature(),
        country: country(movement, errors),
        replaced_month: movement.replacement,
        contract: movement.contract.clone(),
        ..Line::plain(movement.node(), movement.volume)
    });
    DeclaredWine {
        lines: lines.collect(),
        spec: spec(account),
        regime: account.regime,
        abv: account.complement.abv,
        premix: account.complement.premix,
        opening_ml: account.opening,
        closing_ml: account.closing,
        observations: account.complement.observations.clone(),
    }
}

fn country(movement: &Movement, errors: &mut Vec<RowError>) -> Option<Country> {
    let told = movement.country.as_deref()?;
    match countries::find(told) {
        Some(Destination::Country(country)) => Some(country),
        Some(Destination::Untold) => None,
        None => {
            let problem = MovementProblem::CountryUnknown { nearest: countries::nearest_name(told) };
            errors.push(RowError {
                line: movement.line,
                column: Some(Column::CountryOrDate),
                value: told.to_owned(),
                problem: problem.into(),
            });
            None
        }
    }
}

fn capsules(account: &CapsuleAccount) -> DeclaredCapsules {
    let movements = account.movements.iter();
    let movements = movements.map(|it| CapsuleMovement { node: it.node, count: it.count });
    DeclaredCapsules {
        kind: account.kind,
        opening: account.opening,
        movements: movements.collect(),
        closing: account.closing,
        observations: account.observations.clone(),
    }
}
