use domain::Fact;

use super::{books, land, movements, subjects, vats};
use crate::cellar::CellarRows;
use crate::contract::{Envelope, Fault, Model};

/// The read model of the cellar.
#[derive(Clone, Copy, Debug)]
pub struct Cellar;

impl Model for Cellar {
    const NAME: &'static str = "cellar";
    const VERSION: i32 = 2;
    type Rows = CellarRows;

    fn want(rows: &mut CellarRows, fact: &Fact) {
        subjects::want(rows, fact);
        match fact {
            Fact::Estate(_, event) => books::want(rows, event),
            Fact::Parcel(parcel, event) => land::want_parcel(rows, *parcel, event),
            Fact::Harvest(harvest, event) => land::want_harvest(rows, *harvest, event),
            Fact::Vat(vat, event) => vats::want(rows, *vat, event),
            Fact::Movement(movement, _) => rows.movements.want((*movement,)),
            Fact::Lot(..)
            | Fact::Order(..)
            | Fact::Capsules(..)
            | Fact::Period(..)
            | Fact::InvoiceBook(..)
            | Fact::Invoice(..)
            | Fact::Till(..)
            | Fact::Article(..) => {}
        }
    }

    fn fold(rows: &mut CellarRows, fact: &Fact, envelope: &Envelope) -> Result<(), Fault> {
        subjects::fold(rows, fact)?;
        match fact {
            Fact::Estate(_, event) => books::fold(rows, event),
            Fact::Parcel(parcel, event) => land::fold_parcel(rows, *parcel, event),
            Fact::Harvest(harvest, event) => land::fold_harvest(rows, *harvest, event),
            Fact::Vat(vat, event) => vats::fold(rows, *vat, event, envelope.position),
            Fact::Movement(movement, event) => movements::fold(rows, *movement, event, envelope),
            Fact::Lot(..)
            | Fact::Order(..)
            | Fact::Capsules(..)
            | Fact::Period(..)
            | Fact::InvoiceBook(..)
            | Fact::Invoice(..)
            | Fact::Till(..)
            | Fact::Article(..) => Ok(()),
        }
    }
}
