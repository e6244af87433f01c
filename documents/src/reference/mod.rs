//! Tables of facts, each a small file under `fixtures/reference` that names its source and validity.

pub mod capsule_sizes;
pub mod countries;
pub mod excise_rates;
mod fiscal_labels;
mod inao;
pub mod label_claims;
pub mod loss_allowances;
pub mod movements;
mod product_kind;
pub mod rubrics;
mod table;
pub mod wines;

pub use fiscal_labels::is_fiscal_label;
pub use inao::inao_code;
pub use product_kind::{category_of, colour_of};
