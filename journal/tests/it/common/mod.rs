//! Small aggregates and operations, and the ledger that tests work on.

mod aggregates;
mod bench;
mod operations;

pub use aggregates::{Gate, GateCommand, Slip, SlipCommand, Tank, TankCommand, TankEvent};
pub use bench::{Bench, command};
pub use operations::{Fill, Filled, GuardedFill, Hooked, Nothing, Transfer};
