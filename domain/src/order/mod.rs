//! A customer's order: placed, confirmed (its bottles set aside), dispatched whole or in parts, invoiced, or cancelled.

mod allot;
mod command;
mod decide;
mod effects;
mod event;
mod evolve;
mod pricing;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

use allot::allotted;
pub use allot::{article_streams, lot_streams};
pub use command::{OrderCommand, Wish};
pub use effects::{GivenBack, cancel, confirm, dispatch, streams, take_back};
pub use event::{Allotment, LineCount, OrderEvent, OrderLine, Wanted};
pub use evolve::settle;
pub use pricing::{WishedLine, priced};
pub use refusal::{OrderRefusal, ServingRefusal};
pub use state::{LotLine, Order, Placed, Sent, Settled, less, served};
