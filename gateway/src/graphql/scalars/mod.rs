//! Scalars: exact decimals as text, days and months as text, never a float.

mod calendar;
mod decimal;
mod mass;
mod money;
mod rate;
mod volume;

pub use calendar::{GqlDate, GqlMonth};
pub use mass::GqlMass;
pub use money::GqlMoney;
pub use rate::GqlRate;
pub use volume::GqlVolume;
