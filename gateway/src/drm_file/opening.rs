use std::collections::BTreeSet;

use documents::drm_csv::{DrmFile, WineAccount};
use documents::dti_plus::ReadReturn;
use documents::reference::wines::{Match, resolve};
use domain::terms::{FiscalCategory, Strength, WineSpec};
use domain::units::{EstateId, WineId};
use sha2::{Digest, Sha256};

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

/// Why a file that is read without error cannot open an estate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningProblem {
    /// It has no accise number to know the estate by.
    #[error("Le fichier ne porte aucun numéro d'accise : il en faut un pour ouvrir un domaine.")]
    NoAccise,
    /// A stock is below zero, or does not follow from the movements: nothing could be counted from it.
    #[error(
        "ligne {line} : le stock de fin de « {label} » est négatif ou ne suit pas de ses mouvements (RG11, RG12, RG28)."
    )]
    Unbalanced {
        /// The account.
        label: String,
        /// Its line.
        line: usize,
    },
    /// Two accounts share a label, by which alone CIEL knows a wine.
    #[error(
        "ligne {line} : le libellé « {label} » est déjà celui d'un autre compte ; un libellé désigne un seul vin."
    )]
    LabelTwice {
        /// The label.
        label: String,
        /// The line of the second account.
        line: u32,
    },
}

/// The opening of an estate from its last return.
pub fn opening(file: &DrmFile, bytes: &[u8], name: Option<String>) -> Result<Opening, OpeningProblem> {
    let accise = file.accise.clone().ok_or(OpeningProblem::NoAccise)?;
    let estate = EstateId::of(&accise);
    let mut seen = BTreeSet::new();
    for account in &file.accounts {
        let label = account.product.label();
        if !seen.insert((WineId::of(estate, label), account.regime)) {
            return Err(OpeningProblem::LabelTwice { label: label.to_owned(), line: account.line });
        }
    }
    let mut without_code = Vec::new();
    let wines = file.accounts.iter().map(|account| {
        let spec = spec(account);
        if spec.code.is_none() && !without_code.contains(&spec.label) {
            without_code.push(spec.label.clone());
        }
        let strength = Strength { abv: account.complement.abv, premix: account.complement.premix };
        OpeningAccount { spec, strength, regime: account.regime, closing_ml: account.closing }
    });
    let wines = wines.collect();
    let capsules = file.capsules.iter();
    let operation = OpenEstate {
        name: name.unwrap_or_else(|| accise.clone()),
        accise: accise.clone(),
        cvi: file.cvi.clone(),
        interprofession_id: file.identifier.clone(),
        last_return: file.period,
        file_sha256: hex::encode(Sha256::digest(bytes)),
        wines,
        capsules: capsules.map(|it| OpeningCapsules { kind: it.kind, closing: it.closing }).collect(),
    };
    Ok(Opening { estate, operation, without_code })
}

/// The opening of an estate from its last return as customs have it.
pub fn opening_of_return(
    told: &ReadReturn,
    bytes: &[u8],
    name: Option<String>,
) -> Result<Opening, OpeningProblem> {
    let drm = &told.drm;
    let accise = drm.declarant.accise.clone().ok_or(OpeningProblem::NoAccise)?;
    let estate = EstateId::of(&accise);
    let mut seen = BTreeSet::new();
    for (wine, line) in drm.wines.iter().zip(&told.wine_lines) {
        let label = wine.spec.label.clone();
        if !seen.insert((WineId::of(estate, &label), wine.regime)) {
            return Err(OpeningProblem::LabelTwice { label, line: u32::try_from(*line).unwrap_or_default() });
        }
        if wine.closing_ml.is_negative() || wine.closing_ml != wine.computed_closing() {
            return Err(OpeningProblem::Unbalanced { label, line: *line });
        }
    }
    for (account, line) in drm.capsules.iter().zip(&told.capsule_lines) {
        if account.closing < 0 || account.closing != account.computed_closing() {
            let label = format!("CRD {} ml", account.kind.size_ml);
            return Err(OpeningProblem::Unbalanced { label, line: *line });
        }
    }
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
        cvi: None,
        interprofession_id: None,
        last_return: drm.period,
        file_sha256: hex::encode(Sha256::digest(bytes)),
        wines: wines.collect(),
        capsules: capsules.collect(),
    };
    Ok(Opening { estate, operation, without_code: Vec::new() })
}

/// The wine of an account. A code that the file does not tell is taken from the reference table only when exactly one
/// wine there matches; its category and colour likewise, the file's own words deciding before.
pub(super) fn spec(account: &WineAccount) -> WineSpec {
    let portal = account.product.names();
    let label = account.product.label().to_owned();
    let told = account.product.code();
    let known = match resolve(&portal, &label, told.as_ref()) {
        Match::One(wine) => Some(wine),
        Match::Several(_) | Match::Near(_) | Match::Unknown => None,
    };
    let category = known.and_then(|wine| wine.category).unwrap_or_else(|| category(&portal.genre));
    let colour = known.and_then(documents::reference::wines::Wine::colour);
    let code = told.or_else(|| known.map(|wine| wine.code.clone()));
    WineSpec { label, code, category, colour, portal: Some(portal) }
}

/// The fiscal category that a genre of the portals tells: sparkling by its name, still else.
fn category(genre: &str) -> FiscalCategory {
    let genre = genre.to_lowercase();
    let sparkling = ["mousseux", "fines bulles", "effervescent", "eff", "crémant"];
    if sparkling.iter().any(|word| genre.contains(word)) {
        FiscalCategory::Sparkling
    } else {
        FiscalCategory::Still
    }
}
