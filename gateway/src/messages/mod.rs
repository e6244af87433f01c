//! The sentences that a person reads, in French and in English, from a refusal's code and parameters.

mod catalogue;
mod drm_csv;
mod format;
mod sentence;

pub use format::{Language, date, hectolitres, month};
pub use sentence::{Labels, row_problem, sentence};
