use uuid::Uuid;

use super::{LineCount, Order, OrderCommand, OrderRefusal, Placed, Sent};
use crate::bottle_lot::{BottleLot, LotCommand};
use crate::decider::{Desk, Refusal, Stream};
use crate::drm_period::DrmPeriod;
use crate::movement::{self, Operation};
use crate::units::{Date, DrmPeriodId, EstateId, LotId, Month, MovementId, OrderId};

/// The streams of an order's lots, and of the month in which they leave, so that all can be loaded at once.
pub fn streams(placed: &Placed, estate: EstateId, on: Date) -> Vec<Stream> {
    let month = Month::of(on).map(|month| Stream::of::<DrmPeriod>(DrmPeriodId::of(estate, month).uuid()));
    let lots = placed.lines.iter().map(|line| Stream::of::<BottleLot>(line.lot.uuid()));
    lots.chain(month).collect()
}

/// Confirms an order: its bottles are set aside.
pub async fn confirm<D: Desk>(desk: &mut D, order: OrderId, on: Date) -> Result<(), D::Error> {
    desk.execute::<Order>(order.uuid(), OrderCommand::Confirm { on }).await?;
    for line in placed(desk, order).await?.lines {
        let reserve = LotCommand::Reserve { order, bottles: line.bottles };
        desk.execute::<BottleLot>(line.lot.uuid(), reserve).await?;
    }
    Ok(())
}

/// Sends an order off, or a part of it: each line is a sale of its own in the movement journal, and so in the return.
pub async fn dispatch<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    order: OrderId,
    lines: Option<Vec<LineCount>>,
    on: Date,
) -> Result<(), D::Error> {
    desk.execute::<Order>(order.uuid(), OrderCommand::Dispatch { lines, on }).await?;
    let Placed { destination, sent, .. } = placed(desk, order).await?;
    let place = sent.len();
    let Some(Sent { lines, .. }) = sent.into_iter().next_back() else { return Ok(()) };
    for LineCount { lot, bottles } in lines {
        let (movement, destination) = (sale_of(order, place, lot), destination.clone());
        let sale = Operation::Sale { lot, bottles, destination, order: Some(order) };
        movement::record(desk, estate, movement, sale, on).await?;
    }
    Ok(())
}

/// Gives up what has not left: what was set aside is free again.
pub async fn cancel<D: Desk>(desk: &mut D, order: OrderId, reason: String, on: Date) -> Result<(), D::Error> {
    let before = desk.state::<Order>(order.uuid()).await?;
    desk.execute::<Order>(order.uuid(), OrderCommand::Cancel { reason, on }).await?;
    let held = if before.holds_bottles() { before.placed().map(Placed::remaining) } else { None };
    for line in held.unwrap_or_default() {
        desk.execute::<BottleLot>(line.lot.uuid(), LotCommand::Release { order }).await?;
    }
    Ok(())
}

/// The sale of a lot with an order's dispatch at that place, from 1 on: a dispatch holds a lot once, so they name it. That of
/// the first is named without its place, as it was when orders left whole.
fn sale_of(order: OrderId, place: usize, lot: LotId) -> MovementId {
    let lot = lot.uuid();
    let name = match place {
        ..=1 => lot.as_bytes().to_vec(),
        _ => format!("{lot}\n{place}").into_bytes(),
    };
    MovementId::new(Uuid::new_v5(&order.uuid(), &name))
}

async fn placed<D: Desk>(desk: &mut D, order: OrderId) -> Result<Placed, D::Error> {
    let state = desk.state::<Order>(order.uuid()).await?;
    Ok(state.placed().cloned().ok_or_else(|| Refusal::from(OrderRefusal::NotFound))?)
}
