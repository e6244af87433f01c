//! The gateway: operations, GraphQL, HTTP, and the `monchai` program.

pub mod app;
pub mod cli;
pub mod clock;
pub mod database;
pub mod demo;
pub mod drm_file;
pub mod graphql;
pub mod growth;
pub mod http;
pub mod messages;
mod moment;
pub mod operations;
pub mod refold;
pub mod replay;
