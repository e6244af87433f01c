use domain::Fact;

use super::{articles, lots, orders};
use crate::contract::{Envelope, Fault, Model};
use crate::stock::StockRows;

/// The read model of bottles and orders.
#[derive(Clone, Copy, Debug)]
pub struct Stock;

impl Model for Stock {
    const NAME: &'static str = "stock";
    const VERSION: i32 = 3;
    type Rows = StockRows;

    fn want(rows: &mut StockRows, fact: &Fact) {
        match fact {
            Fact::Lot(lot, event) => lots::want(rows, *lot, event),
            Fact::Order(order, event) => orders::want(rows, *order, event),
            Fact::Article(article, event) => articles::want(rows, *article, event),
            _ => {}
        }
    }

    fn fold(rows: &mut StockRows, fact: &Fact, envelope: &Envelope) -> Result<(), Fault> {
        match fact {
            Fact::Lot(lot, event) => lots::fold(rows, *lot, event),
            Fact::Order(order, event) => orders::fold(rows, *order, event, envelope.position),
            Fact::Article(article, event) => articles::fold(rows, *article, event),
            _ => Ok(()),
        }
    }
}
