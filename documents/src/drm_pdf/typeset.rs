//! typst, fed from memory: one template, one file of data, the fonts that it embeds.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, embedded};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::PdfRefusal;

/// What compiled parts are kept for: so many more documents. Without it each document would leave its own behind for good.
const KEPT_FOR: usize = 10;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = FontStore::new();
    fonts.extend(embedded());
    fonts
});

struct Memory {
    template: Source,
    data: (FileId, Bytes),
}

/// Lays the data out. `ident` names the document, whichever version of it.
pub(super) fn pdf(data: Vec<u8>, ident: String) -> Result<Vec<u8>, PdfRefusal> {
    let world = Memory {
        template: Source::new(file("template.typ")?, include_str!("template.typ").to_owned()),
        data: (file("data.json")?, Bytes::new(data)),
    };
    let made = typst::compile::<PagedDocument>(&world).output;
    let made = made.map_err(|errors| refusal(&errors)).and_then(|document| export(&document, &ident));
    comemo::evict(KEPT_FOR);
    made
}

/// An archive's PDF refuses a character that the fonts lack, and people write what they like: such a return is an ordinary
/// PDF.
fn export(document: &PagedDocument, ident: &str) -> Result<Vec<u8>, PdfRefusal> {
    let archive = PdfStandards::new(&[PdfStandard::A_2b]).unwrap_or_default();
    let options = |standards| PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Mon Chai".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options(archive))
        .or_else(|_| typst_pdf::pdf(document, &options(PdfStandards::default())))
        .map_err(|errors| refusal(&errors))
}

fn file(name: &str) -> Result<FileId, PdfRefusal> {
    let path = VirtualPath::new(name);
    let path = path.map_err(|error| PdfRefusal::Typesetting { reason: format!("{error:?}") })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn refusal(errors: &[SourceDiagnostic]) -> PdfRefusal {
    let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PdfRefusal::Typesetting { reason: reasons.join(" ; ") }
}

impl World for Memory {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::NotSource) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    /// No clock.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
