//! The papers beside the invoice: made from the books and the directory as they stand, for whoever asks, and kept nowhere.

use std::collections::BTreeMap;

use documents::sale::papers::{
    DeliveredLine, DeliveryNote, OrderConfirmation, Overdue, Reminder, ReminderLevel, delivery_note,
    order_confirmation, reminder,
};
use documents::sale::{Parties, SaleRefusal, Seller};
use domain::invoice::{Language, price};
use domain::order::{LineCount, less};
use domain::terms::SaleDestination;
use domain::units::{EstateId, LotId, OrderId, PartyId};
use projections::sales::{InvoiceFilter, InvoiceOrder};
use projections::{Page, ReadError, sales, stock};
use sqlx::{PgConnection, PgPool};
use tokio::task::spawn_blocking;

use super::lines::{Line, kind, lines};
use super::sale::{NoPaper, Paper, Stationery, paper, parties, stationery};
use crate::clock;
use crate::directory::{self, Buyer};
use crate::operations::treatment;
use crate::wording;

/// A paper of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderPaper {
    /// What was ordered and is set aside, with its prices.
    Confirmation,
    /// What left at that place among the dispatches, from 1 on, without prices.
    Delivery(u32),
}

impl std::str::FromStr for OrderPaper {
    type Err = ();

    /// `confirmation`, `delivery-1`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.strip_prefix("delivery-").map(str::parse) {
            Some(Ok(place)) => Ok(Self::Delivery(place)),
            None if text == "confirmation" => Ok(Self::Confirmation),
            _ => Err(()),
        }
    }
}

/// How firm a reminder is, by its name in addresses: `1`, `2`, `notice`.
pub fn reminder_level(text: &str) -> Option<ReminderLevel> {
    match text {
        "1" => Some(ReminderLevel::First),
        "2" => Some(ReminderLevel::Second),
        "notice" => Some(ReminderLevel::FormalNotice),
        _ => None,
    }
}

/// The paper of an order; not found while nothing is set aside for it, or where no such dispatch left.
pub async fn of_order(
    pool: &PgPool,
    estate: EstateId,
    id: OrderId,
    which: OrderPaper,
) -> Result<Paper, NoPaper> {
    let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
    let mut found = stock::orders_by_ids(&mut connection, estate, &[id]).await?;
    let order = found.pop().ok_or(NoPaper::NotFound)?;
    let stationery = stationery(&mut connection, estate).await?;
    let (small_business, look) = (stationery.small_business, stationery.look);
    let (parties, buyer) = named(&mut connection, estate, stationery.seller, order.customer_id).await?;
    let vat = treatment(small_business, kind(buyer.as_ref()), Some(&order.destination));
    let lines = lines(&mut connection, estate, &order, vat).await?;
    let language = language(buyer.as_ref());
    let number = wording::order_number(order.position);
    match which {
        OrderPaper::Confirmation => {
            let confirmed_on = order.confirmed_on.ok_or(NoPaper::NotFound)?;
            let drafted = lines.into_iter().map(|line| line.draft).collect();
            let (lines, totals) = price(drafted, order.basis.0).map_err(|_| SaleRefusal::AmountOutOfRange)?;
            let confirmation = OrderConfirmation {
                number: number.clone(),
                confirmed_on,
                wanted_on: None,
                buyer_reference: None,
                basis: order.basis.0,
                lines,
                totals,
                payment_days: buyer.map(|buyer| u16::try_from(buyer.payment_days).unwrap_or(0)),
                remark: None,
                language,
            };
            written(number, move || order_confirmation(&confirmation, &parties, &look)).await
        }
        OrderPaper::Delivery(place) => {
            let note = delivery(&order, &lines, place, language).ok_or(NoPaper::NotFound)?;
            written(note.number.clone(), move || delivery_note(&note, &parties, &look)).await
        }
    }
}

/// A letter to a customer about all their invoices that are late today; not found where none is.
pub async fn of_late(
    pool: &PgPool,
    estate: EstateId,
    customer: PartyId,
    level: ReminderLevel,
) -> Result<Paper, NoPaper> {
    let (_, written_on) = clock::now();
    let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
    let filter = InvoiceFilter {
        customers: Some(vec![customer]),
        late_on: Some(written_on),
        ..InvoiceFilter::default()
    };
    let late = all_late(&mut connection, estate, &filter).await?;
    let ids: Vec<_> = late.iter().map(|invoice| invoice.id).collect();
    let documents = sales::documents_by_ids(&mut connection, estate, &ids).await?;
    let documents: BTreeMap<_, _> = documents.into_iter().map(|it| (it.id, it.document)).collect();
    let first = ids.first().and_then(|id| documents.get(id)).ok_or(NoPaper::NotFound)?;
    let penalty_rate = first.terms.late_penalty;
    let item = |row: &sales::Invoice| {
        let document = documents.get(&row.id)?;
        Some(Overdue {
            number: document.number,
            issued_on: row.issued_on,
            due_on: row.due_on,
            gross_cents: row.gross_cents,
            settled_cents: row.gross_cents - row.balance_cents,
        })
    };
    let items = late.iter().filter_map(item).collect();
    let Stationery { seller, look, .. } = stationery(&mut connection, estate).await?;
    let (parties, buyer) = named(&mut connection, estate, seller, Some(customer)).await?;
    let (kind, language) = (kind(buyer.as_ref()), language(buyer.as_ref()));
    let letter = Reminder { level, written_on, items, kind, penalty_rate, language };
    written(format!("relance-{written_on}"), move || reminder(&letter, &parties, &look)).await
}

/// Every invoice that is late, the one that was due first before the others, page by page.
async fn all_late(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &InvoiceFilter,
) -> Result<Vec<sales::Invoice>, ReadError> {
    let (mut late, mut page) = (Vec::new(), Page::first(Page::MOST));
    loop {
        let read = sales::invoices(connection, estate, filter, InvoiceOrder::DueFirst, &page).await?;
        let (more, last) = (read.has_next_page, read.end_cursor().cloned());
        late.extend(read.into_nodes());
        match last.filter(|_| more) {
            Some(after) => page = Page::first(Page::MOST).after(Some(after)),
            None => return Ok(late),
        }
    }
}

fn delivery(order: &stock::Order, lines: &[Line], place: u32, language: Language) -> Option<DeliveryNote> {
    let index = usize::try_from(place.checked_sub(1)?).ok()?;
    let sent = order.dispatches.get(index)?;
    let before = order.dispatches.iter().take(index + 1).flat_map(|sent| &sent.lines);
    let outstanding = less(lines.iter().map(|line| line.lot.count()), before);
    let of = |counts: &[LineCount], lot: LotId| {
        counts.iter().find(|count| count.lot == lot).map_or(0, |count| count.bottles)
    };
    let delivered = |line: &Line| DeliveredLine {
        label: line.draft.label.clone(),
        item: line.draft.item.clone(),
        ordered: line.lot.bottles,
        delivered: of(&sent.lines, line.lot.lot),
        outstanding: of(&outstanding, line.lot.lot),
    };
    let accompanying = match &order.destination {
        SaleDestination::FranceSuspended { document } => document.clone(),
        _ => None,
    };
    Some(DeliveryNote {
        number: format!("BL-{:06}-{place}", order.position),
        departed_on: sent.on,
        order: Some(wording::order_number(order.position)),
        buyer_reference: None,
        accompanying,
        lines: lines.iter().map(delivered).collect(),
        packages: None,
        gross_weight_g: None,
        language,
    })
}

/// Who sells and who buys, as they are known today; a customer who was erased stands on no paper any more.
async fn named(
    connection: &mut PgConnection,
    estate: EstateId,
    seller: Seller,
    customer: Option<PartyId>,
) -> Result<(Parties, Option<Buyer>), NoPaper> {
    let Some(id) = customer else {
        return Ok((Parties { seller, buyer: None, delivery: None, carrier: None }, None));
    };
    let party = directory::party(connection, estate, id).await?.ok_or(NoPaper::NotFound)?;
    let buyer = party.buyer().ok_or(NoPaper::NotFound)?;
    Ok((parties(seller, buyer.identity.clone()), Some(buyer)))
}

fn language(buyer: Option<&Buyer>) -> Language {
    buyer.map_or(Language::French, |buyer| buyer.language.into())
}

/// Lays a paper out on a thread of its own: it keeps a core busy for longer than a request should hold up others.
async fn written(
    number: String,
    write: impl FnOnce() -> Result<Vec<u8>, SaleRefusal> + Send + 'static,
) -> Result<Paper, NoPaper> {
    Ok(paper(number, spawn_blocking(write).await??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_named_in_its_address() {
        assert_eq!("confirmation".parse(), Ok(OrderPaper::Confirmation));
        assert_eq!("delivery-2".parse(), Ok(OrderPaper::Delivery(2)));
        for text in ["", "delivery", "delivery-", "delivery-x", "delivery--1", "Confirmation"] {
            assert_eq!(text.parse::<OrderPaper>(), Err(()), "{text}");
        }
        assert!(reminder_level("notice").is_some() && reminder_level("3").is_none());
    }
}
