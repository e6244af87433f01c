//! What the file says of itself. typst writes neither the properties of Factur-X nor the description of their schema that
//! PDF/A wants beside them, so they are put into the metadata that it wrote (docs/decisions/0023).

use lopdf::{Document, IncrementalDocument, Object, Stream};

use crate::sale::SaleRefusal;
use crate::typeset::PdfRefusal;

/// Where typst describes the schemas of its own: a second list of them would be no valid XMP.
const SCHEMAS_END: &str = "</rdf:Bag></pdfaExtension:schemas>";
const END: &str = "</rdf:RDF>";

/// The schema of Factur-X (FNFE-MPE, Factur-X 1.09, `Factur-X_extension_schema.xmp`).
const SCHEMA: &str = include_str!("schema.xmp");
const PROPERTIES: &str = include_str!("properties.xmp");

/// The file, saying that it is Factur-X of profile EN 16931. What typst wrote stays as it is; the new metadata are appended.
pub(super) fn tell(pdf: Vec<u8>) -> Result<Vec<u8>, SaleRefusal> {
    let written = Document::load_mem(&pdf).map_err(|error| refused(&error))?;
    let catalog = written.catalog().map_err(|error| refused(&error))?;
    let metadata =
        catalog.get(b"Metadata").and_then(Object::as_reference).map_err(|error| refused(&error))?;
    let stream = written.get_object(metadata).and_then(Object::as_stream).map_err(|error| refused(&error))?;
    let packet = stream.get_plain_content().map_err(|error| refused(&error))?;
    let packet = String::from_utf8(packet).map_err(|error| refused(&error))?;
    let packet = merged(&packet)
        .ok_or_else(|| PdfRefusal::Typesetting { reason: "metadata of another shape".to_owned() })?;
    let mut dictionary = stream.dict.clone();
    for key in [b"Filter".as_slice(), b"DecodeParms", b"Length"] {
        dictionary.remove(key);
    }
    let told = Stream::new(dictionary, packet.into_bytes()).with_compression(false);
    let mut appended = IncrementalDocument::create_from(pdf, written);
    appended.new_document.set_object(metadata, told);
    let mut out = Vec::new();
    appended.save_to(&mut out)?;
    Ok(out)
}

/// The packet with the schema among the others and the properties at its end.
fn merged(packet: &str) -> Option<String> {
    let (head, rest) = packet.split_once(SCHEMAS_END)?;
    let (middle, tail) = rest.rsplit_once(END)?;
    Some([head, SCHEMA.trim_end(), SCHEMAS_END, middle, PROPERTIES.trim_end(), END, tail].concat())
}

fn refused(error: &dyn std::error::Error) -> SaleRefusal {
    PdfRefusal::Typesetting { reason: error.to_string() }.into()
}
