use documents::ReadReturn;
use domain::terms::Strength;
use domain::units::EstateId;
use sha2::{Digest, Sha256};

use super::NotOpened;
use super::rehearsal::{OpeningFault, OpeningProblem, rehearse};
use crate::operations::{OpenEstate, OpeningAccount, OpeningCapsules};

/// What a last return opens.
pub struct Opening {
    /// The estate: the one of the file's accise number.
    pub estate: EstateId,
    /// The operation that opens it.
    pub operation: OpenEstate,
    /// Labels of the wines for which no code is known yet; customs will ask for one.
    pub without_code: Vec<String>,
}

/// The opening of an estate from its last return, whichever file told it; or all that could not be placed, by line.
pub fn opening(told: &ReadReturn, bytes: &[u8], name: Option<String>) -> Result<Opening, NotOpened> {
    let drm = &told.drm;
    let Some(accise) = drm.declarant.accise.clone() else {
        return Err(NotOpened(vec![OpeningProblem { line: 0, fault: OpeningFault::NoAccise }]));
    };
    let estate = EstateId::of(&accise);
    let wines = drm.wines.iter().map(|wine| OpeningAccount {
        spec: wine.spec.clone(),
        strength: Strength { abv: wine.abv, premix: wine.premix },
        regime: wine.regime,
        closing_ml: wine.closing_ml,
    });
    let capsules = drm.capsules.iter().map(|it| OpeningCapsules { kind: it.kind, closing: it.closing });
    let operation = OpenEstate {
        name: name.unwrap_or_else(|| accise.clone()),
        accise,
        cvi: drm.declarant.cvi.clone(),
        interprofession_id: drm.declarant.interprofession_id.clone(),
        last_return: drm.period,
        file_sha256: hex::encode(Sha256::digest(bytes)),
        wines: wines.collect(),
        capsules: capsules.collect(),
    };
    rehearse(told, estate, &operation)?;
    let mut without_code = Vec::new();
    for spec in drm.wines.iter().map(|wine| &wine.spec).filter(|spec| spec.code.is_none()) {
        if !without_code.contains(&spec.label) {
            without_code.push(spec.label.clone());
        }
    }
    Ok(Opening { estate, operation, without_code })
}
