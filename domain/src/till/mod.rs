//! The till of a year: what was sold and paid each day, and days, months and the year closed for good with their totals
//! (CGI, art. 286, I, 3° bis; BOI-TVA-DECLA-30-10-30).

mod closing;
mod closings;
mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
mod takings;
#[cfg(test)]
mod tests;

#[cfg(test)]
use closing::before;
pub use closing::{Closed, close, streams};
pub use command::TillCommand;
pub use event::{Closing, TillEvent};
pub use refusal::TillRefusal;
pub use state::{OpenTill, Till};
pub use takings::{MeansTotal, Takings};
