use domain::drm::declared::{DeclaredCapsules, DeclaredWine, DrmReturn};

use super::code::code;
use super::{NoCode, annexes};
use crate::drm_csv::{
    CapsuleAccount, CapsuleMovement, Complement, DrmFile, Movement, ProductKey, WineAccount,
};
use crate::reference::movements::Dialect;

/// The portal's file of a return, or the first line for which that portal has no code.
pub fn return_file(drm: &DrmReturn, dialect: Dialect) -> Result<DrmFile, NoCode> {
    let declarant = &drm.declarant;
    Ok(DrmFile {
        dialect,
        period: drm.period,
        identifier: declarant.interprofession_id.clone(),
        siret: declarant.siret.clone(),
        cvi: declarant.cvi.clone(),
        accise: declarant.accise.clone(),
        accounts: drm.wines.iter().map(|wine| account(wine, dialect)).collect::<Result<_, _>>()?,
        capsules: drm.capsules.iter().map(capsules).collect(),
        annexes: annexes::of_return(drm),
    })
}

fn account(wine: &DeclaredWine, dialect: Dialect) -> Result<WineAccount, NoCode> {
    let spec = &wine.spec;
    let movements = wine.lines.iter().map(|line| {
        let no_code = |missing| NoCode { label: spec.label.clone(), node: line.node, missing };
        let code = code(dialect, wine.regime, line).map_err(no_code)?;
        let country = line.country.map(|country| country.to_string());
        let (replacement, contract) = (line.replaced_month, line.contract.clone());
        Ok(Movement { country, replacement, contract, ..Movement::new(code, line.volume_ml) })
    });
    let names = spec.portal.clone().unwrap_or_default();
    Ok(WineAccount {
        product: ProductKey::new(&names, &spec.label, spec.code.as_ref()),
        regime: wine.regime,
        opening: wine.opening_ml,
        opening_claimed: None,
        movements: movements.collect::<Result<_, _>>()?,
        closing: wine.closing_ml,
        closing_claimed: None,
        complement: Complement {
            abv: wine.abv,
            premix: wine.premix,
            observations: wine.observations.clone(),
        },
        line: 0,
    })
}

fn capsules(account: &DeclaredCapsules) -> CapsuleAccount {
    let movements = account.movements.iter();
    let movements = movements.map(|it| CapsuleMovement { node: it.node, count: it.count, line: 0 });
    CapsuleAccount {
        kind: account.kind,
        opening: account.opening,
        movements: movements.collect(),
        closing: account.closing,
        observations: account.observations.clone(),
        line: 0,
    }
}
