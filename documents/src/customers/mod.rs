//! The list of customers that another program wrote, read.
//!
//! A table with a header: UTF-8 or Windows-1252, cells parted by `;`, `,` or tab, columns in any order and by their
//! French or English names. [`read`] tells every mistake at once, each with its physical line and column; what a number
//! or an address is worth is not judged here.

mod column;
mod customer;
mod problem;
mod read;
mod word;

#[cfg(test)]
mod tests;

pub use column::Column;
pub use customer::{
    Consent, Customer, CustomerKind, CustomerTongue, CustomersFile, Ignored, Place, PostalAddress,
};
pub use problem::{CustomersProblem, Mistake};
pub use read::{MOST_MISTAKES, MOST_ROWS, read};
