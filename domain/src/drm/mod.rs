//! The monthly excise return: what each event enters on the CIEL tree, and the balances that follow.

pub mod anomalies;
mod balance;
mod books;
mod capsules;
mod classify;
pub mod declared;
mod due;
pub mod duty;
mod entry;
mod ledger;
pub mod losses;
mod node;
mod place;
mod placing;
#[cfg(test)]
mod tests;

pub use balance::{CapsuleBalance, Movements, NodeVolume, Return, ReturnFault, WineBalance};
pub use books::{Books, TOLD_BY};
pub use capsules::{CapsuleEntry, CapsuleNode, capsule_entry};
pub use classify::classify;
pub use due::due_on;
pub use entry::{Entry, boxed};
pub use ledger::Ledger;
pub use node::{Node, Side};
