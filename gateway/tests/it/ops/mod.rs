//! Running it: limits, an orderly end, figures, traces, backup and restore.

mod backup;
mod browsers;
mod collector;
mod drain;
mod limits;
mod metrics;
mod telemetry;
