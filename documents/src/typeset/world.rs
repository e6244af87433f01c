use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, embedded};

use super::PdfRefusal;
use super::sources::{file, source};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

pub(super) static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = FontStore::new();
    fonts.extend(embedded());
    fonts
});

/// A document to be laid out: the templates, by name and text, the first of which is the document, and the files that they
/// read.
pub(crate) struct Job {
    sources: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
}

impl Job {
    /// A document of these templates, which reads its figures in `data.json`.
    pub(crate) fn new(templates: &[(&'static str, &'static str)], data: Vec<u8>) -> Result<Self, PdfRefusal> {
        let sources = templates.iter().map(|(name, text)| source(name, text)).collect::<Result<_, _>>()?;
        Self { sources, files: Vec::new() }.with("data.json", data)
    }

    /// The same with one more file to be read.
    pub(crate) fn with(mut self, name: &str, bytes: Vec<u8>) -> Result<Self, PdfRefusal> {
        self.files.push((file(name)?, Bytes::new(bytes)));
        Ok(self)
    }
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let held = self.files.iter().find(|(file, _)| *file == id);
        held.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    /// No clock.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
