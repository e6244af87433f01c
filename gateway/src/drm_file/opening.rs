use std::collections::BTreeSet;

use documents::drm_csv::{DrmFile, WineAccount};
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

/// The wine of an account. A code that the file does not tell is taken from the reference table only when exactly one
/// wine there matches; its category and colour likewise, the file's own words deciding before.
fn spec(account: &WineAccount) -> WineSpec {
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
