//! The `monchai` program as it is called.

mod customers;
mod demo;
mod drm;
mod journal;
mod program;
mod reference;
mod settings;
