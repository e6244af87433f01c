use domain::terms::{FiscalCategory, WineSpec};

use crate::drm_csv::WineAccount;
use crate::reference::wines::{Match, Wine, resolve};

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
    let colour = known.and_then(Wine::colour);
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
