//! The monthly excise return: what each event enters on the CIEL tree, and the balances that follow.

mod balance;
mod capsules;
mod classify;
mod ledger;
mod node;

pub use balance::{CapsuleBalance, Movements, NodeVolume, Return, ReturnFault, WineBalance};
pub use capsules::{CapsuleEntry, CapsuleNode, capsule_entry};
pub use classify::{Entry, classify};
pub use ledger::Ledger;
pub use node::{Node, Side};
