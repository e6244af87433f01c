//! Bottles: lots, what is set aside for whom, products, orders, and the articles that they are sold as.

mod articles;
mod fold;
mod read;
mod rows;

pub use articles::{Article, ArticleLot, ArticleStatus, DatedPrice};
pub use fold::Stock;
pub use read::*;
pub use rows::*;
