//! The papers beside the invoice: made from the books and the directory as they stand, for whoever asks, and kept nowhere.

use std::collections::BTreeMap;

use documents::sale::papers::{
    DeliveredLine, DeliveryNote, OrderConfirmation, Overdue, Reminder, ReminderLevel, delivery_note,
    order_confirmation, reminder,
};
use documents::sale::{Look, Parties, SaleRefusal};
use domain::invoice::{
    Bottles, BuyerKind, DraftDiscount, DraftLine, Item, Language, Off, VatTreatment, price,
};
use domain::order::{LineCount, LotLine, less, served};
use domain::terms::{SaleDestination, WineSpec};
use domain::units::{ArticleId, EstateId, LotId, OrderId, PartyId, WineId};
use projections::sales::{InvoiceFilter, InvoiceOrder};
use projections::{Page, ReadError, cellar, sales, stock};
use sqlx::{PgConnection, PgPool};
use tokio::task::spawn_blocking;

use super::sale::{NoPaper, Paper, paper, parties, seller};
use crate::directory::{self, Buyer, Tongue};
use crate::operations::treatment;
use crate::{clock, wording};

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
    let (parties, buyer) = named(&mut connection, estate, order.customer_id).await?;
    let lines = lines(&mut connection, estate, &order).await?;
    let language = language(buyer.as_ref());
    let number = format!("C-{:06}", order.position);
    match which {
        OrderPaper::Confirmation => {
            let confirmed_on = order.confirmed_on.ok_or(NoPaper::NotFound)?;
            let kind = kind(buyer.as_ref());
            let vat = treatment(kind, Some(&order.destination));
            let drafted = lines.iter().map(|line| line.draft(vat)).collect();
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
            written(number, move || order_confirmation(&confirmation, &parties, &Look::default())).await
        }
        OrderPaper::Delivery(place) => {
            let note = delivery(&order, &lines, place, language).ok_or(NoPaper::NotFound)?;
            written(note.number.clone(), move || delivery_note(&note, &parties, &Look::default())).await
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
    let page = Page::first(100);
    let late = sales::invoices(&mut connection, estate, &filter, InvoiceOrder::DueFirst, &page).await?;
    let ids: Vec<_> = late.edges.iter().map(|edge| edge.node.id).collect();
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
    let items = late.edges.iter().filter_map(|edge| item(&edge.node)).collect();
    let (parties, buyer) = named(&mut connection, estate, Some(customer)).await?;
    let (kind, language) = (kind(buyer.as_ref()), language(buyer.as_ref()));
    let letter = Reminder { level, written_on, items, kind, penalty_rate, language };
    written(format!("relance-{written_on}"), move || reminder(&letter, &parties, &Look::default())).await
}

/// Bottles of a lot on an order, with what is printed of them.
struct Line {
    lot: LotLine,
    label: String,
    bottles: Bottles,
    vat: Option<VatTreatment>,
}

impl Line {
    fn draft(&self, vat: VatTreatment) -> DraftLine {
        let LotLine { bottles: count, unit_price_cents, discount, .. } = self.lot;
        DraftLine {
            label: self.label.clone(),
            item: Item::Bottles(self.bottles.clone()),
            count,
            unit_price_cents,
            discount: discount.map(|rate| DraftDiscount { off: Off::Share(rate), reason: None }),
            vat: self.vat.filter(|_| matches!(vat, VatTreatment::Standard(_))).unwrap_or(vat),
        }
    }
}

/// The lots that serve an order, each as it is called.
async fn lines(
    connection: &mut PgConnection,
    estate: EstateId,
    order: &stock::Order,
) -> Result<Vec<Line>, ReadError> {
    let served = served(&order.lines, &order.allotted);
    let ids: Vec<LotId> = served.iter().map(|line| line.lot).collect();
    let lots = stock::lots_by_ids(connection, estate, &ids).await?;
    let wines: Vec<WineId> = lots.iter().map(|lot| lot.wine_id).collect();
    let lots: BTreeMap<LotId, stock::Lot> = lots.into_iter().map(|lot| (lot.id, lot)).collect();
    let wines = cellar::wines_by_ids(connection, estate, &wines).await?;
    let wines: BTreeMap<WineId, WineSpec> = wines.into_iter().map(|wine| (wine.id, wine.spec)).collect();
    let ids: Vec<ArticleId> = served.iter().filter_map(|line| line.article).collect();
    let articles = stock::articles_by_ids(connection, estate, &ids).await?;
    let articles: BTreeMap<ArticleId, stock::Article> =
        articles.into_iter().map(|article| (article.id, article)).collect();
    let line = |served: LotLine| {
        let lot = lots.get(&served.lot)?;
        let wine = wines.get(&lot.wine_id)?;
        let article = served.article.and_then(|id| articles.get(&id));
        let (vintage, size_ml) = (lot.vintage, lot.size_ml);
        let bottles = Bottles {
            lot: lot.id,
            lot_number: lot.lot_number.clone(),
            wine: lot.wine_id,
            vintage,
            size_ml,
            abv: article.and_then(|article| article.claims.abv),
            category: wine.category,
        };
        let label = wording::bottles(wine, vintage, size_ml, article.map(|article| &*article.name));
        let vat = article.map(|article| VatTreatment::Standard(article.vat_rate));
        Some(Line { lot: served, label, bottles, vat })
    };
    Ok(served.into_iter().filter_map(line).collect())
}

fn delivery(order: &stock::Order, lines: &[Line], place: u32, language: Language) -> Option<DeliveryNote> {
    let index = usize::try_from(place.checked_sub(1)?).ok()?;
    let sent = order.dispatches.get(index)?;
    let before = order.dispatches.iter().take(index + 1).flat_map(|sent| &sent.lines);
    let ordered = lines.iter().map(|line| LineCount { lot: line.lot.lot, bottles: line.lot.bottles });
    let outstanding = less(ordered, before);
    let of = |counts: &[LineCount], lot: LotId| {
        counts.iter().find(|count| count.lot == lot).map_or(0, |count| count.bottles)
    };
    let delivered = |line: &Line| DeliveredLine {
        label: line.label.clone(),
        item: Item::Bottles(line.bottles.clone()),
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
        order: Some(format!("C-{:06}", order.position)),
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
    customer: Option<PartyId>,
) -> Result<(Parties, Option<Buyer>), NoPaper> {
    let books = cellar::estate(connection, estate).await?.ok_or(NoPaper::NotFound)?;
    let missing = SaleRefusal::Missing { what: "SELLER_IDENTITY" };
    let seller = seller(books.name, books.accise, books.identity.ok_or(missing)?);
    let Some(id) = customer else {
        return Ok((Parties { seller, buyer: None, delivery: None, carrier: None }, None));
    };
    let party = directory::party(connection, estate, id).await?.ok_or(NoPaper::NotFound)?;
    let buyer = party.buyer().ok_or(NoPaper::NotFound)?;
    Ok((parties(seller, buyer.identity.clone()), Some(buyer)))
}

fn kind(buyer: Option<&Buyer>) -> BuyerKind {
    match buyer {
        Some(buyer) if !buyer.is_consumer => BuyerKind::Company,
        _ => BuyerKind::Consumer,
    }
}

fn language(buyer: Option<&Buyer>) -> Language {
    match buyer.map(|buyer| buyer.language) {
        Some(Tongue::English) => Language::English,
        _ => Language::French,
    }
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
