use domain::till::TillEvent;

use crate::sales::{Closing, ClosingKind, SalesRows};

pub(super) fn fold(rows: &mut SalesRows, event: &TillEvent, position: i64) {
    let (kind, closing, closed_on) = match event {
        TillEvent::SaleEntered { .. } | TillEvent::PaymentEntered { .. } => return,
        TillEvent::DayClosed { closing, occurred_on } => (ClosingKind::Day, closing, *occurred_on),
        TillEvent::MonthClosed { closing, occurred_on, .. } => (ClosingKind::Month, closing, *occurred_on),
        TillEvent::YearClosed { closing, occurred_on, .. } => (ClosingKind::Year, closing, *occurred_on),
    };
    rows.closings.put(Closing {
        closed_on,
        kind,
        position,
        takings: closing.takings.clone(),
        grand_total_cents: closing.grand_total_cents,
        grand_received_cents: closing.grand_received_cents,
    });
}
