use serde::Serialize;
use uuid::Uuid;

use super::{Allotment, LineCount, Order, OrderCommand, OrderEvent, OrderRefusal, Placed, Sent, allotted};
use crate::bottle_lot::{BottleLot, LotCommand};
use crate::decider::{Desk, Refusal, Stream};
use crate::drm_period::DrmPeriod;
use crate::movement::{self, Operation};
use crate::units::{Date, DrmPeriodId, EstateId, LotId, Month, MovementId, OrderId};

/// The streams of an order's lots, and of the month in which they leave, so that all can be loaded at once.
pub fn streams(placed: &Placed, estate: EstateId, on: Date) -> Vec<Stream> {
    let month = Month::of(on).map(|month| Stream::of::<DrmPeriod>(DrmPeriodId::of(estate, month).uuid()));
    let lots = placed.lots.iter().map(|line| Stream::of::<BottleLot>(line.lot.uuid()));
    lots.chain(month).collect()
}

/// Confirms an order: its bottles are set aside, those of articles from the lots that were chosen or from the oldest.
pub async fn confirm<D: Desk>(
    desk: &mut D,
    order: OrderId,
    by_hand: Vec<Allotment>,
    on: Date,
) -> Result<(), D::Error> {
    let allotted = allotted(desk, order, by_hand, on).await?;
    desk.execute::<Order>(order.uuid(), OrderCommand::Confirm { allotted, on }).await?;
    for line in placed(desk, order).await?.lots {
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

/// Bottles of a dispatch that come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GivenBack {
    /// Which dispatch, by its place from 1 on.
    pub dispatch: u32,
    /// What comes back; nothing told is all of it.
    pub lines: Option<Vec<LineCount>>,
    /// Why.
    pub reason: String,
    /// Whether what was charged for them is credited in the same unit of work.
    pub credited: bool,
}

/// Takes bottles of a dispatch back: each lot is a return of its own in the movement journal, with the consequence that the
/// place where it had been sold has for the excise. Answers what came back.
pub async fn take_back<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    order: OrderId,
    back: GivenBack,
    on: Date,
) -> Result<Vec<LineCount>, D::Error> {
    let GivenBack { dispatch, lines, reason, credited } = back;
    let command = OrderCommand::Return { dispatch, lines, reason: reason.clone(), credited, on };
    let events = desk.execute::<Order>(order.uuid(), command).await?;
    let placed = placed(desk, order).await?;
    let (Some(OrderEvent::OrderReturned { lines, .. }), Some(sent)) =
        (events.first(), placed.dispatch(dispatch))
    else {
        return Ok(Vec::new());
    };
    for LineCount { lot, bottles } in lines.iter().copied() {
        let movement = return_of(order, placed.returns, lot);
        let (reason, sold_to, order) = (reason.clone(), Some(placed.destination.clone()), Some(order));
        let sold_on = sent.on;
        let back = Operation::SaleReturn { lot, bottles, sold_on, reason, sold_to, order };
        movement::record(desk, estate, movement, back, on).await?;
    }
    Ok(lines.clone())
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

/// The return of a lot with an order's return at that place, from 1 on.
fn return_of(order: OrderId, place: u32, lot: LotId) -> MovementId {
    MovementId::new(Uuid::new_v5(&order.uuid(), format!("return\n{}\n{place}", lot.uuid()).as_bytes()))
}

async fn placed<D: Desk>(desk: &mut D, order: OrderId) -> Result<Placed, D::Error> {
    let state = desk.state::<Order>(order.uuid()).await?;
    Ok(state.placed().cloned().ok_or_else(|| Refusal::from(OrderRefusal::NotFound))?)
}
