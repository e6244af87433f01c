use domain::units::{Date, EstateId, Money, Month};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::paging::{ReadError, parsed};
use crate::sales::Vat;

/// By what revenue is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevenueBy {
    /// By month.
    Month,
    /// By product.
    Product,
    /// By customer.
    Customer,
    /// By country.
    Country,
}

/// Revenue of a month, product, customer or country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RevenueSum {
    /// Which: a month, a country, or an id; the nil id for what is no wine, or for somebody at the counter.
    pub of: String,
    /// The wine of a product.
    pub wine_id: Option<Uuid>,
    /// How many bottles.
    pub bottles: i64,
    /// Without VAT.
    pub net_cents: Money,
}

/// What a customer owes, by how late it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct AgedBalance {
    /// The customer; none for all that was sold at the counter.
    pub customer_id: Option<domain::units::PartyId>,
    /// Not yet due.
    pub not_due_cents: Money,
    /// 1 to 30 days late.
    pub days_30_cents: Money,
    /// 31 to 60 days late.
    pub days_60_cents: Money,
    /// 61 to 90 days late.
    pub days_90_cents: Money,
    /// Later.
    pub older_cents: Money,
    /// What was paid beyond what is due.
    pub overpaid_cents: Money,
    /// All of it together.
    pub balance_cents: Money,
}

/// Revenue between two months, both included: by month in their order, otherwise the largest first.
pub async fn revenue(
    connection: &mut PgConnection,
    estate: EstateId,
    by: RevenueBy,
    (from, until): (Month, Month),
) -> Result<Vec<RevenueSum>, ReadError> {
    let (of, order) = match by {
        RevenueBy::Month => ("r.month", "1"),
        RevenueBy::Product => ("r.product_id::text", "4 DESC, 1"),
        RevenueBy::Customer => ("r.customer_id::text", "4 DESC, 1"),
        RevenueBy::Country => ("r.country", "4 DESC, 1"),
    };
    let wine = if by == RevenueBy::Product { "min(r.wine_id::text)::uuid" } else { "NULL::uuid" };
    let sql = format!(
        "SELECT row_to_json(s)::text FROM (
             SELECT {of} AS of, {wine} AS wine_id, sum(r.bottles)::bigint AS bottles,
                    sum(r.net_cents)::bigint AS net_cents
             FROM sales.revenue AS r
             WHERE r.estate_id = $1 AND r.month >= $2 AND r.month <= $3
             GROUP BY 1 ORDER BY {order}
         ) AS s"
    );
    let rows = sqlx::query_scalar(&sql).bind(estate.uuid()).bind(from.to_string()).bind(until.to_string());
    parsed(&rows.fetch_all(connection).await?)
}

/// VAT between two months, both included, by month and rate.
pub async fn vat_by_month(
    connection: &mut PgConnection,
    estate: EstateId,
    (from, until): (Month, Month),
) -> Result<Vec<Vat>, ReadError> {
    let sql = "SELECT row_to_json(r)::text FROM sales.vat AS r
         WHERE r.estate_id = $1 AND r.month >= $2 AND r.month <= $3 ORDER BY r.month, r.category, r.rate_bp";
    let rows = sqlx::query_scalar(sql).bind(estate.uuid()).bind(from.to_string()).bind(until.to_string());
    parsed(&rows.fetch_all(connection).await?)
}

/// What each customer owes on that day, by how late it is; who owes most first. (Balance âgée.)
pub async fn aged_balances(
    connection: &mut PgConnection,
    estate: EstateId,
    today: Date,
) -> Result<Vec<AgedBalance>, ReadError> {
    // Two ranges, so that the index on the balance finds the few that are not settled among all.
    let sql = "WITH open AS (
             SELECT customer_id, balance_cents, $2 - due_on AS late FROM sales.invoices
             WHERE estate_id = $1 AND balance_cents > 0
             UNION ALL
             SELECT customer_id, balance_cents, NULL FROM sales.invoices
             WHERE estate_id = $1 AND balance_cents < 0
         )
         SELECT row_to_json(s)::text FROM (
             SELECT customer_id,
                    coalesce(sum(balance_cents) FILTER (WHERE late <= 0), 0)::bigint AS not_due_cents,
                    coalesce(sum(balance_cents) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint AS days_30_cents,
                    coalesce(sum(balance_cents) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint AS days_60_cents,
                    coalesce(sum(balance_cents) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint AS days_90_cents,
                    coalesce(sum(balance_cents) FILTER (WHERE late > 90), 0)::bigint AS older_cents,
                    coalesce(-sum(balance_cents) FILTER (WHERE late IS NULL), 0)::bigint AS overpaid_cents,
                    sum(balance_cents)::bigint AS balance_cents
             FROM open GROUP BY customer_id ORDER BY sum(balance_cents) DESC, customer_id
         ) AS s";
    let rows = sqlx::query_scalar(sql).bind(estate.uuid()).bind(today.calendar());
    parsed(&rows.fetch_all(connection).await?)
}
