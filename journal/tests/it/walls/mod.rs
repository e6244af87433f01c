//! The database itself keeps estates apart: what the queries forget, its policies do not.

mod catalogue;
mod loads;
mod rows;
mod tables;
