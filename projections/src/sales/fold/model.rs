use domain::Fact;

use super::{documents, till};
use crate::contract::{Envelope, Fault, Model};
use crate::sales::SalesRows;

/// The read model of invoices, payments and revenue.
#[derive(Clone, Copy, Debug)]
pub struct Sales;

impl Model for Sales {
    const NAME: &'static str = "sales";
    const VERSION: i32 = 1;
    type Rows = SalesRows;

    fn want(rows: &mut SalesRows, fact: &Fact) {
        if let Fact::Invoice(invoice, event) = fact {
            documents::want(rows, *invoice, event);
        }
    }

    fn fold(rows: &mut SalesRows, fact: &Fact, envelope: &Envelope) -> Result<(), Fault> {
        match fact {
            Fact::Invoice(invoice, event) => documents::fold(rows, *invoice, event, envelope.position),
            Fact::Till(_, event) => {
                till::fold(rows, event, envelope.position);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
