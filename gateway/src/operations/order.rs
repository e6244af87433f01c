use domain::article::PriceList;
use domain::decider::{Refusal, Stream};
use domain::invoice::PriceBasis;
use domain::order::{
    self, Allotment, LineCount, Order, OrderCommand, OrderRefusal, Placed, Wish, WishedLine, priced,
};
use domain::terms::SaleDestination;
use domain::units::{Date, OrderId, PartyId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// What somebody orders, before it is priced.
#[derive(Debug, Serialize)]
pub struct Wished {
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// Whether its prices are without or with VAT; as the list has them where it is not told.
    pub basis: Option<PriceBasis>,
    /// The list that the customer buys by. It follows from the directory, not from the command.
    #[serde(skip)]
    pub list: PriceList,
    /// What is ordered.
    pub lines: Vec<WishedLine>,
}

/// Places an order.
#[derive(Debug, Serialize)]
pub struct PlaceOrder {
    /// The order to be.
    pub order: OrderId,
    /// What is ordered.
    pub wished: Wished,
    /// When.
    pub on: Date,
}

/// Changes an order before it is confirmed.
#[derive(Debug, Serialize)]
pub struct AmendOrder {
    /// The order.
    pub order: OrderId,
    /// What is ordered now.
    pub wished: Wished,
    /// When.
    pub on: Date,
}

/// Confirms an order: its bottles are set aside.
#[derive(Debug, Serialize)]
pub struct ConfirmOrder {
    /// The order.
    pub order: OrderId,
    /// The lots that were chosen for its articles; for others the oldest first.
    pub allotted: Vec<Allotment>,
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

impl Wished {
    /// What is ordered, with its prices of that day.
    pub(super) async fn priced(&self, unit: &mut Unit, on: Date) -> Result<Wish, UnitError> {
        let streams: Vec<Stream> = self.lines.iter().map(WishedLine::stream).collect();
        unit.load(&streams).await?;
        let (basis, lines) = priced(unit, &self.lines, self.basis, &self.list, on).await?;
        Ok(Wish { customer: self.customer, destination: self.destination.clone(), basis, lines })
    }
}

/// What an order asks for, with the streams of its lots loaded.
pub(super) async fn placed(unit: &mut Unit, order: OrderId, on: Date) -> Result<Placed, UnitError> {
    let state = unit.state::<Order>(order.uuid()).await?;
    let not_found = || UnitError::Refused(Refusal::from(OrderRefusal::NotFound));
    let placed = state.placed().cloned().ok_or_else(not_found)?;
    let streams = order::streams(&placed, unit.estate(), on);
    unit.load(&streams).await?;
    Ok(placed)
}

/// Confirms an order with all streams of its articles and their lots loaded.
pub(super) async fn confirm(
    unit: &mut Unit,
    order: OrderId,
    allotted: Vec<Allotment>,
    on: Date,
) -> Result<(), UnitError> {
    let placed = placed(unit, order, on).await?;
    unit.load(&order::article_streams(&placed)).await?;
    let lots = order::lot_streams(unit, &placed).await?;
    unit.load(&lots).await?;
    order::confirm(unit, order, allotted, on).await
}

impl Operation for PlaceOrder {
    const NAME: &'static str = "place_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let wish = self.wished.priced(unit, self.on).await?;
        unit.execute::<Order>(self.order.uuid(), OrderCommand::Place { wish, on: self.on }).await.map(drop)
    }
}

impl Operation for AmendOrder {
    const NAME: &'static str = "amend_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let wish = self.wished.priced(unit, self.on).await?;
        unit.execute::<Order>(self.order.uuid(), OrderCommand::Amend { wish, on: self.on }).await.map(drop)
    }
}

impl Operation for ConfirmOrder {
    const NAME: &'static str = "confirm_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        confirm(unit, self.order, self.allotted.clone(), self.on).await
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
