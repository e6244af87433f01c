//! What movements do to bottles: they are filled, come in, leave for a time, become others.

use super::carry_out::{At, declared, drawn_wine, on_lot, place};
use super::{BottlesFrom, MovementRefusal, Operation, Posting, of_vat};
use crate::bottle_lot::{BottleLot, FillOrigin, LotCommand, LotRefusal, Withdrawal};
use crate::capsule_account::{CapsuleAccount, CapsuleCommand};
use crate::decider::{Desk, Refusal};
use crate::estate::Estate;
use crate::terms::{CapsuleKind, LossCause, Regime};
use crate::units::{EstateId, LotId, Volume, WineId};
use crate::vat::{Loss, Purpose, Vat, VatCommand};

/// Fills a lot from a vat and takes its capsules.
pub(super) async fn bottling<D: Desk>(
    desk: &mut D,
    operation: &Operation,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { estate, movement, on } = at;
    let Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules } =
        operation.clone()
    else {
        return Ok(Vec::new());
    };
    own_lot(estate, lot, &lot_number)?;
    let volume_ml = Volume::from_ml(size_ml).times(bottles).unwrap_or_default();
    let loss = loss_ml.is_positive().then_some(Loss { volume_ml: loss_ml, cause: LossCause::Bottling });
    let draw = VatCommand::Draw { movement, purpose: Purpose::Bottling { lot }, volume_ml, loss, on };
    let drawn = desk.execute::<Vat>(vat.uuid(), draw).await?;
    let mut postings: Vec<Posting> = drawn.iter().flat_map(|event| of_vat(vat, event)).collect();
    let Some(wine) = drawn_wine(&drawn) else { return Ok(postings) };
    let fill = LotCommand::Fill {
        movement,
        origin: FillOrigin::Bottling { vat },
        lot_number,
        wine,
        vintage,
        size_ml,
        bottles,
        regime: Regime::Suspended,
        capsules,
        on,
    };
    postings.extend(on_lot(desk, lot, fill).await?);
    use_capsules(desk, wine, capsules, bottles, at).await?;
    Ok(postings)
}

/// Finds a part of the opening stock in bottles.
pub(super) async fn opening<D: Desk>(
    desk: &mut D,
    operation: &Operation,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let Operation::OpeningInBottles { lot, lot_number, wine, regime, bottles, size_ml, vintage, capsules } =
        operation.clone()
    else {
        return Ok(Vec::new());
    };
    own_lot(at.estate, lot, &lot_number)?;
    let volume_ml = Volume::from_ml(size_ml).times(bottles).unwrap_or_default();
    place(desk, wine, regime, volume_ml, at).await?;
    let fill = LotCommand::Fill {
        movement: at.movement,
        origin: FillOrigin::Opening,
        lot_number,
        wine,
        vintage,
        size_ml,
        bottles,
        regime,
        capsules,
        on: at.on,
    };
    on_lot(desk, lot, fill).await
}

/// Enters a lot that comes from outside.
pub(super) async fn come_in<D: Desk>(
    desk: &mut D,
    operation: &Operation,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let Operation::BottlesIn { lot, lot_number, wine, regime, bottles, size_ml, vintage, capsules, from } =
        operation.clone()
    else {
        return Ok(Vec::new());
    };
    let At { estate, movement, on } = at;
    own_lot(estate, lot, &lot_number)?;
    declared(desk, estate, wine).await?;
    let origin = match from {
        BottlesFrom::Purchase { supplier } => FillOrigin::Purchase { supplier },
        BottlesFrom::BottledElsewhere => FillOrigin::BottledElsewhere,
    };
    let fill = LotCommand::Fill {
        movement,
        origin,
        lot_number,
        wine,
        vintage,
        size_ml,
        bottles,
        regime,
        capsules,
        on,
    };
    let postings = on_lot(desk, lot, fill).await?;
    // Bottles that are bought wear the seller's capsules.
    if from == BottlesFrom::BottledElsewhere {
        use_capsules(desk, wine, capsules, bottles, at).await?;
    }
    Ok(postings)
}

/// Passes bottles of one lot on to another, as another wine or into the suspended stock: both sides or neither.
pub(super) async fn pass_on<D: Desk>(
    desk: &mut D,
    operation: &Operation,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { estate, movement, on } = at;
    let (lot, bottles, into, lot_number, to, withdrawal, origin) = match operation.clone() {
        Operation::LotReclassification { lot, bottles, into, lot_number, to, kind } => {
            declared(desk, estate, to).await?;
            let withdrawal = Withdrawal::Reclassified { to: into, kind };
            let origin = FillOrigin::Reclassified { from: lot, kind };
            (lot, bottles, into, lot_number, Some(to), withdrawal, origin)
        }
        Operation::Resuspension { lot, bottles, into, lot_number, sold_on } => {
            let withdrawal = Withdrawal::Suspended { to: into };
            let origin = FillOrigin::Suspended { from: lot, sold_on };
            (lot, bottles, into, lot_number, None, withdrawal, origin)
        }
        _ => return Ok(Vec::new()),
    };
    own_lot(estate, into, &lot_number)?;
    let mut postings =
        on_lot(desk, lot, LotCommand::Withdraw { movement, withdrawal, to, bottles, on }).await?;
    let state = desk.state::<BottleLot>(lot.uuid()).await?;
    let BottleLot::Filled(given) = &*state else { return Err(Refusal::from(LotRefusal::NotFound).into()) };
    let fill = LotCommand::Fill {
        movement,
        origin,
        lot_number,
        wine: to.unwrap_or(given.wine),
        vintage: given.vintage,
        size_ml: given.size_ml,
        bottles,
        regime: if to.is_some() { given.regime } else { Regime::Suspended },
        capsules: given.capsules,
        on,
    };
    postings.extend(on_lot(desk, into, fill).await?);
    Ok(postings)
}

/// Puts capsules on bottles of a wine: those of its fiscal category (RG25, RG26).
async fn use_capsules<D: Desk>(
    desk: &mut D,
    wine: WineId,
    capsules: Option<CapsuleKind>,
    bottles: i64,
    at: At,
) -> Result<(), D::Error> {
    let At { estate, movement, on } = at;
    let Some(kind) = capsules else { return Ok(()) };
    let books = desk.state::<Estate>(estate.uuid()).await?;
    let spec = books.declared(wine).map_err(Refusal::from)?;
    if spec.category != kind.category {
        let (wine, capsules) = (spec.category.ciel_code(), kind.category.ciel_code());
        let refusal =
            MovementRefusal::CapsuleCategory { wine: wine.to_owned(), capsules: capsules.to_owned() };
        return Err(Refusal::from(refusal).into());
    }
    let command = CapsuleCommand::Use { movement, count: bottles, on };
    desk.execute::<CapsuleAccount>(kind.account(estate).uuid(), command).await.map(drop)
}

/// Accepts a lot that is the one of its number, so that the ledger refuses the same number twice.
fn own_lot(estate: EstateId, lot: LotId, lot_number: &str) -> Result<(), Refusal> {
    if LotId::of(estate, lot_number) == lot { Ok(()) } else { Err(MovementRefusal::LotIdInvalid.into()) }
}
