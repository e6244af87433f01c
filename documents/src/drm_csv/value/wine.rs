use domain::drm::{Node, Side};
use domain::terms::Regime;
use domain::units::{Abv, Money, Month, Volume};

use super::ProductKey;
use crate::reference::movements::{MovementCode, Need};

/// One wine in one regime: its stocks and what moved them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WineAccount {
    /// The product as it is written.
    pub product: ProductKey,
    /// Suspended or paid.
    pub regime: Regime,
    /// Stock at the beginning of the month.
    pub opening: Volume,
    /// The part of it that is claimed, where a portal asks for it (`dont_revendique`).
    pub opening_claimed: Option<Volume>,
    /// Entries and exits in the order of the file.
    pub movements: Vec<Movement>,
    /// Stock at its end.
    pub closing: Volume,
    /// The part of it that is claimed.
    pub closing_claimed: Option<Volume>,
    /// What is told beside the volumes.
    pub complement: Complement,
    /// The line of its first row; 0 where it comes from no file.
    pub line: u32,
}

/// One entry or exit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The catalogue's entry: its code, its node of the CIEL tree and its side.
    pub code: &'static MovementCode,
    /// How much, not below zero.
    pub volume: Volume,
    /// The country of an export, by name or ISO 3166 code as it is written.
    pub country: Option<String>,
    /// The month in which the wine that comes back was sold.
    pub replacement: Option<Month>,
    /// The number of a contract.
    pub contract: Option<String>,
    /// The number of the accompanying document.
    pub document: Option<String>,
    /// The contract that the row makes, at portals that take one.
    pub sale: Option<BulkSale>,
    /// The line of its row; 0 where it comes from no file.
    pub line: u32,
}

/// A contract that a row makes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BulkSale {
    /// Euros a hectolitre.
    pub price: Option<Money>,
    /// The buyer's excise number.
    pub buyer_accise: Option<String>,
    /// The buyer's name.
    pub buyer_name: Option<String>,
}

/// What is told of a wine beside its volumes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complement {
    /// Alcoholic strength (TAV).
    pub abv: Option<Abv>,
    /// Whether it is a premix.
    pub premix: Option<bool>,
    /// What explains its movements, 250 characters at most.
    pub observations: Option<String>,
}

impl WineAccount {
    /// The sum of its entries.
    pub fn entries(&self) -> Volume {
        self.total(Side::Entry)
    }

    /// The sum of its exits.
    pub fn exits(&self) -> Volume {
        self.total(Side::Exit)
    }

    fn total(&self, side: Side) -> Volume {
        self.movements.iter().filter(|movement| movement.side() == side).map(|movement| movement.volume).sum()
    }
}

impl Movement {
    /// A movement of that code and volume, and nothing else told.
    pub const fn new(code: &'static MovementCode, volume: Volume) -> Self {
        Self {
            code,
            volume,
            country: None,
            replacement: None,
            contract: None,
            document: None,
            sale: None,
            line: 0,
        }
    }

    /// Whether it adds to the stock or takes from it.
    pub const fn side(&self) -> Side {
        self.code.side()
    }

    /// Its node of the CIEL tree.
    pub const fn node(&self) -> Node {
        self.code.node
    }

    /// True where CIEL asks for an observation and there is a volume to explain.
    pub fn asks_for_observation(&self) -> bool {
        self.volume.is_positive() && self.code.needs(Need::Observations)
    }
}
