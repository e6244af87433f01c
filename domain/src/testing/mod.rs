//! What the tests of the rules share: names and figures, given/when/then, an estate on a desk in memory.

mod cellar;
mod desk;
mod figures;
mod given;
mod house;

pub(crate) use cellar::{Cellar, of_harvest, parts};
pub(crate) use desk::{MemoryDesk, Unit};
pub(crate) use figures::{
    ESTATE, at, capsule_kind, day, harvest, hl, identity, month, movement, order, parcel, spec, today, vat,
    wine,
};
pub(crate) use given::{Told, context, given, refused};
pub(crate) use house::House;
