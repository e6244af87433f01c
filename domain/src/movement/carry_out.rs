use super::carry_bottles;
use super::check::check;
use super::{MovementRefusal, Operation, Part, Posting, of_harvest, of_lot, of_vat};
use crate::bottle_lot::{BottleLot, LotCommand, Withdrawal};
use crate::capsule_account::CapsuleAccount;
use crate::decider::{Desk, Refusal, Stream};
use crate::estate::{Claiming, Estate, EstateCommand};
use crate::harvest::{Harvest, HarvestCommand};
use crate::parcel::{Parcel, ParcelCommand};
use crate::terms::{CapsuleKind, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::units::{Date, EstateId, LotId, MovementId, VatId, Volume, WineId};
use crate::vat::{Loss, Purpose, Share, Source, Vat, VatCommand, VatEvent, VatRefusal};

/// Where and when a movement takes effect.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The estate.
    pub estate: EstateId,
    /// The movement.
    pub movement: MovementId,
    /// The day.
    pub on: Date,
}

/// The streams that the operation's effects read or write, so that all can be loaded at once.
pub fn streams(operation: &Operation, estate: EstateId) -> Vec<Stream> {
    let vat = |id: &VatId| Stream::of::<Vat>(id.uuid());
    let lot = |id: &LotId| Stream::of::<BottleLot>(id.uuid());
    let books = Stream::of::<Estate>(estate.uuid());
    let capsules = |kind: &Option<CapsuleKind>| {
        kind.map(|kind| Stream::of::<CapsuleAccount>(kind.account(estate).uuid()))
    };
    match operation {
        Operation::Harvest { harvest, parcel, vat: into, .. } => {
            let harvest = Stream::of::<Harvest>(harvest.uuid());
            vec![books, harvest, Stream::of::<Parcel>(parcel.uuid()), vat(into)]
        }
        Operation::Transfer { sources, to, .. } => {
            sources.iter().map(|source| vat(&source.vat)).chain([vat(to)]).collect()
        }
        Operation::Loss { vat: from, .. } | Operation::BulkDispatch { vat: from, .. } => vec![vat(from)],
        Operation::Reclassification { vat: from, part: Some(part), .. } => {
            vec![books, vat(from), vat(&part.into)]
        }
        Operation::Purchase { vat: into, .. }
        | Operation::Arrival { vat: into, .. }
        | Operation::Reclassification { vat: into, part: None, .. }
        | Operation::Adjustment { vat: into, .. }
        | Operation::OpeningInVat { vat: into, .. } => vec![books, vat(into)],
        Operation::Bottling { vat: from, lot: filled, capsules: kind, .. } => {
            [books, vat(from), lot(filled)].into_iter().chain(capsules(kind)).collect()
        }
        Operation::BottlesIn { lot: filled, capsules: kind, .. } => {
            [books, lot(filled)].into_iter().chain(capsules(kind)).collect()
        }
        Operation::LotReclassification { lot: from, into, .. }
        | Operation::Resuspension { lot: from, into, .. } => vec![books, lot(from), lot(into)],
        Operation::OpeningInBottles { lot: filled, .. } => vec![books, lot(filled)],
        Operation::BottleLoss { lot: from, .. }
        | Operation::Sale { lot: from, .. }
        | Operation::SaleReturn { lot: from, .. }
        | Operation::BottlesOut { lot: from, .. }
        | Operation::BottlesBack { lot: from, .. }
        | Operation::LotAdjustment { lot: from, .. } => vec![lot(from)],
        Operation::Reversal { reverses, .. } => vec![Stream::of::<super::Movement>(reverses.uuid())],
    }
}

/// Brings the effects of an operation about, each on its aggregate, and returns its double entry. The first refusal
/// stops it; the desk then writes nothing.
pub async fn carry_out<D: Desk>(
    desk: &mut D,
    operation: &Operation,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    check(operation).map_err(Refusal::from)?;
    let At { estate, movement, on } = at;
    match operation.clone() {
        Operation::Harvest { .. } => harvest(desk, operation, at).await,
        Operation::Transfer { sources, to, loss_ml } => transfer(desk, &sources, to, loss_ml, at).await,
        Operation::Loss { vat, volume_ml, cause } => {
            let loss = Loss { volume_ml, cause };
            on_vat(desk, vat, VatCommand::Lose { movement, loss, on }).await
        }
        Operation::BottleLoss { lot, bottles, cause } => {
            on_lot(desk, lot, LotCommand::Lose { movement, cause, bottles, on }).await
        }
        Operation::Bottling { .. } => carry_bottles::bottling(desk, operation, at).await,
        Operation::Sale { lot, bottles, destination, order } => {
            on_lot(desk, lot, LotCommand::Sell { movement, order, destination, bottles, on }).await
        }
        Operation::SaleReturn { lot, bottles, sold_on, reason, sold_to, .. } => {
            let sold_to = sold_to.unwrap_or(SaleDestination::FranceCrd);
            on_lot(desk, lot, LotCommand::TakeBack { movement, sold_on, sold_to, bottles, reason, on }).await
        }
        Operation::BulkDispatch { vat, volume_ml, destination } => {
            on_vat(desk, vat, VatCommand::Dispatch { movement, destination, volume_ml, on }).await
        }
        Operation::Purchase { vat, wine, volume_ml, supplier } => {
            declared(desk, estate, wine).await?;
            let source = Source::Purchase { supplier };
            on_vat(desk, vat, VatCommand::Receive { movement, source, wine, volume_ml, on }).await
        }
        Operation::Arrival { vat, wine, volume_ml, arrival } => {
            declared(desk, estate, wine).await?;
            let source = Source::Arrival(arrival);
            on_vat(desk, vat, VatCommand::Receive { movement, source, wine, volume_ml, on }).await
        }
        Operation::Reclassification { vat, to, kind, part: None } => {
            declared(desk, estate, to).await?;
            on_vat(desk, vat, VatCommand::Reclassify { movement, to, kind, on }).await
        }
        Operation::Reclassification { vat, to, kind, part: Some(part) } => {
            declared(desk, estate, to).await?;
            reclassify_part(desk, vat, (to, kind), part, at).await
        }
        Operation::Adjustment { vat, counted_ml, wine, reason, annual } => {
            if let Some(wine) = wine {
                declared(desk, estate, wine.declared()).await?;
            }
            on_vat(desk, vat, VatCommand::Adjust { movement, counted_ml, wine, reason, annual, on }).await
        }
        Operation::LotAdjustment { lot, counted, reason, annual } => {
            on_lot(desk, lot, LotCommand::Adjust { movement, counted, reason, annual, on }).await
        }
        Operation::OpeningInVat { vat, wine, volume_ml } => {
            place(desk, wine, Regime::Suspended, volume_ml, at).await?;
            let source = Source::Opening;
            on_vat(desk, vat, VatCommand::Receive { movement, source, wine, volume_ml, on }).await
        }
        Operation::OpeningInBottles { .. } => carry_bottles::opening(desk, operation, at).await,
        Operation::BottlesIn { .. } => carry_bottles::come_in(desk, operation, at).await,
        Operation::BottlesOut { lot, bottles, errand } => {
            let withdrawal = Withdrawal::Errand { errand };
            let command = LotCommand::Withdraw { movement, withdrawal, to: None, bottles, on };
            on_lot(desk, lot, command).await
        }
        Operation::BottlesBack { lot, bottles, errand } => {
            on_lot(desk, lot, LotCommand::BringBack { movement, errand, bottles, on }).await
        }
        Operation::LotReclassification { .. } | Operation::Resuspension { .. } => {
            carry_bottles::pass_on(desk, operation, at).await
        }
        Operation::Reversal { reverses, .. } => super::reverse::counter(desk, reverses, at).await,
    }
}

async fn harvest<D: Desk>(desk: &mut D, operation: &Operation, at: At) -> Result<Vec<Posting>, D::Error> {
    let At { estate, movement, on } = at;
    let Operation::Harvest {
        harvest,
        parcel,
        vat,
        wine,
        vintage,
        volume_ml,
        waste_ml,
        weight_kg,
        potential_abv,
    } = operation.clone()
    else {
        return Ok(Vec::new());
    };
    declared(desk, estate, wine).await?;
    desk.execute::<Parcel>(parcel.uuid(), ParcelCommand::Harvest { harvest, on }).await?;
    let bring = HarvestCommand::Bring {
        movement,
        parcel,
        vat,
        wine,
        vintage,
        volume_ml,
        waste_ml,
        weight_kg,
        potential_abv,
        on,
    };
    desk.execute::<Harvest>(harvest.uuid(), bring).await?;
    let source = Source::Harvest { harvest };
    let volume = volume_ml - waste_ml;
    let books = desk.state::<Estate>(estate.uuid()).await?;
    let wine = match books.books().map_err(Refusal::from)?.claiming {
        Claiming::AtHarvest => wine,
        Claiming::WhenClaimed => wine.being_made(),
    };
    let receive = VatCommand::Receive { movement, source, wine, volume_ml: volume, on };
    let mut postings = of_harvest(harvest, volume_ml, waste_ml);
    postings.extend(on_vat(desk, vat, receive).await?);
    Ok(postings)
}

/// A part of a vat's content becomes another wine in another vat: both sides or neither.
async fn reclassify_part<D: Desk>(
    desk: &mut D,
    vat: VatId,
    (to, kind): (WineId, ReclassificationKind),
    part: Part,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { movement, on, .. } = at;
    let Part { into, volume_ml } = part;
    if *desk.state::<Vat>(into.uuid()).await? == Vat::Unknown {
        return Err(Refusal::from(VatRefusal::NotFound).into());
    }
    let purpose = Purpose::Reclassified { to: into, wine: to, kind };
    let draw = VatCommand::Draw { movement, purpose, volume_ml, loss: None, on };
    let drawn = desk.execute::<Vat>(vat.uuid(), draw).await?;
    let mut postings: Vec<Posting> = drawn.iter().flat_map(|event| of_vat(vat, event)).collect();
    let Some(wine) = drawn_wine(&drawn) else { return Ok(postings) };
    let source = Source::Reclassified { from: vat, wine, kind };
    let receive = VatCommand::Receive { movement, source, wine: to, volume_ml, on };
    postings.extend(on_vat(desk, into, receive).await?);
    Ok(postings)
}

async fn transfer<D: Desk>(
    desk: &mut D,
    sources: &[Share],
    to: VatId,
    loss_ml: Volume,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { movement, on, .. } = at;
    let weights: Vec<Volume> = sources.iter().map(|source| source.volume_ml).collect();
    let losses = loss_ml.apportion(&weights);
    let mut postings = Vec::new();
    let mut from = Vec::new();
    let mut blend: Option<WineId> = None;
    for (source, lost) in sources.iter().zip(losses) {
        let volume_ml = source.volume_ml - lost;
        let loss = lost.is_positive().then_some(Loss { volume_ml: lost, cause: LossCause::Processing });
        let purpose = Purpose::Transfer { to };
        let draw = VatCommand::Draw { movement, purpose, volume_ml, loss, on };
        let events = desk.execute::<Vat>(source.vat.uuid(), draw).await?;
        let wine = drawn_wine(&events);
        if blend.is_some() && blend != wine {
            return Err(Refusal::from(MovementRefusal::TwoWines).into());
        }
        blend = wine;
        from.push(Share { vat: source.vat, volume_ml });
        postings.extend(events.iter().flat_map(|event| of_vat(source.vat, event)));
    }
    let Some(wine) = blend else { return Err(Refusal::from(MovementRefusal::NoSource).into()) };
    let volume_ml = from.iter().map(|share| share.volume_ml).sum();
    let source = Source::Transfer { from };
    postings.extend(on_vat(desk, to, VatCommand::Receive { movement, source, wine, volume_ml, on }).await?);
    Ok(postings)
}

pub(super) async fn place<D: Desk>(
    desk: &mut D,
    wine: WineId,
    regime: Regime,
    volume_ml: Volume,
    at: At,
) -> Result<(), D::Error> {
    declared(desk, at.estate, wine).await?;
    let command = EstateCommand::PlaceOpening { movement: at.movement, wine, regime, volume_ml, on: at.on };
    desk.execute::<Estate>(at.estate.uuid(), command).await.map(drop)
}

pub(super) async fn declared<D: Desk>(desk: &mut D, estate: EstateId, wine: WineId) -> Result<(), D::Error> {
    let books = desk.state::<Estate>(estate.uuid()).await?;
    books.declared(wine).map_err(Refusal::from)?;
    Ok(())
}

/// Runs a command on a vat and gives the postings of its events.
pub(super) async fn on_vat<D: Desk>(
    desk: &mut D,
    vat: VatId,
    command: VatCommand,
) -> Result<Vec<Posting>, D::Error> {
    let events = desk.execute::<Vat>(vat.uuid(), command).await?;
    Ok(events.iter().flat_map(|event| of_vat(vat, event)).collect())
}

/// Runs a command on a lot and gives the postings of its events.
pub(super) async fn on_lot<D: Desk>(
    desk: &mut D,
    lot: LotId,
    command: LotCommand,
) -> Result<Vec<Posting>, D::Error> {
    let events = desk.execute::<BottleLot>(lot.uuid(), command).await?;
    Ok(events.iter().flat_map(|event| of_lot(lot, event)).collect())
}

pub(super) fn drawn_wine(events: &[VatEvent]) -> Option<WineId> {
    events.iter().find_map(|event| match event {
        VatEvent::WineDrawn { wine, .. } => Some(*wine),
        _ => None,
    })
}
