//! What all papers of a sale share: how the estate and the other side are shown, and how a sheet becomes a PDF.

mod letterhead;
mod print;

pub(super) use letterhead::{
    Block, Fact, Letterhead, billed_to, carried_by, delivered_to, letterhead, of, sent_by,
};
pub(super) use print::{Print, print};
