//! PDFs read back, where `pdftotext` is installed.

use std::io::Write;
use std::process::{Command, Stdio};

/// What `pdftotext` makes of the pages; `None`, and said so, where it is missing.
pub(crate) fn read(pdf: &[u8], how: &str) -> Option<String> {
    let mut reader = Command::new("pdftotext");
    reader.args([how, "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut reader) = reader.spawn() else {
        eprintln!("left out: pdftotext is not installed (poppler-utils)");
        return None;
    };
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The same without the shape of the page: a text of several lines is torn by the layout.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\u{200b}').collect()
}

/// How many pages it has.
pub(crate) fn pages(pdf: &[u8]) -> usize {
    let tag = b"/Type/Page";
    pdf.windows(tag.len() + 1).filter(|it| it.starts_with(tag) && it[tag.len()] != b's').count()
}

/// True for a PDF/A of that part.
pub(crate) fn archives(pdf: &[u8], part: u8) -> bool {
    let mark = format!("<pdfaid:part>{part}<").into_bytes();
    pdf.windows(mark.len()).any(|it| it == mark)
}
