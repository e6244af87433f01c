use crate::decider::refusals;
use crate::terms::{Arrival, BulkDestination, SaleDestination};

refusals! {
    /// Why a number that travels with the wine is refused.
    pub enum PaperRefusal {
        /// A document's number has at most 40 characters.
        DocumentInvalid = "DOCUMENT_NUMBER_INVALID",
        /// A contract's number has 1 to 40 characters.
        ContractInvalid = "CONTRACT_NUMBER_INVALID",
        /// What wine is made into needs a name of 1 to 100 characters.
        ProductInvalid = "PRODUCT_NAME_INVALID",
        /// The return asks for a reason of 1 to 250 characters.
        ReasonMissing = "REASON_MISSING",
    }
}

/// Accepts where bottles go: the number of an accompanying document, where there is one, has at most 40 characters (CIEL
/// takes 30) without control characters.
pub fn sale_destination(destination: &SaleDestination) -> Result<(), PaperRefusal> {
    match destination {
        SaleDestination::FranceSuspended { document: Some(document) } => {
            optional(Some(document), 40).map(drop).map_err(|Unfit| PaperRefusal::DocumentInvalid)
        }
        _ => Ok(()),
    }
}

/// Accepts where bulk goes: the number of a contract has 1 to 40 characters without control characters, what the return
/// asks to be told of is told.
pub fn bulk_destination(destination: &BulkDestination) -> Result<(), PaperRefusal> {
    match destination {
        BulkDestination::Contract { number } => {
            bounded(number, 40).map(drop).ok_or(PaperRefusal::ContractInvalid)
        }
        BulkDestination::MadeIntoOther { product } => {
            bounded(product, 100).map(drop).ok_or(PaperRefusal::ProductInvalid)
        }
        BulkDestination::Other { reason: why } => reason(why).map(drop).ok_or(PaperRefusal::ReasonMissing),
        _ => Ok(()),
    }
}

/// Accepts how wine comes in: what the return asks to be told of is told.
pub fn arrival(arrival: &Arrival) -> Result<(), PaperRefusal> {
    match arrival.reason() {
        Some(why) => reason(why).map(drop).ok_or(PaperRefusal::ReasonMissing),
        None => Ok(()),
    }
}

/// A reason as it will stand in the return: trimmed, 1 to 250 characters (the length of CIEL's observations), without
/// control characters; `None` otherwise.
pub fn reason(text: &str) -> Option<String> {
    bounded(text, 250)
}

/// A lot number as it stands on the bottles: white space folded, 2 to 40 characters, beginning with the `L` that the
/// law asks for (Code de la consommation, R. 412-3); `None` otherwise.
pub fn lot_number(text: &str) -> Option<String> {
    let number = bounded(&text.split_whitespace().collect::<Vec<_>>().join(" "), 40)?;
    (number.chars().count() >= 2 && number.starts_with(['L', 'l'])).then_some(number)
}

/// A name: trimmed, 1 to `most` characters, without control characters; `None` otherwise.
pub fn name(text: &str, most: usize) -> Option<String> {
    bounded(text, most)
}

/// A text that does not fit where it was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// A text that may be left out: trimmed, at most `most` characters, without control characters; a blank one is left
/// out.
pub fn optional(text: Option<&str>, most: usize) -> Result<Option<String>, Unfit> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => bounded(text, most).map(Some).ok_or(Unfit),
        None => Ok(None),
    }
}

fn bounded(text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}
