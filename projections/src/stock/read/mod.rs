//! How the stock is asked.

mod lots;
mod orders;
mod products;

pub use lots::{LotFilter, lots, lots_by_ids, reservations_of_lots, reservations_of_orders};
pub use orders::{OrderFilter, orders, orders_by_ids};
pub use products::{products, products_by_ids};
