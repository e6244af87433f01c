use std::collections::BTreeMap;

use serde::Serialize;

use crate::sale::{Look, Picture, SaleRefusal};
use crate::typeset::{Archive, Job, PdfRefusal, pdf, shown};

/// What the head, the foot and the tables of all papers are.
const SHARED: (&str, &str) = ("paper.typ", include_str!("paper.typ"));

/// A sheet to be laid out.
pub(crate) struct Print<'a> {
    /// Its template, by name and text.
    pub(crate) template: (&'static str, &'static str),
    /// What names the document, whichever version of it.
    pub(crate) ident: &'a str,
    /// How the estate's papers look.
    pub(crate) look: &'a Look,
    /// A file that it carries.
    pub(crate) attached: Option<(&'static str, Vec<u8>)>,
}

/// Lays a sheet out. The same sheet gives the same bytes.
pub(crate) fn print(sheet: &impl Serialize, how: Print<'_>) -> Result<Vec<u8>, SaleRefusal> {
    let data = shown(serde_json::to_value(sheet).map_err(PdfRefusal::from)?);
    let data = serde_json::to_vec(&data).map_err(PdfRefusal::from)?;
    let mut job = Job::new(&[how.template, SHARED], data)?;
    if let Some(logo) = &how.look.logo {
        job = job.with(&logo.file(), logo.bytes.clone())?;
    }
    let archive = if how.attached.is_some() { Archive::WithFiles } else { Archive::Plain };
    if let Some((name, bytes)) = how.attached {
        job = job.with(name, bytes)?;
    }
    Ok(pdf(&job, how.ident, archive)?)
}

/// True for a picture that can be laid out. It is tried, on a page of its own: a logo that cannot would leave the estate
/// without papers.
pub fn draws(picture: &Picture) -> bool {
    let template = ("trial.typ", include_str!("trial.typ"));
    let look = Look { logo: Some(picture.clone()), ..Look::default() };
    let sheet = BTreeMap::from([("logo", picture.file())]);
    print(&sheet, Print { template, ident: "trial", look: &look, attached: None }).is_ok()
}
