//! An estate in memory that really decides, a ledger in the database, and a look at every table.

mod desk;
mod house;
mod ledger;
mod operations;
mod random;
mod sales;
mod tables;

pub use desk::{MemoryDesk, Stored};
pub use house::{House, day, hl, identity, month, wine_spec};
pub use ledger::{append, append_raw, open_house};
pub use random::random_house;
pub use tables::{dump, dump_of};
