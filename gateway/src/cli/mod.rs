//! The command line.

mod args;
mod backup;
mod customers;
mod demo;
mod drm;
mod drm_args;
mod journal;
mod main;
mod models;
mod problem;
mod returns;
mod serve;
mod user;

pub(crate) use journal::export;
pub use main::main;
pub use problem::Problem;
pub(crate) use returns::return_files;
