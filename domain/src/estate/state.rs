use std::collections::BTreeMap;

use super::{Claiming, EstateRefusal};
use crate::bookkeeping::Bookkeeping;
use crate::identity::EstateIdentity;
use crate::letterhead::{Letterhead, Logo};
use crate::terms::{Regime, WineSpec};
use crate::units::{Month, MovementId, Volume, WineId};

/// An estate as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Estate {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Its books are kept.
    Registered(Books),
}

/// What is known of an estate that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// The first month that the books hold.
    pub books_from: Month,
    /// Who the estate is, as it stated last.
    pub identity: Option<Box<EstateIdentity>>,
    /// When the wine of a harvest enters its balance.
    pub claiming: Claiming,
    /// How the books of the sales are kept.
    pub bookkeeping: Bookkeeping,
    /// What stands on the papers besides who the estate is.
    pub letterhead: Box<Letterhead>,
    /// The logo on the papers.
    pub logo: Option<Logo>,
    /// Declared wines.
    pub wines: BTreeMap<WineId, WineSpec>,
    /// Opening stock that is still to be placed; `None` until it was taken.
    pub unplaced: Option<BTreeMap<(WineId, Regime), Volume>>,
    /// What each movement placed.
    pub placements: BTreeMap<MovementId, (WineId, Regime, Volume)>,
}

impl Estate {
    /// The books, or why there are none.
    pub fn books(&self) -> Result<&Books, EstateRefusal> {
        match self {
            Self::Unknown => Err(EstateRefusal::NotFound),
            Self::Registered(books) => Ok(books),
        }
    }

    /// Accepts a wine that the estate has declared.
    pub fn declared(&self, wine: WineId) -> Result<&WineSpec, EstateRefusal> {
        self.books()?.wines.get(&wine).ok_or(EstateRefusal::WineNotFound { wine })
    }
}
