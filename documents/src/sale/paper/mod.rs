//! What all papers of a sale share: how the estate and the other side are shown, priced lines and sums, and how a sheet
//! becomes a PDF.

mod letterhead;
mod print;
mod rows;
mod totals;

pub(super) use letterhead::{
    Block, Fact, Letterhead, billed_to, carried_by, delivered_to, letterhead, of, sent_by,
};
pub use print::draws;
pub(super) use print::{Print, print};
pub(super) use rows::{Priced, Row, heads, of_bottles, rows, shows_discounts};
pub(super) use totals::{Vat, total_facts, vat};
