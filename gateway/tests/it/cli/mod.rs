//! The `monchai` program as it is called.

mod demo;
mod drm;
mod journal;
mod program;
mod reference;
mod settings;
