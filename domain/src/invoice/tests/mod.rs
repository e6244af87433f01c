//! Each command with what follows from it, each refusal, and histories.

mod account;
mod credits;
mod desk;
mod figures;
mod histories;
mod issuing;
