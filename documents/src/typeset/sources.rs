use std::collections::BTreeMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

use super::PdfRefusal;

/// Templates are read once a process.
static READ: LazyLock<RwLock<BTreeMap<&'static str, Source>>> = LazyLock::new(RwLock::default);

/// The template of that name and text; a name stands for one text.
pub(super) fn source(name: &'static str, text: &'static str) -> Result<Source, PdfRefusal> {
    if let Some(source) = READ.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Ok(source.clone());
    }
    let source = Source::new(file(name)?, text.to_owned());
    READ.write().unwrap_or_else(PoisonError::into_inner).insert(name, source.clone());
    Ok(source)
}

/// The id of a file of that name.
pub(super) fn file(name: &str) -> Result<FileId, PdfRefusal> {
    let path = VirtualPath::new(name);
    let path = path.map_err(|error| PdfRefusal::Typesetting { reason: format!("{error:?}") })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
