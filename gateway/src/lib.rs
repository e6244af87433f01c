//! The gateway: operations, GraphQL, HTTP, and the `monchai` program.

// The futures of the schema's mutations lie deeper than the compiler looks by default (130 of 128 in a release build).
#![recursion_limit = "256"]

pub mod access;
pub mod app;
pub mod artefacts;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod database;
pub mod demo;
pub mod directory;
pub mod drm_file;
pub mod graphql;
pub mod growth;
pub mod http;
pub mod messages;
pub mod metrics;
pub mod operations;
pub mod people;
pub mod refold;
pub mod replay;
pub mod settings;
pub mod telemetry;
mod wording;
