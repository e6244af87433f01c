//! What wine is made of after each kind of operation, over the desk in memory; and what holds of every split.

mod cellar;
mod late;
mod properties;
mod reversals;
