//! The sentences that a person reads, in French and in English, from a refusal's code and parameters.

mod catalogue;
mod customers;
mod drm_csv;
mod format;
mod sentence;

pub use format::{Language, date, hectolitres, month};
pub use sentence::{Labels, import_problem, import_sentence, row_problem, sentence};
