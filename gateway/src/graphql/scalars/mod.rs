//! Scalars: exact decimals as text, days and months as text, never a float.

mod calendar;
mod money;
mod volume;

pub use calendar::{GqlDate, GqlMonth};
pub use money::GqlMoney;
pub use volume::GqlVolume;
