//! The elements of a file with their lines. A return is small, so it is held whole; what is no return is refused early.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{DtiFault, DtiProblem};
use crate::dti_plus::write::NAMESPACE;

/// The most that is read: a return of a hundred wines has under 500 kB.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// The schema nests seven.
const MOST_DEPTH: usize = 12;

/// An element with its line.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The attribute of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The root of a file.
pub(super) fn root(bytes: &[u8]) -> Result<Element, DtiProblem> {
    let whole = |fault| DtiProblem { line: 0, path: "mouvements-balances".to_owned(), fault };
    if bytes.len() > MOST_BYTES {
        return Err(whole(DtiFault::TooLarge { most: MOST_BYTES }));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_at(bytes, error.valid_up_to());
        DtiProblem { line, ..whole(DtiFault::Encoding) }
    })?;
    let root = Parser { text, reader: Reader::from_str(text), open: Vec::new() }.run()?;
    if root.name != "mouvements-balances" {
        return Err(DtiProblem { line: root.line, path: root.name, fault: DtiFault::Root });
    }
    Ok(root)
}

fn line_at(bytes: &[u8], position: usize) -> usize {
    bytes[..position.min(bytes.len())].split(|byte| *byte == b'\n').count()
}

struct Parser<'text> {
    text: &'text str,
    reader: Reader<&'text [u8]>,
    open: Vec<Element>,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Element, DtiProblem> {
        let (mut position, mut line) = (0, 1);
        loop {
            let here = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            line += line_at(&self.text.as_bytes()[position..], here.saturating_sub(position)) - 1;
            position = here.min(self.text.len());
            let event = self.reader.read_event();
            let event = event.map_err(|error| self.malformed(line, error.to_string()))?;
            if let Some(root) = self.take(event, line)? {
                return self.end(line).map(|()| root);
            }
        }
    }

    /// Takes an event in; gives the root once it is closed.
    fn take(&mut self, event: Event<'_>, line: usize) -> Result<Option<Element>, DtiProblem> {
        match event {
            Event::Decl(declaration) => {
                let declared = declaration.encoding().and_then(Result::ok).unwrap_or_default();
                let declared = String::from_utf8_lossy(&declared).into_owned();
                if !["", "utf-8", "utf8"].contains(&declared.to_lowercase().as_str()) {
                    return Err(self.fault(line, DtiFault::OtherEncoding { declared }));
                }
            }
            Event::Start(start) => {
                let element = self.element(&start, line)?;
                self.open.push(element);
                if self.open.len() > MOST_DEPTH {
                    return Err(self.fault(line, DtiFault::TooDeep));
                }
            }
            Event::Empty(start) => {
                let element = self.element(&start, line)?;
                return Ok(self.close(element));
            }
            Event::End(_) => {
                if let Some(element) = self.open.pop() {
                    return Ok(self.close(element));
                }
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| self.malformed(line, error.to_string()))?;
                self.write(&text);
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| self.malformed(line, error.to_string()))?;
                self.write(&text);
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| self.malformed(line, error.to_string()))?;
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = character.or_else(|| resolve_predefined_entity(&name).map(ToOwned::to_owned));
                let known = known.ok_or_else(|| self.fault(line, DtiFault::Entity))?;
                self.write(&known);
            }
            Event::DocType(_) => return Err(self.fault(line, DtiFault::Entity)),
            Event::Eof => return Err(self.malformed(line, "le fichier s'arrête avant sa fin".to_owned())),
            Event::Comment(_) | Event::PI(_) => {}
        }
        Ok(None)
    }

    /// Nothing but white space and comments follows the root.
    fn end(&mut self, line: usize) -> Result<(), DtiProblem> {
        loop {
            let event = self.reader.read_event();
            match event.map_err(|error| self.malformed(line, error.to_string()))? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if text.iter().all(u8::is_ascii_whitespace) => {}
                _ => return Err(self.malformed(line, "du contenu suit la racine".to_owned())),
            }
        }
    }

    fn element(&self, start: &BytesStart<'_>, line: usize) -> Result<Element, DtiProblem> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.malformed(line, error.to_string()))?;
            let value = attribute.unescape_value();
            let value = value.map_err(|error| self.malformed(line, error.to_string()))?;
            attributes
                .push((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value.into_owned()));
        }
        let mut name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        let prefix =
            start.name().prefix().map(|prefix| String::from_utf8_lossy(prefix.as_ref()).into_owned());
        if !self.is_ours(prefix.as_deref(), &attributes) {
            name.push_str(" (autre espace de noms)");
        }
        // White space before an element moves its line: the reader stands where the text began.
        Ok(Element { name, line, attributes, ..Element::default() })
    }

    /// True where the prefix stands for the namespace of DTI+: the nearest declaration holds.
    fn is_ours(&self, prefix: Option<&str>, attributes: &[(String, String)]) -> bool {
        let wanted = prefix.map_or_else(|| "xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        let above = self.open.iter().rev().map(|element| element.attributes.as_slice());
        let mut declared = std::iter::once(attributes).chain(above).flatten();
        declared.find(|(name, _)| *name == wanted).is_some_and(|(_, value)| value == NAMESPACE)
    }

    fn close(&mut self, element: Element) -> Option<Element> {
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(element);
                None
            }
            None => Some(element),
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn fault(&self, line: usize, fault: DtiFault) -> DtiProblem {
        let names: Vec<&str> = self.open.iter().map(|element| element.name.as_str()).collect();
        DtiProblem { line, path: names.join("/"), fault }
    }

    fn malformed(&self, line: usize, detail: String) -> DtiProblem {
        self.fault(line, DtiFault::Malformed { detail })
    }
}
