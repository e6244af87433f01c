use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bottle_lot::{BottleEntryKind, LotEvent, Withdrawal};
use crate::units::{HarvestId, LotId, VatId, Volume, WineId};
use crate::vat::{EntryKind, VatEvent};

/// One side of a movement's double entry, always above zero. A debit is what an account gives, a credit what it
/// takes; a loss has no account that takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Posting {
    /// The side.
    pub side: Side,
    /// The account.
    pub account: Account,
    /// How much.
    pub volume_ml: Volume,
}

/// The side of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Side {
    /// The account gives.
    Debit,
    /// The account takes.
    Credit,
    /// Nobody takes: the account is where it was lost.
    Loss,
}

/// What gives or takes wine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Account {
    /// A vat.
    Vat(VatId),
    /// A lot of bottles.
    Lot(LotId),
    /// Grapes brought in.
    Harvest(HarvestId),
    /// The unplaced part of the opening stock of a wine.
    Opening(WineId),
    /// The world outside: customers and suppliers.
    Outside,
    /// What an inventory found or missed.
    Inventory,
    /// Wine under its other declared name.
    Renamed(WineId),
    /// Where losses go; only a counter-entry debits it.
    Losses,
}

/// Debits less credits less losses: zero for every movement that may be validated.
pub fn imbalance(postings: &[Posting]) -> Volume {
    postings
        .iter()
        .map(|posting| match posting.side {
            Side::Debit => posting.volume_ml,
            Side::Credit | Side::Loss => -posting.volume_ml,
        })
        .sum()
}

fn debit(account: Account, volume_ml: Volume) -> Posting {
    Posting { side: Side::Debit, account, volume_ml }
}

fn credit(account: Account, volume_ml: Volume) -> Posting {
    Posting { side: Side::Credit, account, volume_ml }
}

fn loss(account: Account, volume_ml: Volume) -> Posting {
    Posting { side: Side::Loss, account, volume_ml }
}

/// A posting on `account` for a signed change, with its counterpart: what comes in is given by `other`.
fn signed(account: Account, other: Account, change: Volume) -> Vec<Posting> {
    if change.is_negative() {
        vec![debit(account, change.abs()), credit(other, change.abs())]
    } else if change.is_positive() {
        vec![debit(other, change), credit(account, change)]
    } else {
        Vec::new()
    }
}

/// The postings that follow from one event of a vat. Transfers and bottlings have their counterpart in the event
/// of the other vat or of the lot; everything else brings its own.
pub fn of_vat(vat: VatId, event: &VatEvent) -> Vec<Posting> {
    use crate::vat::Source;
    let account = Account::Vat(vat);
    match event {
        VatEvent::WineReceived { source, wine, volume_ml, .. } => match source {
            // A harvest's debit holds its waste as well, so `of_harvest` posts it.
            Source::Harvest { .. } | Source::Transfer { .. } | Source::Reclassified { .. } => {
                vec![credit(account, *volume_ml)]
            }
            Source::Purchase { .. } | Source::Arrival(_) => signed(account, Account::Outside, *volume_ml),
            Source::Opening => signed(account, Account::Opening(*wine), *volume_ml),
        },
        VatEvent::WineDrawn { volume_ml, .. } => vec![debit(account, *volume_ml)],
        VatEvent::LossRecorded { volume_ml, .. } => {
            vec![debit(account, *volume_ml), loss(account, *volume_ml)]
        }
        VatEvent::BulkDispatched { volume_ml, .. } => signed(account, Account::Outside, -*volume_ml),
        VatEvent::WineReclassified { from, to, volume_ml, .. } => {
            vec![debit(Account::Renamed(*from), *volume_ml), credit(Account::Renamed(*to), *volume_ml)]
        }
        VatEvent::ContentAdjusted { difference_ml, .. } => {
            signed(account, Account::Inventory, *difference_ml)
        }
        VatEvent::EntryReversed { of, wine, volume_ml, change_ml, .. } => match of {
            EntryKind::Received(Source::Harvest { harvest }) => {
                signed(account, Account::Harvest(*harvest), *change_ml)
            }
            EntryKind::Received(Source::Purchase { .. } | Source::Arrival(_)) | EntryKind::Dispatched(_) => {
                signed(account, Account::Outside, *change_ml)
            }
            EntryKind::Received(Source::Opening) => signed(account, Account::Opening(*wine), *change_ml),
            EntryKind::Received(Source::Transfer { .. } | Source::Reclassified { .. })
            | EntryKind::Drawn(_) => one_sided(account, *change_ml),
            EntryKind::Lost(_) => signed(account, Account::Losses, *change_ml),
            EntryKind::Reclassified { from, to, .. } => {
                vec![debit(Account::Renamed(*to), *volume_ml), credit(Account::Renamed(*from), *volume_ml)]
            }
            EntryKind::Adjusted | EntryKind::AnnuallyAdjusted | EntryKind::Reversal => {
                signed(account, Account::Inventory, *change_ml)
            }
        },
        VatEvent::VatCommissioned { .. }
        | VatEvent::AdditionMade { .. }
        | VatEvent::AnalysisRecorded { .. }
        | VatEvent::VatRetired { .. } => Vec::new(),
    }
}

/// The postings that follow from one event of a lot.
pub fn of_lot(lot: LotId, event: &LotEvent) -> Vec<Posting> {
    use crate::bottle_lot::FillOrigin;
    let account = Account::Lot(lot);
    match event {
        LotEvent::BottlesFilled { origin, wine, size_ml, bottles, .. } => {
            let volume = Volume::from_ml(*size_ml).times(*bottles).unwrap_or_default();
            match origin {
                FillOrigin::Bottling { .. }
                | FillOrigin::Reclassified { .. }
                | FillOrigin::Suspended { .. } => vec![credit(account, volume)],
                FillOrigin::Purchase { .. } | FillOrigin::BottledElsewhere => {
                    signed(account, Account::Outside, volume)
                }
                FillOrigin::Opening => signed(account, Account::Opening(*wine), volume),
            }
        }
        LotEvent::BottlesSold { volume_ml, .. } => signed(account, Account::Outside, -*volume_ml),
        LotEvent::BottlesReturned { volume_ml, .. } | LotEvent::BottlesBroughtBack { volume_ml, .. } => {
            signed(account, Account::Outside, *volume_ml)
        }
        LotEvent::BottlesBroken { volume_ml, .. } | LotEvent::BottlesTasted { volume_ml, .. } => {
            vec![debit(account, *volume_ml), loss(account, *volume_ml)]
        }
        LotEvent::BottlesWithdrawn { withdrawal, volume_ml, .. } => match withdrawal {
            Withdrawal::Errand { .. } => signed(account, Account::Outside, -*volume_ml),
            Withdrawal::Reclassified { .. } | Withdrawal::Suspended { .. } => {
                vec![debit(account, *volume_ml)]
            }
        },
        LotEvent::CountAdjusted { difference_ml, .. } => signed(account, Account::Inventory, *difference_ml),
        LotEvent::BottleEntryReversed { of, wine, change_ml, .. } => match of {
            BottleEntryKind::Filled(
                FillOrigin::Bottling { .. } | FillOrigin::Reclassified { .. } | FillOrigin::Suspended { .. },
            )
            | BottleEntryKind::Withdrawn(Withdrawal::Reclassified { .. } | Withdrawal::Suspended { .. }) => {
                one_sided(account, *change_ml)
            }
            BottleEntryKind::Filled(FillOrigin::Purchase { .. } | FillOrigin::BottledElsewhere)
            | BottleEntryKind::Withdrawn(Withdrawal::Errand { .. })
            | BottleEntryKind::BroughtBack { .. } => signed(account, Account::Outside, *change_ml),
            BottleEntryKind::Filled(FillOrigin::Opening) => {
                signed(account, Account::Opening(*wine), *change_ml)
            }
            BottleEntryKind::Sold(_) | BottleEntryKind::Returned { .. } => {
                signed(account, Account::Outside, *change_ml)
            }
            BottleEntryKind::Lost(_) => signed(account, Account::Losses, *change_ml),
            BottleEntryKind::Adjusted | BottleEntryKind::AnnuallyAdjusted | BottleEntryKind::Reversal => {
                signed(account, Account::Inventory, *change_ml)
            }
        },
        LotEvent::BottlesReserved { .. } | LotEvent::ReservationReleased { .. } => Vec::new(),
    }
}

/// The postings of a harvest: what came in, and what of it never became wine.
pub fn of_harvest(harvest: HarvestId, volume_ml: Volume, waste_ml: Volume) -> Vec<Posting> {
    let account = Account::Harvest(harvest);
    let mut postings = vec![debit(account, volume_ml)];
    if waste_ml.is_positive() {
        postings.push(loss(account, waste_ml));
    }
    postings
}

fn one_sided(account: Account, change: Volume) -> Vec<Posting> {
    if change.is_negative() { vec![debit(account, change.abs())] } else { vec![credit(account, change)] }
}
