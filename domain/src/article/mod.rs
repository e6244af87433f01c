//! What is sold under a SKU: the lots it is taken from, what its label says of them, its prices.

mod acceptance;
mod command;
mod decide;
mod event;
mod evolve;
mod offer;
mod price;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use acceptance::{Acceptance, Warning};
pub use command::ArticleCommand;
pub use event::ArticleEvent;
pub use offer::OfferedLot;
pub use price::{Price, PriceList, PriceTier};
pub use refusal::ArticleRefusal;
pub use state::{Article, Offer};
