//! How the stock is asked.

mod articles;
mod lots;
mod orders;
mod products;

pub use articles::{
    ArticleFilter, ArticleStock, ByName, BySku, article_stocks, articles_by_ids, articles_by_name,
    articles_by_sku,
};
pub use lots::{LotFilter, lots, lots_by_ids, reservations_of_lots, reservations_of_orders};
pub use orders::{OrderFilter, OrderSort, orders, orders_by_ids};
pub use products::{products, products_by_ids};
