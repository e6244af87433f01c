//! Elements by their paths: what is open is closed, and what is missing opened, as one path follows another.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// Writes elements in the order in which they come.
pub(crate) struct Tree<W: Write> {
    writer: Writer<W>,
    open: Vec<String>,
}

impl<W: Write> Tree<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { writer: Writer::new_with_indent(out, b' ', 2), open: Vec::new() }
    }

    /// Writes what is no element.
    pub(crate) fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.writer.write_event(event)
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, start: BytesStart<'_>) -> io::Result<()> {
        self.open.push(String::from_utf8_lossy(start.name().as_ref()).into_owned());
        self.writer.write_event(Event::Start(start))
    }

    /// Opens an element without attributes.
    pub(crate) fn enter(&mut self, name: &str) -> io::Result<()> {
        self.open(BytesStart::new(name))
    }

    /// Closes the element that was opened last.
    pub(crate) fn leave(&mut self) -> io::Result<()> {
        match self.open.pop() {
            Some(name) => self.writer.write_event(Event::End(BytesEnd::new(name))),
            None => Ok(()),
        }
    }

    /// An element with a text and nothing else.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Start(BytesStart::new(name)))?;
        self.writer.write_event(Event::Text(BytesText::new(text)))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// The same with attributes.
    pub(crate) fn leaf_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(text)))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Goes to an element by its path below `depth`: closes what is open besides and opens what is missing.
    pub(crate) fn go(&mut self, depth: usize, path: &[&str]) -> io::Result<()> {
        let shared = self.open[depth..].iter().zip(path).take_while(|(open, wanted)| open == *wanted).count();
        while self.open.len() > depth + shared {
            self.leave()?;
        }
        path[shared..].iter().try_for_each(|name| self.enter(name))
    }
}
