use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Job, PdfRefusal};

/// What compiled parts are kept for: so many more documents. Without it each document would leave its own behind for good.
const KEPT_FOR: usize = 10;

/// The standard that a file keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archive {
    /// PDF/A-2b, or an ordinary PDF where the fonts lack a character.
    WherePossible,
    /// PDF/A-2b.
    Plain,
    /// PDF/A-3b, which may carry files of any kind.
    WithFiles,
}

/// Lays the document out. `ident` names it, whichever version of it.
pub(crate) fn pdf(job: &Job, ident: &str, archive: Archive) -> Result<Vec<u8>, PdfRefusal> {
    let made = typst::compile::<PagedDocument>(job).output;
    let made = made.map_err(|errors| refusal(&errors)).and_then(|document| export(&document, ident, archive));
    comemo::evict(KEPT_FOR);
    made
}

fn export(document: &PagedDocument, ident: &str, archive: Archive) -> Result<Vec<u8>, PdfRefusal> {
    let standard = match archive {
        Archive::WherePossible | Archive::Plain => PdfStandard::A_2b,
        Archive::WithFiles => PdfStandard::A_3b,
    };
    let standards = PdfStandards::new(&[standard]);
    let standards =
        standards.map_err(|error| PdfRefusal::Typesetting { reason: error.message().to_string() })?;
    let options = |standards| PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Mon Chai".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let made = typst_pdf::pdf(document, &options(standards));
    match archive {
        Archive::WherePossible => {
            made.or_else(|_| typst_pdf::pdf(document, &options(PdfStandards::default())))
        }
        Archive::Plain | Archive::WithFiles => made,
    }
    .map_err(|errors| refusal(&errors))
}

fn refusal(errors: &[SourceDiagnostic]) -> PdfRefusal {
    let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PdfRefusal::Typesetting { reason: reasons.join(" ; ") }
}
