use super::carry_out::{At, on_lot, on_vat};
use super::{Account, BottlesFrom, Movement, MovementRefusal, Operation, Posting, Side};
use crate::bottle_lot::LotCommand;
use crate::capsule_account::{CapsuleAccount, CapsuleCommand};
use crate::decider::{Desk, Refusal};
use crate::estate::{Estate, EstateCommand};
use crate::harvest::{Harvest, HarvestCommand};
use crate::parcel::{Parcel, ParcelCommand};
use crate::terms::CapsuleKind;
use crate::units::{LotId, MovementId, VatId, Volume};
use crate::vat::VatCommand;

/// Takes back all that a validated movement did, each aggregate its part, and returns the postings of the
/// counter-entry.
pub(super) async fn counter<D: Desk>(
    desk: &mut D,
    reverses: MovementId,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let written = match &*desk.state::<Movement>(reverses.uuid()).await? {
        Movement::Validated(written) => written.clone(),
        Movement::Unknown => return Err(refused(MovementRefusal::NotFound).into()),
        Movement::Draft(_) => return Err(refused(MovementRefusal::StillDraft).into()),
        Movement::Discarded => return Err(refused(MovementRefusal::Discarded).into()),
        Movement::Reversed { by } => {
            return Err(refused(MovementRefusal::AlreadyReversed { by: *by }).into());
        }
    };
    let At { movement, on, .. } = at;
    match written.operation {
        Operation::Reversal { .. } => Err(refused(MovementRefusal::ReversalIsFinal).into()),
        // The order would not learn of it, and its bottles could come back a second time.
        Operation::Sale { order: Some(_), .. } | Operation::SaleReturn { order: Some(_), .. } => {
            Err(refused(MovementRefusal::SaleOfOrder).into())
        }
        Operation::Harvest { harvest, parcel, vat, waste_ml, .. } => {
            let postings = vats(desk, &[vat], reverses, at).await?;
            desk.execute::<Harvest>(harvest.uuid(), HarvestCommand::Reverse { movement, on }).await?;
            desk.execute::<Parcel>(parcel.uuid(), ParcelCommand::WithdrawHarvest { harvest, movement })
                .await?;
            Ok(waste_back(postings, Account::Harvest(harvest), waste_ml))
        }
        Operation::Transfer { sources, to, .. } => {
            // The destination gives first: the wine must be there before it can go back.
            let all: Vec<VatId> = [to].into_iter().chain(sources.iter().map(|source| source.vat)).collect();
            vats(desk, &all, reverses, at).await
        }
        Operation::Bottling { vat, lot, capsules, .. } => {
            let mut postings = lots(desk, lot, reverses, at).await?;
            postings.extend(vats(desk, &[vat], reverses, at).await?);
            give_back(desk, capsules, reverses, at).await?;
            Ok(postings)
        }
        Operation::OpeningInVat { vat, .. } => {
            let postings = vats(desk, &[vat], reverses, at).await?;
            unplace(desk, reverses, at).await?;
            Ok(postings)
        }
        Operation::OpeningInBottles { lot, .. } => {
            let postings = lots(desk, lot, reverses, at).await?;
            unplace(desk, reverses, at).await?;
            Ok(postings)
        }
        Operation::Reclassification { vat, part: Some(part), .. } => {
            // The destination gives first, as in a transfer.
            vats(desk, &[part.into, vat], reverses, at).await
        }
        Operation::BottlesIn { lot, capsules, from, .. } => {
            let postings = lots(desk, lot, reverses, at).await?;
            if from == BottlesFrom::BottledElsewhere {
                give_back(desk, capsules, reverses, at).await?;
            }
            Ok(postings)
        }
        Operation::LotReclassification { lot, into, .. } | Operation::Resuspension { lot, into, .. } => {
            let mut postings = lots(desk, into, reverses, at).await?;
            postings.extend(lots(desk, lot, reverses, at).await?);
            Ok(postings)
        }
        Operation::Loss { vat, .. }
        | Operation::BulkDispatch { vat, .. }
        | Operation::Purchase { vat, .. }
        | Operation::Arrival { vat, .. }
        | Operation::Reclassification { vat, part: None, .. }
        | Operation::Adjustment { vat, .. } => vats(desk, &[vat], reverses, at).await,
        Operation::BottleLoss { lot, .. }
        | Operation::Sale { lot, .. }
        | Operation::SaleReturn { lot, .. }
        | Operation::BottlesOut { lot, .. }
        | Operation::BottlesBack { lot, .. }
        | Operation::LotAdjustment { lot, .. } => lots(desk, lot, reverses, at).await,
    }
}

fn refused(refusal: MovementRefusal) -> Refusal {
    refusal.into()
}

async fn vats<D: Desk>(
    desk: &mut D,
    vats: &[VatId],
    reverses: MovementId,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { movement, on, .. } = at;
    let mut postings = Vec::new();
    for vat in vats {
        postings.extend(on_vat(desk, *vat, VatCommand::Reverse { movement, reverses, on }).await?);
    }
    Ok(postings)
}

async fn lots<D: Desk>(
    desk: &mut D,
    lot: LotId,
    reverses: MovementId,
    at: At,
) -> Result<Vec<Posting>, D::Error> {
    let At { movement, on, .. } = at;
    on_lot(desk, lot, LotCommand::Reverse { movement, reverses, on }).await
}

/// Gives back the capsules that a movement had put on bottles.
async fn give_back<D: Desk>(
    desk: &mut D,
    capsules: Option<CapsuleKind>,
    reverses: MovementId,
    at: At,
) -> Result<(), D::Error> {
    let At { estate, movement, on } = at;
    let Some(kind) = capsules else { return Ok(()) };
    let command = CapsuleCommand::ReverseUse { movement, reverses, on };
    desk.execute::<CapsuleAccount>(kind.account(estate).uuid(), command).await.map(drop)
}

async fn unplace<D: Desk>(desk: &mut D, reverses: MovementId, at: At) -> Result<(), D::Error> {
    let At { estate, movement, on } = at;
    let command = EstateCommand::ReversePlacement { movement, reverses, on };
    desk.execute::<Estate>(estate.uuid(), command).await.map(drop)
}

/// A harvest that is taken back takes its waste back too, so that its account stands at nothing.
fn waste_back(mut postings: Vec<Posting>, account: Account, waste_ml: Volume) -> Vec<Posting> {
    if waste_ml.is_positive() {
        postings.push(Posting { side: Side::Debit, account: Account::Losses, volume_ml: waste_ml });
        postings.push(Posting { side: Side::Credit, account, volume_ml: waste_ml });
    }
    postings
}
