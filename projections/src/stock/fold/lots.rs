use domain::bottle_lot::{BottleEntryKind, FillOrigin, LotEvent};
use domain::units::{LotId, OrderId, ProductId};

use crate::contract::{Fault, Word};
use crate::stock::{Lot, Product, Reservation, StockRows};

pub(super) fn want(rows: &mut StockRows, lot: LotId, event: &LotEvent) {
    // Only the filling tells the product; for what comes after, the lot's row does once it is loaded. Of a lot that is
    // filled within the batch, the filling has asked for it.
    if let LotEvent::BottlesFilled { wine, vintage, size_ml, .. } = event {
        rows.products.want((ProductId::of(*wine, *vintage, *size_ml),));
        return;
    }
    rows.lots.want((lot,));
    if let Some(product) = rows.lots.loaded(&(lot,)).map(|row| row.product_id) {
        rows.products.want((product,));
    }
    if let Some(order) = order_of(event) {
        rows.reservations.want((lot, order));
    }
}

const fn order_of(event: &LotEvent) -> Option<OrderId> {
    match event {
        LotEvent::BottlesReserved { order, .. }
        | LotEvent::ReservationReleased { order, .. }
        | LotEvent::BottlesSold { order: Some(order), .. } => Some(*order),
        _ => None,
    }
}

/// What an event changes in the counts of a lot.
#[derive(Clone, Copy, Default)]
struct Change {
    filled: i64,
    sold: i64,
    lost: i64,
    adjusted: i64,
    withdrawn: i64,
    reserved: i64,
}

pub(super) fn fold(rows: &mut StockRows, lot: LotId, event: &LotEvent) -> Result<(), Fault> {
    let none = Change::default();
    let change = match event {
        LotEvent::BottlesFilled { bottles, .. } => {
            rows.lots.put(empty(lot, event)?);
            Change { filled: *bottles, ..none }
        }
        LotEvent::BottlesReserved { order, bottles } => {
            let new = || Reservation { lot_id: lot, order_id: *order, bottles: 0 };
            rows.reservations.edit_or((lot, *order), new)?.bottles += bottles;
            Change { reserved: *bottles, ..none }
        }
        LotEvent::ReservationReleased { order, bottles } => {
            Change { reserved: -release(rows, lot, *order, *bottles)?, ..none }
        }
        LotEvent::BottlesSold { order, bottles, .. } => {
            let released = order.map(|order| release(rows, lot, order, *bottles)).transpose()?;
            Change { sold: *bottles, reserved: -released.unwrap_or(0), ..none }
        }
        LotEvent::BottlesReturned { bottles, .. } => Change { sold: -bottles, ..none },
        LotEvent::BottlesBroken { bottles, .. } | LotEvent::BottlesTasted { bottles, .. } => {
            Change { lost: *bottles, ..none }
        }
        LotEvent::BottlesWithdrawn { bottles, .. } => Change { withdrawn: *bottles, ..none },
        LotEvent::BottlesBroughtBack { bottles, .. } => Change { withdrawn: -bottles, ..none },
        LotEvent::CountAdjusted { difference, .. } => Change { adjusted: *difference, ..none },
        LotEvent::BottleEntryReversed { of, change, .. } => match of {
            BottleEntryKind::Filled(_) => Change { filled: *change, ..none },
            BottleEntryKind::Sold(_) | BottleEntryKind::Returned { .. } => Change { sold: -change, ..none },
            BottleEntryKind::Lost(_) => Change { lost: -change, ..none },
            BottleEntryKind::Withdrawn(_) | BottleEntryKind::BroughtBack { .. } => {
                Change { withdrawn: -change, ..none }
            }
            BottleEntryKind::Adjusted | BottleEntryKind::AnnuallyAdjusted | BottleEntryKind::Reversal => {
                Change { adjusted: *change, ..none }
            }
        },
    };
    enter(rows, lot, change)
}

fn enter(rows: &mut StockRows, lot: LotId, change: Change) -> Result<(), Fault> {
    let row = rows.lots.edit(&(lot,))?;
    row.filled += change.filled;
    row.sold += change.sold;
    row.lost += change.lost;
    row.adjusted += change.adjusted;
    row.withdrawn += change.withdrawn;
    row.reserved += change.reserved;
    let on_hand = row.filled - row.sold - row.lost - row.withdrawn + row.adjusted;
    let difference = on_hand - row.on_hand;
    row.on_hand = on_hand;
    row.available = row.on_hand - row.reserved;
    let (id, wine_id, vintage, size_ml) = (row.product_id, row.wine_id, row.vintage, row.size_ml);
    let new = || Product { id, wine_id, vintage, size_ml, on_hand: 0, reserved: 0, available: 0, sold: 0 };
    let product = rows.products.edit_or((id,), new)?;
    product.on_hand += difference;
    product.reserved += change.reserved;
    product.available = product.on_hand - product.reserved;
    product.sold += change.sold;
    Ok(())
}

/// Frees what the order has set aside, at most that many; gives how many it was.
fn release(rows: &mut StockRows, lot: LotId, order: OrderId, bottles: i64) -> Result<i64, Fault> {
    let reserved = rows.reservations.get(&(lot, order))?.map_or(0, |row| row.bottles);
    if bottles >= reserved {
        rows.reservations.remove((lot, order));
        return Ok(reserved);
    }
    rows.reservations.edit(&(lot, order))?.bottles -= bottles;
    Ok(bottles)
}

/// The lot before its first bottle.
fn empty(lot: LotId, filled: &LotEvent) -> Result<Lot, Fault> {
    let LotEvent::BottlesFilled {
        origin,
        lot_number,
        wine,
        vintage,
        size_ml,
        regime,
        capsules,
        occurred_on,
        ..
    } = filled
    else {
        return Err(Fault::Missing { table: "stock.lots", key: lot.to_string() });
    };
    Ok(Lot {
        id: lot,
        lot_number: lot_number.clone(),
        product_id: ProductId::of(*wine, *vintage, *size_ml),
        wine_id: *wine,
        vintage: *vintage,
        size_ml: *size_ml,
        regime: Word(*regime),
        capsules: *capsules,
        vat_id: match origin {
            FillOrigin::Bottling { vat } => Some(*vat),
            FillOrigin::Opening
            | FillOrigin::Purchase { .. }
            | FillOrigin::BottledElsewhere
            | FillOrigin::Reclassified { .. }
            | FillOrigin::Suspended { .. } => None,
        },
        filled_on: *occurred_on,
        filled: 0,
        sold: 0,
        lost: 0,
        adjusted: 0,
        withdrawn: 0,
        on_hand: 0,
        reserved: 0,
        available: 0,
    })
}
