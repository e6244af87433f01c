use domain::terms::PaymentMeans;
use domain::units::{Date, EstateId, InvoiceId};
use sqlx::PgConnection;

use crate::contract::{Row, Word};
use crate::paging::{Listed, Page, ReadError, Slice, list, parsed};
use crate::sales::Payment;

impl Listed for Payment {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.paid_on", "date"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Date, i64);

    fn place(&self) -> Self::Place {
        (self.paid_on, self.position)
    }
}

/// Which payments are asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Made on that day or later.
    pub from: Option<Date>,
    /// Made on that day or earlier.
    pub until: Option<Date>,
    /// By which means.
    pub means: Option<PaymentMeans>,
}

/// The payments, the last first; those that were taken out are among them.
pub async fn payments(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: PaymentFilter,
    page: &Page,
) -> Result<Slice<Payment>, ReadError> {
    list(connection, estate, page, |query| {
        let PaymentFilter { from, until, means } = filter;
        if let Some(from) = from {
            query.push(" AND r.paid_on >= ").push_bind(from.calendar());
        }
        if let Some(until) = until {
            query.push(" AND r.paid_on <= ").push_bind(until.calendar());
        }
        if let Some(means) = means {
            query.push(" AND r.means = ").push_bind(Word(means).to_string());
        }
    })
    .await
}

/// The payments of these invoices, in the order in which they were written.
pub async fn payments_of_invoices(
    connection: &mut PgConnection,
    estate: EstateId,
    invoices: &[InvoiceId],
) -> Result<Vec<Payment>, ReadError> {
    let ids: Vec<_> = invoices.iter().map(|invoice| invoice.uuid()).collect();
    let sql = "SELECT row_to_json(r)::text FROM sales.payments AS r
         WHERE r.estate_id = $1 AND r.invoice_id = ANY($2) ORDER BY r.invoice_id, r.position";
    parsed(&sqlx::query_scalar(sql).bind(estate.uuid()).bind(ids).fetch_all(connection).await?)
}
