use std::collections::{BTreeMap, BTreeSet};

use documents::drm_csv::{
    CapsuleAccount, CapsuleFlow, CapsuleMovement, Complement, DrmFile, Movement, ProductKey, WineAccount,
};
use documents::reference::movements::{Dialect, MovementCode, Need, of_node};
use domain::Fact;
use domain::bottle_lot::LotEvent;
use domain::drm::{CapsuleBalance, CapsuleNode, Entry, Ledger, Node, WineBalance, classify};
use domain::estate::EstateEvent;
use domain::terms::{BulkDestination, Country, Regime, WineSpec};
use domain::units::{LotId, Month, Volume, WineId};
use domain::vat::VatEvent;

/// What a return is written from, folded from the ledger.
#[derive(Default)]
pub struct Books {
    accise: Option<String>,
    cvi: Option<String>,
    interprofession_id: Option<String>,
    wines: BTreeMap<WineId, WineSpec>,
    ledger: Ledger,
    bag_in_box: BTreeSet<LotId>,
    entries: Vec<Told>,
}

/// An entry with what a portal's code tells besides its node.
struct Told {
    entry: Entry,
    packing: Packing,
    contract: Option<String>,
}

/// How the wine was packed when it moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Packing {
    Bulk,
    Bottles,
    BagInBox,
}

impl Books {
    /// Takes one event in.
    pub fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Estate(_, EstateEvent::EstateRegistered { accise, cvi, interprofession_id, .. }) => {
                self.accise = Some(accise.clone());
                self.cvi.clone_from(cvi);
                self.interprofession_id.clone_from(interprofession_id);
            }
            Fact::Estate(_, EstateEvent::WineDeclared { wine, spec }) => {
                self.wines.insert(*wine, spec.clone());
            }
            Fact::Lot(lot, LotEvent::BottlesFilled { capsules: Some(kind), .. }) if kind.bag_in_box => {
                self.bag_in_box.insert(*lot);
            }
            _ => {}
        }
        self.ledger.take(fact);
        let packing = match fact {
            Fact::Lot(lot, _) if self.bag_in_box.contains(lot) => Packing::BagInBox,
            Fact::Lot(..) => Packing::Bottles,
            _ => Packing::Bulk,
        };
        let contract = contract(fact);
        self.entries.extend(classify(fact).into_iter().map(|entry| Told {
            entry,
            packing,
            contract: contract.clone(),
        }));
    }

    /// The return of a month.
    pub fn month(&self, month: Month) -> domain::drm::Return {
        self.ledger.month(month)
    }

    /// A wine's label.
    pub fn label(&self, wine: WineId) -> &str {
        self.wines.get(&wine).map_or("", |spec| spec.label.as_str())
    }
}

/// The contract under which wine left in bulk.
fn contract(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Vat(_, VatEvent::BulkDispatched { destination: BulkDestination::Contract { number }, .. }) => {
            Some(number.clone())
        }
        _ => None,
    }
}

/// The portal's file of a month, or the first entry for which that portal has no code.
pub fn return_file(books: &Books, month: Month, dialect: Dialect) -> Result<DrmFile, Node> {
    let balances = books.month(month);
    let accounts = balances.wines.iter().map(|balance| account(books, balance, month, dialect));
    Ok(DrmFile {
        dialect,
        period: month,
        identifier: books.interprofession_id.clone(),
        siret: None,
        cvi: books.cvi.clone(),
        accise: books.accise.clone(),
        accounts: accounts.collect::<Result<_, _>>()?,
        capsules: balances.capsules.iter().map(capsules).collect(),
        annexes: Vec::new(),
    })
}

/// What makes two entries one row of the file.
type Row = (Node, Packing, Option<String>, Option<Country>, Option<Month>);

fn account(
    books: &Books,
    balance: &WineBalance,
    month: Month,
    dialect: Dialect,
) -> Result<WineAccount, Node> {
    let own = books.entries.iter().filter(|Told { entry, .. }| {
        entry.month == month && entry.wine == balance.wine && entry.regime == balance.regime
    });
    let mut rows: BTreeMap<Row, Volume> = BTreeMap::new();
    let mut observations: Vec<&str> = Vec::new();
    for Told { entry, packing, contract } in own {
        let row = (entry.node, *packing, contract.clone(), entry.country, entry.replaced_month);
        *rows.entry(row).or_default() += entry.volume_ml;
        let told = entry.observation.as_deref().filter(|told| !observations.contains(told));
        observations.extend(told);
    }
    let rows = rows.into_iter().filter(|(_, volume)| *volume != Volume::ZERO);
    let movements = rows.map(|((node, packing, contract, country, replacement), volume)| {
        let wanted = Wanted { abroad: country.is_some(), contract: contract.is_some(), packing };
        let code = code(dialect, balance.regime, node, &wanted).ok_or(node)?;
        let country = country.map(|country| country.to_string());
        Ok(Movement { country, replacement, contract, ..Movement::new(code, volume) })
    });
    let spec = books.wines.get(&balance.wine);
    let label = spec.map_or("", |spec| spec.label.as_str());
    let names = spec.and_then(|spec| spec.portal.clone()).unwrap_or_default();
    // CIEL takes 250 characters of observations.
    let told: String = observations.join(" ; ").chars().take(250).collect();
    Ok(WineAccount {
        product: ProductKey::new(&names, label, spec.and_then(|spec| spec.code.as_ref())),
        regime: balance.regime,
        opening: balance.opening_ml,
        opening_claimed: None,
        movements: movements.collect::<Result<_, Node>>()?,
        closing: balance.closing_ml,
        closing_claimed: None,
        complement: Complement { observations: (!told.is_empty()).then_some(told), ..Complement::default() },
        line: 0,
    })
}

/// What a code must fit besides its node.
struct Wanted {
    abroad: bool,
    contract: bool,
    packing: Packing,
}

/// The code of a node that fits: the one that asks for a country or a contract just when there is one, and that names
/// the packing where the portal has a code for each.
fn code(dialect: Dialect, regime: Regime, node: Node, wanted: &Wanted) -> Option<&'static MovementCode> {
    let fits = |code: &&MovementCode| {
        code.needs(Need::Country) == wanted.abroad
            && code.needs(Need::Contract) == wanted.contract
            && !code.needs(Need::Buyer)
    };
    let fitting: Vec<_> = of_node(dialect, regime, node).filter(fits).collect();
    let word = match wanted.packing {
        Packing::Bulk => "vracsanscontrat",
        Packing::Bottles => "bouteille",
        Packing::BagInBox => "bib",
    };
    let named = fitting.iter().copied().find(|code| code.code.contains(word));
    named.or_else(|| fitting.first().copied()).or_else(|| of_node(dialect, regime, node).next())
}

fn capsules(balance: &CapsuleBalance) -> CapsuleAccount {
    let movement =
        |(node, count): (&CapsuleNode, &i64)| CapsuleMovement { flow: flow(*node), count: *count, line: 0 };
    CapsuleAccount {
        kind: balance.kind,
        opening: balance.opening,
        movements: balance.movements.iter().map(movement).collect(),
        closing: balance.closing,
        observations: None,
        line: 0,
    }
}

const fn flow(node: CapsuleNode) -> CapsuleFlow {
    match node {
        CapsuleNode::Bought => CapsuleFlow::Purchases,
        CapsuleNode::Returned => CapsuleFlow::Returns,
        CapsuleNode::Found => CapsuleFlow::Surplus,
        CapsuleNode::OtherEntries => CapsuleFlow::OtherEntries,
        CapsuleNode::Used => CapsuleFlow::Uses,
        CapsuleNode::Destroyed => CapsuleFlow::Destructions,
        CapsuleNode::Missing => CapsuleFlow::Shortages,
        CapsuleNode::OtherExits => CapsuleFlow::OtherExits,
    }
}
