use domain::units::{Date, EstateId};
use sqlx::PgConnection;

use crate::paging::{ReadError, parsed};
use crate::sales::{Issued, Payment};

/// The documents that were issued in these days, both included, in the order of their days, of one day in that in which they
/// were issued; whole.
pub async fn documents_between(
    connection: &mut PgConnection,
    estate: EstateId,
    (from, until): (Date, Date),
) -> Result<Vec<Issued>, ReadError> {
    let sql = "SELECT row_to_json(d)::text FROM sales.invoices AS i
         JOIN sales.documents AS d ON d.estate_id = i.estate_id AND d.id = i.id
         WHERE i.estate_id = $1 AND i.issued_on BETWEEN $2 AND $3 ORDER BY i.issued_on, i.position";
    let rows = sqlx::query_scalar(sql).bind(estate.uuid()).bind(from.calendar()).bind(until.calendar());
    parsed(&rows.fetch_all(connection).await?)
}

/// The payments that were made or taken out in these days, both included, in the order of the days they were made.
pub async fn payments_between(
    connection: &mut PgConnection,
    estate: EstateId,
    (from, until): (Date, Date),
) -> Result<Vec<Payment>, ReadError> {
    let sql = "SELECT row_to_json(r)::text FROM sales.payments AS r
         WHERE r.estate_id = $1 AND (r.paid_on BETWEEN $2 AND $3 OR r.reversed_on BETWEEN $2 AND $3)
         ORDER BY r.paid_on, r.position";
    let rows = sqlx::query_scalar(sql).bind(estate.uuid()).bind(from.calendar()).bind(until.calendar());
    parsed(&rows.fetch_all(connection).await?)
}
