use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::till::MeansTotal;
use domain::units::{PartyId, ProductId, WineId};
use projections::sales;
use uuid::Uuid;

use super::invoice::InvoiceVat;
use super::{Party, Wine};
use crate::graphql::enums::{GqlClosingKind, GqlPaymentMeans};
use crate::graphql::loaders::{party, wine};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlMonth, GqlRate};

/// Revenue without VAT of a month, product, customer or country, less what was credited.
pub struct Revenue {
    /// By what it is told.
    pub by: sales::RevenueBy,
    /// The sum.
    pub sum: sales::RevenueSum,
}

impl Revenue {
    fn id(&self, by: sales::RevenueBy) -> Option<Uuid> {
        let id = self.sum.of.parse().ok().filter(|id: &Uuid| !id.is_nil());
        id.filter(|_| self.by == by)
    }
}

#[Object]
impl Revenue {
    /// The month, where it is told by month.
    async fn month(&self) -> Option<GqlMonth> {
        self.sum.of.parse().ok().filter(|_| self.by == sales::RevenueBy::Month).map(GqlMonth)
    }

    /// The country, where it is told by country.
    async fn country(&self) -> Option<&str> {
        (self.by == sales::RevenueBy::Country).then_some(&*self.sum.of)
    }

    /// The product, where it is told by product; null for what is no wine.
    async fn product_id(&self) -> Option<Uuid> {
        self.id(sales::RevenueBy::Product).map(|id| ProductId::new(id).uuid())
    }

    /// The wine of the product.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        match self.sum.wine_id {
            Some(id) => wine(context, WineId::new(id)).await,
            None => Ok(None),
        }
    }

    /// The customer, where it is told by customer; null for the counter.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.id(sales::RevenueBy::Customer) {
            Some(id) => party(context, PartyId::new(id)).await,
            None => Ok(None),
        }
    }

    /// How many bottles.
    async fn bottles(&self) -> i64 {
        self.sum.bottles
    }

    /// Without VAT.
    async fn net(&self) -> GqlMoney {
        GqlMoney(self.sum.net_cents)
    }
}

/// VAT of one rate in a month.
#[derive(SimpleObject)]
pub struct MonthlyVat {
    /// The month of issue.
    month: GqlMonth,
    /// The category of EN 16931: S, G, K, AE or E.
    category: String,
    /// The rate.
    rate: GqlRate,
    /// What VAT is reckoned on.
    base: GqlMoney,
    /// The VAT.
    vat: GqlMoney,
}

impl From<sales::Vat> for MonthlyVat {
    fn from(row: sales::Vat) -> Self {
        Self {
            month: GqlMonth(row.month),
            category: row.category,
            rate: GqlRate(domain::units::Rate::from_basis_points(row.rate_bp)),
            base: GqlMoney(row.base_cents),
            vat: GqlMoney(row.vat_cents),
        }
    }
}

/// What a customer owes, by how late it is.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct AgedBalance {
    #[graphql(skip)]
    customer_id: Option<PartyId>,
    /// Not yet due.
    not_due: GqlMoney,
    /// 1 to 30 days late.
    days30: GqlMoney,
    /// 31 to 60 days late.
    days60: GqlMoney,
    /// 61 to 90 days late.
    days90: GqlMoney,
    /// Later.
    older: GqlMoney,
    /// What was paid beyond what is due.
    overpaid: GqlMoney,
    /// All of it together.
    balance: GqlMoney,
}

#[ComplexObject]
impl AgedBalance {
    /// The customer; null for all that was sold at the counter.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.customer_id {
            Some(id) => party(context, id).await,
            None => Ok(None),
        }
    }
}

impl From<sales::AgedBalance> for AgedBalance {
    fn from(row: sales::AgedBalance) -> Self {
        Self {
            customer_id: row.customer_id,
            not_due: GqlMoney(row.not_due_cents),
            days30: GqlMoney(row.days_30_cents),
            days60: GqlMoney(row.days_60_cents),
            days90: GqlMoney(row.days_90_cents),
            older: GqlMoney(row.older_cents),
            overpaid: GqlMoney(row.overpaid_cents),
            balance: GqlMoney(row.balance_cents),
        }
    }
}

/// A day, month or year of the till that was closed for good.
#[derive(SimpleObject)]
pub struct TillClosing {
    /// What was closed.
    kind: GqlClosingKind,
    /// Its last day.
    closed_on: GqlDate,
    /// How many documents were issued in it.
    documents: i64,
    /// What they sum to without VAT.
    net: GqlMoney,
    /// With VAT.
    gross: GqlMoney,
    /// Their VAT, by rate.
    vat: Vec<InvoiceVat>,
    /// How many payments, refunds and corrections of either.
    payments: i64,
    /// What was paid, by means.
    means: Vec<TillMeans>,
    /// What was paid.
    received: GqlMoney,
    /// What was sold with VAT since the first document.
    grand_total: GqlMoney,
    /// What was paid since the first payment.
    grand_received: GqlMoney,
    /// The journal position of the closing.
    position: i64,
}

/// What was paid by one means.
#[derive(SimpleObject)]
pub struct TillMeans {
    /// The means.
    means: GqlPaymentMeans,
    /// How much.
    amount: GqlMoney,
}

impl From<sales::Closing> for TillClosing {
    fn from(row: sales::Closing) -> Self {
        let takings = row.takings;
        let means = |total: &MeansTotal| TillMeans {
            means: total.means.into(),
            amount: GqlMoney(total.amount_cents),
        };
        Self {
            kind: row.kind.into(),
            closed_on: row.closed_on.into(),
            documents: takings.documents,
            net: GqlMoney(takings.sales.net_cents),
            gross: GqlMoney(takings.sales.gross_cents),
            vat: takings.sales.vat.iter().map(InvoiceVat::of).collect(),
            payments: takings.payments,
            means: takings.means.iter().map(means).collect(),
            received: GqlMoney(takings.received_cents),
            grand_total: GqlMoney(row.grand_total_cents),
            grand_received: GqlMoney(row.grand_received_cents),
            position: row.position,
        }
    }
}
