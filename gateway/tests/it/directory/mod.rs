//! People: the directory, what is sealed, and what erasing leaves.

mod billing;
mod erasure;
mod imports;
mod orders;
mod parties;
mod plans;
mod restore;
mod sealing;
mod shredding;
mod support;
mod terms;
mod walls;
