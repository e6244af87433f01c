use domain::bottle_lot::{BottleLot, LotRefusal};
use domain::decider::{Refusal, Stream};
use domain::invoice::PriceBasis;
use domain::order::{self, LineCount, Order, OrderCommand, OrderLine, OrderRefusal, Placed};
use domain::terms::SaleDestination;
use domain::units::{Date, OrderId, PartyId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Places an order.
#[derive(Debug, Serialize)]
pub struct PlaceOrder {
    /// The order to be.
    pub order: OrderId,
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// Whether its prices are without or with VAT.
    pub basis: PriceBasis,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
    /// When.
    pub on: Date,
}

/// Confirms an order: its bottles are set aside.
#[derive(Debug, Serialize)]
pub struct ConfirmOrder {
    /// The order.
    pub order: OrderId,
    /// When.
    pub on: Date,
}

/// Sends a confirmed order off, or a part of it: each line is a sale of its own in the movement journal.
#[derive(Debug, Serialize)]
pub struct DispatchOrder {
    /// The order.
    pub order: OrderId,
    /// What leaves; nothing told is all that remains.
    pub lines: Option<Vec<LineCount>>,
    /// When.
    pub on: Date,
}

/// Gives an order up: what was set aside is free again.
#[derive(Debug, Serialize)]
pub struct CancelOrder {
    /// The order.
    pub order: OrderId,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Date,
}

/// What an order asks for, with the streams of its lots loaded.
async fn placed(unit: &mut Unit, order: OrderId, on: Date) -> Result<Placed, UnitError> {
    let state = unit.state::<Order>(order.uuid()).await?;
    let not_found = || UnitError::Refused(Refusal::from(OrderRefusal::NotFound));
    let placed = state.placed().cloned().ok_or_else(not_found)?;
    let streams = order::streams(&placed, unit.estate(), on);
    unit.load(&streams).await?;
    Ok(placed)
}

impl Operation for PlaceOrder {
    const NAME: &'static str = "place_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let lots: Vec<Stream> =
            self.lines.iter().map(|line| Stream::of::<BottleLot>(line.lot.uuid())).collect();
        unit.load(&lots).await?;
        for line in &self.lines {
            if *unit.state::<BottleLot>(line.lot.uuid()).await? == BottleLot::Unknown {
                return Err(UnitError::Refused(LotRefusal::NotFound.into()));
            }
        }
        let command = OrderCommand::Place {
            customer: self.customer,
            destination: self.destination.clone(),
            basis: self.basis,
            lines: self.lines.clone(),
            on: self.on,
        };
        unit.execute::<Order>(self.order.uuid(), command).await.map(drop)
    }
}

impl Operation for ConfirmOrder {
    const NAME: &'static str = "confirm_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        placed(unit, self.order, self.on).await?;
        order::confirm(unit, self.order, self.on).await
    }
}

impl Operation for DispatchOrder {
    const NAME: &'static str = "dispatch_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        placed(unit, self.order, self.on).await?;
        let estate = unit.estate();
        order::dispatch(unit, estate, self.order, self.lines.clone(), self.on).await
    }
}

impl Operation for CancelOrder {
    const NAME: &'static str = "cancel_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        placed(unit, self.order, self.on).await?;
        order::cancel(unit, self.order, self.reason.clone(), self.on).await
    }
}
