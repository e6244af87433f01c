//! What leaves the process about its own working: the log, and where the settings say so, traces (OpenTelemetry) and
//! faults (Sentry). Without those settings nothing of them is set up, and nothing is spent on them.

mod faults;
mod logs;
mod start;
mod traces;

pub use start::{Telemetry, start};
pub use traces::continued;
