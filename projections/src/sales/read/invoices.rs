use domain::invoice::InvoiceKind;
use domain::units::{Date, EstateId, InvoiceId, Money, OrderId, PartyId};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::contract::Word;
use crate::paging::{Page, ReadError, Slice, by_ids, parsed, sorted};
use crate::sales::{Invoice, Issued};

/// In which order invoices are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvoiceOrder {
    /// The last issued first.
    Newest,
    /// The first issued first.
    Oldest,
    /// The first due first.
    DueFirst,
    /// The largest amount first.
    Largest,
    /// The largest balance first.
    MostDue,
}

/// Which invoices are asked for; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Whose, of any of them.
    pub customers: Option<Vec<PartyId>>,
    /// Issued on that day or later.
    pub from: Option<Date>,
    /// Issued on that day or earlier.
    pub until: Option<Date>,
    /// What they are.
    pub kind: Option<InvoiceKind>,
    /// Something remains to be paid, or nothing does.
    pub open: Option<bool>,
    /// Something remains to be paid, and the last day for it lay before that one.
    pub late_on: Option<Date>,
    /// The number begins so, in any case.
    pub number: Option<String>,
}

sorted! {
    Invoice;
    /// [`InvoiceOrder::Newest`].
    Newest: "r.issued_on" as "date", issued_on: Date, true;
    /// [`InvoiceOrder::Oldest`].
    Oldest: "r.issued_on" as "date", issued_on: Date, false;
    /// [`InvoiceOrder::DueFirst`].
    DueFirst: "r.due_on" as "date", due_on: Date, false;
    /// [`InvoiceOrder::Largest`].
    Largest: "r.gross_cents" as "bigint", gross_cents: Money, true;
    /// [`InvoiceOrder::MostDue`].
    MostDue: "r.balance_cents" as "bigint", balance_cents: Money, true;
}

/// The invoices.
pub async fn invoices(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &InvoiceFilter,
    order: InvoiceOrder,
    page: &Page,
) -> Result<Slice<Invoice>, ReadError> {
    let these = |query: &mut QueryBuilder<'static, Postgres>| filter.push_to(query);
    match order {
        InvoiceOrder::Newest => listed::<Newest>(connection, estate, page, these).await,
        InvoiceOrder::Oldest => listed::<Oldest>(connection, estate, page, these).await,
        InvoiceOrder::DueFirst => listed::<DueFirst>(connection, estate, page, these).await,
        InvoiceOrder::Largest => listed::<Largest>(connection, estate, page, these).await,
        InvoiceOrder::MostDue => listed::<MostDue>(connection, estate, page, these).await,
    }
}

impl InvoiceFilter {
    fn push_to(&self, query: &mut QueryBuilder<'static, Postgres>) {
        if let Some(customers) = &self.customers {
            let ids: Vec<_> = customers.iter().map(|customer| customer.uuid()).collect();
            query.push(" AND r.customer_id = ANY(").push_bind(ids).push(")");
        }
        if let Some(from) = self.from {
            query.push(" AND r.issued_on >= ").push_bind(from.calendar());
        }
        if let Some(until) = self.until {
            query.push(" AND r.issued_on <= ").push_bind(until.calendar());
        }
        if let Some(kind) = self.kind {
            query.push(" AND r.kind = ").push_bind(Word(kind).to_string());
        }
        if let Some(open) = self.open {
            query.push(if open { " AND r.balance_cents > 0" } else { " AND r.balance_cents <= 0" });
        }
        if let Some(today) = self.late_on {
            query.push(" AND r.balance_cents > 0 AND r.due_on < ").push_bind(today.calendar());
        }
        if let Some(number) = &self.number {
            let from = number.to_uppercase();
            // Every number that begins so lies between it and it followed by the last of what a number is made of.
            let until = format!("{from}~");
            query.push(" AND r.number >= ").push_bind(from).push(" AND r.number <= ").push_bind(until);
        }
    }
}

/// These invoices.
pub async fn invoices_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[InvoiceId],
) -> Result<Vec<Invoice>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// These documents, whole.
pub async fn documents_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[InvoiceId],
) -> Result<Vec<Issued>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// The documents that were made for these orders, in the order in which they were.
pub async fn invoices_of_orders(
    connection: &mut PgConnection,
    estate: EstateId,
    orders: &[OrderId],
) -> Result<Vec<Invoice>, ReadError> {
    let orders: Vec<_> = orders.iter().map(|order| order.uuid()).collect();
    let sql = "SELECT row_to_json(r)::text FROM sales.invoices AS r
         WHERE r.estate_id = $1 AND r.order_id = ANY($2) ORDER BY r.position";
    parsed(&sqlx::query_scalar(sql).bind(estate.uuid()).bind(orders).fetch_all(connection).await?)
}
