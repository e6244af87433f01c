use domain::bottle_lot::{BottleLot, LotCommand, LotRefusal};
use domain::decider::{Refusal, Stream};
use domain::drm_period::DrmPeriod;
use domain::movement;
use domain::order::{Order, OrderCommand, OrderLine, OrderRefusal, Placed};
use domain::terms::SaleDestination;
use domain::units::{Date, DrmPeriodId, LotId, Month, MovementId, OrderId, PartyId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;
use uuid::Uuid;

/// Places an order.
#[derive(Debug, Serialize)]
pub struct PlaceOrder {
    /// The order to be.
    pub order: OrderId,
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
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

/// Sends a confirmed order off: each line is a sale of its own in the movement journal.
#[derive(Debug, Serialize)]
pub struct DispatchOrder {
    /// The order.
    pub order: OrderId,
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
    let estate = unit.estate();
    let month = Month::of(on).map(|month| Stream::of::<DrmPeriod>(DrmPeriodId::of(estate, month).uuid()));
    let lots = placed.lines.iter().map(|line| Stream::of::<BottleLot>(line.lot.uuid()));
    unit.load(&lots.chain(month).collect::<Vec<_>>()).await?;
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
        let placed = placed(unit, self.order, self.on).await?;
        unit.execute::<Order>(self.order.uuid(), OrderCommand::Confirm { on: self.on }).await?;
        for line in &placed.lines {
            let reserve = LotCommand::Reserve { order: self.order, bottles: line.bottles };
            unit.execute::<BottleLot>(line.lot.uuid(), reserve).await?;
        }
        Ok(())
    }
}

impl Operation for DispatchOrder {
    const NAME: &'static str = "dispatch_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let placed = placed(unit, self.order, self.on).await?;
        let estate = unit.estate();
        unit.execute::<Order>(self.order.uuid(), OrderCommand::Dispatch { on: self.on }).await?;
        for line in &placed.lines {
            let operation = movement::Operation::Sale {
                lot: line.lot,
                bottles: line.bottles,
                destination: placed.destination.clone(),
                order: Some(self.order),
            };
            movement::record(unit, estate, sale_of(self.order, line.lot), operation, self.on).await?;
        }
        Ok(())
    }
}

/// The sale of a lot for an order: an order leaves once and holds a lot once, so the pair names it.
fn sale_of(order: OrderId, lot: LotId) -> MovementId {
    MovementId::new(Uuid::new_v5(&order.uuid(), lot.uuid().as_bytes()))
}

impl Operation for CancelOrder {
    const NAME: &'static str = "cancel_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let confirmed = matches!(*unit.state::<Order>(self.order.uuid()).await?, Order::Confirmed(_));
        let placed = placed(unit, self.order, self.on).await?;
        let command = OrderCommand::Cancel { reason: self.reason.clone(), on: self.on };
        unit.execute::<Order>(self.order.uuid(), command).await?;
        if confirmed {
            for line in &placed.lines {
                let release = LotCommand::Release { order: self.order };
                unit.execute::<BottleLot>(line.lot.uuid(), release).await?;
            }
        }
        Ok(())
    }
}
