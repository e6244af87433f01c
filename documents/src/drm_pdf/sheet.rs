use domain::drm::declared::{Declarant, DrmReturn};
use domain::terms::Regime;
use domain::units::Volume;
use serde::Serialize;

use super::PdfRefusal;
use super::balance::{Balance, balance};
use super::capsules::{Accounts, accounts};
use super::duties::{Duties, duties};
use super::papers::{Papers, papers};
use super::words::{self, Decimals};
use crate::typeset::{Archive, Job, pdf};

/// All that the template lays out.
#[derive(Serialize)]
struct Sheet {
    month: String,
    /// The first day after the month, as year, month, day: what the file says of when it was made, so that the same return
    /// gives the same bytes.
    dated: [u16; 3],
    name: Option<String>,
    accise: Option<String>,
    identity: Vec<(&'static str, String)>,
    nil: bool,
    suspended: Option<Balance>,
    paid: Option<Balance>,
    capsules: Option<Accounts>,
    papers: Papers,
    duties: Option<Duties>,
}

/// Writes a return as a PDF, A4, tagged, PDF/A-2b where our fonts have all its characters. The same return gives the same
/// bytes.
pub fn write(drm: &DrmReturn) -> Result<Vec<u8>, PdfRefusal> {
    let decimals = Decimals::for_all(volumes(drm));
    let after = drm.period.next();
    let sheet = Sheet {
        month: words::month(drm.period),
        dated: [after.year(), u16::from(after.number()), 1],
        name: drm.declarant.name.clone(),
        accise: drm.declarant.accise.clone(),
        identity: identity(&drm.declarant),
        nil: drm.is_nil(),
        suspended: balance(&drm.wines, Regime::Suspended, decimals),
        paid: balance(&drm.wines, Regime::Paid, decimals),
        capsules: accounts(&drm.capsules),
        papers: papers(drm, decimals),
        duties: duties(drm, decimals),
    };
    let accise = drm.declarant.accise.as_deref().unwrap_or_default();
    let job = Job::new(&[("drm.typ", include_str!("template.typ"))], serde_json::to_vec(&sheet)?)?;
    // People write what they like: a return with a character that the fonts lack is an ordinary PDF.
    pdf(&job, &format!("drm/{accise}/{}", drm.period), Archive::WherePossible)
}

fn identity(declarant: &Declarant) -> Vec<(&'static str, String)> {
    let told = [
        ("Numéro d’accise", &declarant.accise),
        ("Numéro CVI", &declarant.cvi),
        ("SIRET", &declarant.siret),
        ("Identifiant interprofession", &declarant.interprofession_id),
    ];
    told.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
}

/// Sums have no more decimals than what they sum.
fn volumes(drm: &DrmReturn) -> impl Iterator<Item = Volume> {
    let of_wines = drm.wines.iter().flat_map(|wine| {
        let moved = wine.lines.iter().map(|line| line.volume_ml);
        moved.chain([wine.opening_ml, wine.closing_ml])
    });
    let statistics = drm.statistics;
    let told = [statistics.juice_ml, statistics.concentrated_must_ml, statistics.vinegar_ml];
    of_wines.chain(told.into_iter().flatten())
}
