//! Random histories of an estate, and what holds of every one of them.
//!
//! A history is a list of steps, each a few dice; [`world`] reads them against the cellar as it then is, so that most
//! commands are ones that a person could give, and some are absurd. [`books`] keeps the cellar's figures anew from the
//! facts, apart from the code of the aggregates, and says what must hold.

mod books;
mod make_ups;
mod operations;
mod properties;
mod step;
mod tally;
mod world;
