//! Placeholder module list.
