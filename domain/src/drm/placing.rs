//! Where each kind of entry stands on the tree.

use super::declared::Nature;
use super::place::Place;
use super::{Node, Side};
use crate::bottle_lot::{BottleEntryKind, FillOrigin, Withdrawal};
use crate::terms::{Arrival, BulkDestination, Errand, LossCause, ReclassificationKind, SaleDestination};
use crate::units::{Date, Month, Volume};
use crate::vat::{EntryKind, Purpose, Source};

/// Where a loss stands, by its cause.
pub(super) fn of_loss(cause: LossCause) -> Place {
    match cause {
        LossCause::Processing
        | LossCause::WoodStorage
        | LossCause::TankStorage
        | LossCause::Bottling
        | LossCause::PackedStorage
        | LossCause::Breakage => Place::plain(Node::Losses),
        LossCause::Sampling => Place::plain(Node::FamilyAndTasting),
        LossCause::Accident => {
            Place::observed(Node::OtherExits, "perte accidentelle").with_nature(Nature::Accident)
        }
        LossCause::Destruction => {
            Place::observed(Node::OtherExits, "destruction").with_nature(Nature::Destruction)
        }
        LossCause::Missing => Place::observed(Node::OtherExits, "manquant").with_nature(Nature::Shortage),
    }
}

/// Where a dispatch in bulk stands.
pub(super) fn of_bulk(destination: &BulkDestination) -> Place {
    match destination {
        BulkDestination::FranceWithoutContract => Place::of_nature(Node::FranceCrdSuspended, Nature::Bulk),
        BulkDestination::Contract { number } => {
            Place { contract: Some(number.clone()), ..Place::of_nature(Node::FinalExits, Nature::Contract) }
        }
        BulkDestination::OutsideContract => Place::of_nature(Node::FinalExits, Nature::OutsideContract),
        BulkDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        BulkDestination::Distillery => {
            Place::observed(Node::OtherExits, "distillation").with_nature(Nature::Distillation)
        }
        BulkDestination::Industry => {
            Place::observed(Node::OtherExits, "usage industriel").with_nature(Nature::Industry)
        }
        BulkDestination::Errand { errand } => Place::plain(of_errand(Side::Exit, *errand)),
        BulkDestination::MadeIntoOther { product } => Place::observed(Node::MadeIntoOther, product),
        BulkDestination::Corsica => Place::plain(Node::PlacedInCorsica),
        BulkDestination::Other { reason } => Place::observed(Node::OtherExits, reason),
    }
}

/// Where a sale of bottles stands. A lot does not say whether its containers are bottles or bag-in-box, so every sale
/// of one in France counts as bottles.
pub(super) fn of_sale(destination: &SaleDestination) -> Place {
    match destination {
        SaleDestination::FranceCrd => Place::of_nature(Node::FranceCrdSuspended, Nature::Bottles),
        SaleDestination::FranceCrdPaid => Place::of_nature(Node::FranceCrdPaid, Nature::Bottles),
        SaleDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        SaleDestination::FranceSuspended { .. } => Place::of_nature(Node::FinalExits, Nature::Warehouse),
        SaleDestination::Corsica => Place::plain(Node::PlacedInCorsica),
    }
}

/// Where an inventory stands: a surplus enters, a shortage leaves; both ask for an observation.
pub(super) fn of_adjustment(difference: Volume, reason: &str) -> Place {
    let (node, nature) = if difference.is_negative() {
        (Node::OtherExits, Nature::Shortage)
    } else {
        (Node::OtherEntries, Nature::Surplus)
    };
    Place::observed(node, reason).with_nature(nature)
}

/// Where an inventory stands with which a campaign opens: in the opening stock itself.
pub(super) const fn of_annual_adjustment(difference: Volume) -> Place {
    Place::plain(if difference.is_negative() { Node::OpeningLowered } else { Node::OpeningRaised })
}

/// Where one side of a reclassification stands. Wine that is claimed is produced; that it was being made no balance tells.
pub(super) fn of_reclassification(side: Side, kind: ReclassificationKind) -> Place {
    let nature = match kind {
        ReclassificationKind::Fallback => Nature::Fallback,
        ReclassificationKind::Downgrade => Nature::Downgrade,
        ReclassificationKind::Transfer => Nature::Transfer,
        ReclassificationKind::Vci => {
            return Place::plain(match side {
                Side::Entry => Node::VciTakenIn,
                Side::Exit => Node::VciClaimed,
            });
        }
        ReclassificationKind::Claim => return Place::plain(Node::VolumeProduced),
    };
    Place::of_nature(
        match side {
            Side::Entry => Node::ReclassifiedIn,
            Side::Exit => Node::ReclassifiedOut,
        },
        nature,
    )
}

/// Where what leaves for a time stands, and where it stands when it is back.
const fn of_errand(side: Side, errand: Errand) -> Node {
    match (side, errand) {
        (Side::Exit, Errand::Bottling) => Node::OutToBottling,
        (Side::Exit, Errand::Storage) => Node::OutToStorage,
        (Side::Exit, Errand::Work) => Node::OutToWork,
        (Side::Exit, Errand::Distillation) => Node::OutToDistillation,
        (Side::Entry, Errand::Bottling) => Node::BackFromBottling,
        (Side::Entry, Errand::Storage) => Node::BackFromStorage,
        (Side::Entry, Errand::Work) => Node::BackFromWork,
        (Side::Entry, Errand::Distillation) => Node::BackFromDistillation,
    }
}

fn of_arrival(arrival: &Arrival) -> Place {
    match arrival {
        Arrival::Back { errand } => Place::plain(of_errand(Side::Entry, *errand)),
        Arrival::HandlingGain => Place::of_nature(Node::HandlingGain, Nature::Handling),
        Arrival::SmallBulkBack => Place::of_nature(Node::PurchasesAndReturns, Nature::SmallBulkReturn),
        Arrival::UntaxedBack { reason } => {
            Place::observed(Node::OtherEntries, reason).with_nature(Nature::UntaxedReturn)
        }
        Arrival::Replaced { sold_on, reason } => of_return(*sold_on, reason.clone()),
        Arrival::Other { reason } => Place::observed(Node::OtherEntries, reason),
    }
}

/// Where wine that enters a vat stands; transfers and the opening stock change no balance.
pub(super) fn of_source(source: &Source) -> Option<Place> {
    match source {
        Source::Harvest { .. } => Some(Place::plain(Node::VolumeProduced)),
        Source::Purchase { .. } => Some(Place::of_nature(Node::PurchasesAndReturns, Nature::Purchase)),
        Source::Arrival(arrival) => Some(of_arrival(arrival)),
        Source::Reclassified { kind, .. } => Some(of_reclassification(Side::Entry, *kind)),
        Source::Transfer { .. } | Source::Opening => None,
    }
}

/// Where wine that is drawn from a vat stands: what stays in the cellar under its name enters nothing.
pub(super) fn of_purpose(purpose: &Purpose) -> Option<Place> {
    match purpose {
        Purpose::Reclassified { kind, .. } => Some(of_reclassification(Side::Exit, *kind)),
        Purpose::Transfer { .. } | Purpose::Bottling { .. } => None,
    }
}

/// Where the entry stood that a counter-entry takes back; `change` is what the counter-entry does to the content.
pub(super) fn of_entry(kind: &EntryKind, change: Volume) -> Option<Place> {
    match kind {
        EntryKind::Received(source) => of_source(source),
        EntryKind::Lost(cause) => Some(of_loss(*cause)),
        EntryKind::Dispatched(destination) => Some(of_bulk(destination)),
        EntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        EntryKind::AnnuallyAdjusted => Some(of_annual_adjustment(-change)),
        EntryKind::Drawn(purpose) => of_purpose(purpose),
        EntryKind::Reclassified { .. } | EntryKind::Reversal => None,
    }
}

/// Where bottles stand that come back: with the month in which they had been sold.
pub(super) fn of_return(sold_on: Date, reason: String) -> Place {
    let place = Place::observed(Node::ReplacedUnderSuspension, reason).with_nature(Nature::TaxedReturn);
    Place { replaced_month: Month::of(sold_on), ..place }
}

/// Where bottles stand that come back from where they had been sold: those on whose sale no duty fell due, because they left
/// without it or under capsules that had paid it, need no replacement (retour de marchandises non taxées).
pub(super) fn of_sale_return(sold_on: Date, sold_to: Option<&SaleDestination>, reason: &str) -> Place {
    match sold_to {
        None => of_return(sold_on, reason.to_owned()),
        Some(_) => Place::observed(Node::OtherEntries, reason).with_nature(Nature::UntaxedReturn),
    }
}

/// Where the filling of a lot stands: bottling at the estate and the opening stock change no balance.
pub(super) fn of_filling(origin: &FillOrigin) -> Option<Place> {
    match origin {
        FillOrigin::Purchase { .. } => Some(Place::of_nature(Node::PurchasesAndReturns, Nature::Purchase)),
        FillOrigin::BottledElsewhere => Some(Place::plain(of_errand(Side::Entry, Errand::Bottling))),
        FillOrigin::Reclassified { kind, .. } => Some(of_reclassification(Side::Entry, *kind)),
        FillOrigin::Suspended { sold_on, .. } => {
            let place = of_return(*sold_on, "replacement du stock acquitté".to_owned());
            Some(place.with_nature(Nature::PaidStockReturn))
        }
        FillOrigin::Bottling { .. } | FillOrigin::Opening => None,
    }
}

/// Where bottles stand that leave to come back, or to be another lot.
pub(super) fn of_withdrawal(withdrawal: Withdrawal) -> Place {
    match withdrawal {
        Withdrawal::Errand { errand } => Place::plain(of_errand(Side::Exit, errand)),
        Withdrawal::Reclassified { kind, .. } => of_reclassification(Side::Exit, kind),
        Withdrawal::Suspended { .. } => {
            Place::observed(Node::PaidReplacedUnderSuspension, "replacement en suspension")
        }
    }
}

/// Where bottles stand that are back from where they were sent for a time.
pub(super) fn of_errand_back(errand: Errand) -> Place {
    Place::plain(of_errand(Side::Entry, errand))
}

/// Where the entry of a lot stood that a counter-entry takes back; `change` is what the counter-entry does.
pub(super) fn of_bottle_entry(kind: &BottleEntryKind, change: Volume) -> Option<Place> {
    match kind {
        BottleEntryKind::Sold(destination) => Some(of_sale(destination)),
        BottleEntryKind::Returned { sold_on, sold_to } => {
            Some(of_sale_return(*sold_on, sold_to.as_ref(), "retour annulé"))
        }
        BottleEntryKind::Lost(cause) => Some(of_loss(*cause)),
        BottleEntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        BottleEntryKind::AnnuallyAdjusted => Some(of_annual_adjustment(-change)),
        BottleEntryKind::Withdrawn(withdrawal) => Some(of_withdrawal(*withdrawal)),
        BottleEntryKind::BroughtBack { errand } => Some(of_errand_back(*errand)),
        BottleEntryKind::Filled(origin) => of_filling(origin),
        BottleEntryKind::Reversal => None,
    }
}
