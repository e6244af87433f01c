//! Movement codes of the interprofessions' files and the node of the CIEL tree that each stands for.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::drm::declared::Nature;
use domain::drm::{Node, Side};
use domain::terms::Regime;

use super::table;
use crate::text::{key, nearest};

const TABLE: &str = include_str!("../../../fixtures/reference/drm_movements.csv");

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(entries().unwrap_or_default()));

/// Whose codes a file is written in. The same code may stand for different nodes: `destructionperte` is a
/// loss for `InterLoire` and a final exit for BIVC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// `InterLoire`: stocks are `revendique`.
    InterLoire,
    /// BIVC (Centre-Loire), and the portals that count stocks as `initial` and `final` like it.
    Bivc,
}

/// What must come with a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// An observation on the account; CIEL asks for it (rules RG17 to RG19), the files may lack it.
    Observations,
    /// The country of an export.
    Country,
    /// The number of a contract.
    Contract,
    /// The month in which the wine that comes back was sold.
    ReplacementMonth,
    /// A contract number, or the buyer of the contract that the row makes.
    Buyer,
}

/// One code of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementCode {
    /// Whose code it is; `None` for one that files of every portal are met with.
    pub dialect: Option<Dialect>,
    /// Suspended or paid.
    pub regime: Regime,
    /// As the portal writes it.
    pub code: String,
    /// The node of the CIEL tree, which tells the side too.
    pub node: Node,
    /// What must come with it.
    pub needs: Vec<Need>,
    /// The kinds of movement that it stands for.
    pub kinds: Kinds,
}

/// Which of the movements on its node a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kinds {
    /// All that its node holds.
    All,
    /// These; it is read as the first.
    These(Vec<Nature>),
    /// One that [`Nature`] has no word for, so that the code is read and not written.
    Unnamed,
}

impl MovementCode {
    /// Whether it adds to the stock or takes from it.
    pub const fn side(&self) -> Side {
        self.node.side()
    }

    /// The kind of movement that it is read as, where it names one.
    pub fn nature(&self) -> Option<Nature> {
        match &self.kinds {
            Kinds::These(natures) => natures.first().copied(),
            Kinds::All | Kinds::Unnamed => None,
        }
    }

    /// True where that must come with the movement.
    pub fn needs(&self, need: Need) -> bool {
        self.needs.contains(&need)
    }
}

/// Which stock a stock code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stock {
    /// At the beginning of the month.
    Opening,
    /// At its end.
    Closing,
}

struct StockCode {
    dialect: Dialect,
    stock: Stock,
    code: String,
}

enum Entry {
    Movement(MovementCode),
    Stock(StockCode),
}

type Place = (Regime, Side, String);

struct Catalogue {
    movements: Vec<MovementCode>,
    stocks: Vec<StockCode>,
    by_place: HashMap<Place, Vec<usize>>,
}

impl Catalogue {
    fn of(entries: Vec<Entry>) -> Self {
        let mut catalogue = Self { movements: Vec::new(), stocks: Vec::new(), by_place: HashMap::new() };
        for entry in entries {
            match entry {
                Entry::Stock(code) => catalogue.stocks.push(code),
                Entry::Movement(code) => {
                    let place = (code.regime, code.side(), key(&code.code));
                    catalogue.by_place.entry(place).or_default().push(catalogue.movements.len());
                    catalogue.movements.push(code);
                }
            }
        }
        catalogue
    }
}

impl Dialect {
    /// Both, in the order of the catalogue.
    pub const ALL: [Self; 2] = [Self::InterLoire, Self::Bivc];

    /// The name in parameters of problems.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InterLoire => "interloire",
            Self::Bivc => "bivc",
        }
    }

    /// The code by which it tells that stock.
    pub fn stock_code(self, stock: Stock) -> &'static str {
        let told = |code: &&StockCode| code.dialect == self && code.stock == stock;
        CATALOGUE.stocks.iter().find(told).map_or("", |code| &code.code)
    }

    /// The dialect that tells a stock by that code.
    pub fn of_stock_code(stock: Stock, code: &str) -> Option<Self> {
        let code = key(code);
        Self::ALL.into_iter().find(|dialect| key(dialect.stock_code(stock)) == code)
    }
}

/// Every movement code, in the order of the catalogues.
pub fn all() -> &'static [MovementCode] {
    &CATALOGUE.movements
}

/// The code as that dialect knows it, or as every portal does; case, accents and punctuation are ignored.
pub fn find(dialect: Dialect, regime: Regime, side: Side, code: &str) -> Option<&'static MovementCode> {
    let of = |wanted: Option<Dialect>| {
        let indexes = CATALOGUE.by_place.get(&(regime, side, key(code)))?;
        indexes.iter().map(|index| &CATALOGUE.movements[*index]).find(|known| known.dialect == wanted)
    };
    of(Some(dialect)).or_else(|| of(None))
}

/// The codes by which that dialect writes a node, in the order of its catalogue.
pub fn of_node(dialect: Dialect, regime: Regime, node: Node) -> impl Iterator<Item = &'static MovementCode> {
    all()
        .iter()
        .filter(move |code| code.dialect == Some(dialect) && code.regime == regime && code.node == node)
}

/// The code that a mistyped one was most likely meant to be.
pub fn nearest_code(dialect: Dialect, regime: Regime, side: Side, code: &str) -> Option<&'static str> {
    let there = |known: &&MovementCode| {
        known.dialect.is_none_or(|own| own == dialect) && known.regime == regime && known.side() == side
    };
    nearest(code, all().iter().filter(there).map(|known| known.code.as_str()))
}

fn entries() -> Result<Vec<Entry>, String> {
    table::parse(TABLE, |cells| {
        let &[dialect, regime, category, code, path, needs, nature] = cells else { return None };
        let dialect = match dialect {
            "any" => None,
            name => Some(Dialect::ALL.into_iter().find(|dialect| dialect.name() == name)?),
        };
        let regime = match regime {
            "suspendu" => Regime::Suspended,
            "acquitte" => Regime::Paid,
            _ => return None,
        };
        let code = code.to_owned();
        match (category, path) {
            ("stocks_debut", "stock-debut-periode") => {
                Some(Entry::Stock(StockCode { dialect: dialect?, stock: Stock::Opening, code }))
            }
            ("stocks_fin", "stock-fin-periode") => {
                Some(Entry::Stock(StockCode { dialect: dialect?, stock: Stock::Closing, code }))
            }
            ("entrees" | "sorties", _) => {
                let node = node(regime, path)?;
                let needs = needs.split(';').filter(|word| !word.is_empty()).map(need);
                let needs = needs.collect::<Option<Vec<Need>>>()?;
                let kinds = kinds(nature)?;
                let sided = (node.side() == Side::Entry) == (category == "entrees");
                sided.then_some(Entry::Movement(MovementCode { dialect, regime, code, node, needs, kinds }))
            }
            _ => None,
        }
    })
}

fn need(word: &str) -> Option<Need> {
    Some(match word {
        "observations" => Need::Observations,
        "country" => Need::Country,
        "contract" => Need::Contract,
        "replacement-month" => Need::ReplacementMonth,
        "buyer" => Need::Buyer,
        _ => return None,
    })
}

fn kinds(words: &str) -> Option<Kinds> {
    Some(match words {
        "" => Kinds::All,
        "none" => Kinds::Unnamed,
        words => Kinds::These(words.split(';').map(nature).collect::<Option<_>>()?),
    })
}

fn nature(word: &str) -> Option<Nature> {
    Some(match word {
        "purchase" => Nature::Purchase,
        "small-bulk-return" => Nature::SmallBulkReturn,
        "untaxed-return" => Nature::UntaxedReturn,
        "taxed-return" => Nature::TaxedReturn,
        "paid-stock-return" => Nature::PaidStockReturn,
        "surplus" => Nature::Surplus,
        "handling" => Nature::Handling,
        "bottles" => Nature::Bottles,
        "bag-in-box" => Nature::BagInBox,
        "bulk" => Nature::Bulk,
        "contract" => Nature::Contract,
        "outside-contract" => Nature::OutsideContract,
        "warehouse" => Nature::Warehouse,
        "export" => Nature::Export,
        "fallback" => Nature::Fallback,
        "downgrade" => Nature::Downgrade,
        "transfer" => Nature::Transfer,
        "shortage" => Nature::Shortage,
        "distillation" => Nature::Distillation,
        "industry" => Nature::Industry,
        "destruction" => Nature::Destruction,
        "counter-entry" => Nature::CounterEntry,
        _ => return None,
    })
}

/// The node of a path. Suspended and paid balances share the path of other entries, and the name tells them
/// apart.
fn node(regime: Regime, path: &str) -> Option<Node> {
    Node::ALL.iter().copied().find(|node| node.path() == path && node.regime() == regime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(entries().unwrap().len(), 87);
        assert_eq!(all().len(), 79);
        for known in all() {
            let dialect = known.dialect.unwrap_or(Dialect::InterLoire);
            assert_eq!(find(dialect, known.regime, known.side(), &known.code), Some(known));
        }
    }

    #[test]
    fn a_code_means_what_its_dialect_says() {
        let node = |dialect, code| find(dialect, Regime::Suspended, Side::Exit, code).map(|code| code.node);
        assert_eq!(node(Dialect::InterLoire, "destructionperte"), Some(Node::Losses));
        assert_eq!(node(Dialect::Bivc, "destructionperte"), Some(Node::FinalExits));
        assert_eq!(node(Dialect::InterLoire, "Vente France bouteille CRD"), Some(Node::FranceCrdSuspended));
        assert_eq!(node(Dialect::InterLoire, "contrat"), Some(Node::FinalExits));
        assert_eq!(node(Dialect::InterLoire, "creationvrac"), None);
        let paid = find(Dialect::Bivc, Regime::Paid, Side::Entry, "autre").map(|code| code.node);
        assert_eq!(paid, Some(Node::PaidOtherEntries));
    }

    #[test]
    fn a_node_is_written_by_its_dialects_own_code() {
        let first = |dialect| {
            of_node(dialect, Regime::Suspended, Node::VolumeProduced).next().map(|code| code.code.as_str())
        };
        assert_eq!(first(Dialect::InterLoire), Some("revendique"));
        assert_eq!(first(Dialect::Bivc), Some("recolte"));
        assert_eq!(of_node(Dialect::InterLoire, Regime::Suspended, Node::PaidSales).count(), 0);
    }

    #[test]
    fn no_two_codes_of_a_portal_stand_for_one_kind_on_one_node() {
        for code in all().iter().filter(|code| code.dialect.is_some()) {
            let dialect = code.dialect.unwrap();
            let others = || of_node(dialect, code.regime, code.node).filter(|other| *other != code);
            match &code.kinds {
                Kinds::All => assert_eq!(others().count(), 0, "{code:?} is not alone"),
                Kinds::These(natures) => {
                    let shared = |other: &&MovementCode| matches!(&other.kinds, Kinds::These(theirs) if theirs.iter().any(|it| natures.contains(it)));
                    assert_eq!(others().find(shared), None, "{code:?}");
                }
                Kinds::Unnamed => {}
            }
        }
    }

    #[test]
    fn a_code_tells_its_kind() {
        let nature = |code| find(Dialect::InterLoire, Regime::Suspended, Side::Exit, code).unwrap().nature();
        assert_eq!(nature("ventefrancebibcrd"), Some(Nature::BagInBox));
        assert_eq!(nature("export"), Some(Nature::Export));
        assert_eq!(nature("consommationfamilialedegustation"), None);
        assert_eq!((kinds("bottles;x"), kinds(";")), (None, None));
    }

    #[test]
    fn stocks_tell_the_dialect() {
        assert_eq!(Dialect::of_stock_code(Stock::Opening, "Revendiqué"), Some(Dialect::InterLoire));
        assert_eq!(Dialect::of_stock_code(Stock::Closing, "final"), Some(Dialect::Bivc));
        assert_eq!(Dialect::of_stock_code(Stock::Closing, "initial"), None);
        assert_eq!(Dialect::of_stock_code(Stock::Opening, ""), None);
    }

    #[test]
    fn a_mistyped_code_finds_its_own() {
        let near = |code| nearest_code(Dialect::InterLoire, Regime::Suspended, Side::Exit, code);
        assert_eq!(near("ventefrancebouteilecrd"), Some("ventefrancebouteillecrd"));
        assert_eq!(near("recolte"), None);
    }
}
