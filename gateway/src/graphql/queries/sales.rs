use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, Result};
use domain::units::InvoiceId;
use projections::sales::{self, InvoiceFilter, PaymentFilter};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::artefacts::preview;
use crate::clock;
use crate::graphql::context::read;
use crate::graphql::enums::{GqlClosingKind, GqlInvoiceKind, GqlInvoiceOrder, GqlPaymentMeans, GqlRevenueBy};
use crate::graphql::loaders::{invoice, invoice_draft};
use crate::graphql::parties::customers;
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::graphql::types::{
    AgedBalance, Invoice, InvoiceDraft, InvoicePreview, MonthlyVat, Payment, Revenue, TillClosing,
    connection, page,
};
use crate::graphql::unfit;

/// Which invoices are asked for; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct InvoiceFilterInput {
    /// Those of this customer.
    customer_id: Option<Uuid>,
    /// Those of customers whose name or numbers hold these words, the first hundred.
    #[graphql(validator(max_length = 100))]
    customer: Option<String>,
    /// Issued on that day or later.
    from: Option<GqlDate>,
    /// Issued on that day or earlier.
    until: Option<GqlDate>,
    /// What they are.
    kind: Option<GqlInvoiceKind>,
    /// Something remains to be paid, or nothing does.
    open: Option<bool>,
    /// Something remains to be paid and the last day for it is over.
    late: Option<bool>,
    /// The number begins so, in any case.
    #[graphql(validator(max_length = 40))]
    number: Option<String>,
}

/// Which payments are asked for; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct PaymentFilterInput {
    /// Made on that day or later.
    from: Option<GqlDate>,
    /// Made on that day or earlier.
    until: Option<GqlDate>,
    /// By which means.
    means: Option<GqlPaymentMeans>,
}

impl InvoiceFilterInput {
    async fn into_filter(self, context: &Context<'_>) -> Result<InvoiceFilter> {
        if self.number.as_deref().is_some_and(|number| number.contains(char::is_control)) {
            return Err(unfit("number: control characters"));
        }
        let (_, today) = clock::now();
        Ok(InvoiceFilter {
            customers: customers(context, self.customer_id, self.customer).await?,
            from: self.from.map(|day| day.0),
            until: self.until.map(|day| day.0),
            kind: self.kind.map(Into::into),
            open: self.open,
            late_on: self.late.filter(|late| *late).map(|_| today),
            number: self.number,
        })
    }
}

/// Questions on invoices, payments and revenue.
#[derive(Default)]
pub struct SalesQuery;

#[Object]
impl SalesQuery {
    /// Invoices, credit notes and corrective invoices, the last issued first unless told.
    async fn invoices(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        filter: Option<InvoiceFilterInput>,
        order: Option<GqlInvoiceOrder>,
    ) -> Result<Connection<String, Invoice>> {
        let page = page(context, first, after)?;
        let filter = filter.unwrap_or_default().into_filter(context).await?;
        let order = order.unwrap_or(GqlInvoiceOrder::Newest).into();
        let slice = read(context, async |connection, estate| {
            sales::invoices(connection, estate, &filter, order, &page).await
        })
        .await?;
        Ok(connection(slice, Invoice))
    }

    /// The document of that id.
    async fn invoice(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Invoice>> {
        invoice(context, InvoiceId::new(id)).await
    }

    /// Invoices that are written down and not issued, the last begun first.
    async fn invoice_drafts(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, InvoiceDraft>> {
        let page = page(context, first, after)?;
        let slice =
            read(context, async |connection, estate| sales::drafts(connection, estate, &page).await).await?;
        Ok(connection(slice, InvoiceDraft))
    }

    /// The draft of that id, issued or given up since or not.
    async fn invoice_draft(&self, context: &Context<'_>, id: Uuid) -> Result<Option<InvoiceDraft>> {
        invoice_draft(context, InvoiceId::new(id)).await
    }

    /// What a draft would come to if it were issued today; nothing where there is nothing to charge yet.
    async fn invoice_preview(&self, context: &Context<'_>, draft_id: Uuid) -> Result<Option<InvoicePreview>> {
        let Some(InvoiceDraft(row)) = invoice_draft(context, InvoiceId::new(draft_id)).await? else {
            return Ok(None);
        };
        let priced = read(context, async |connection: &mut PgConnection, estate| {
            preview(connection, estate, &row.draft).await
        });
        Ok(priced.await?.map(InvoicePreview::of))
    }

    /// Payments and refunds, the last first; those that were taken out are among them.
    async fn payments(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        filter: Option<PaymentFilterInput>,
    ) -> Result<Connection<String, Payment>> {
        let page = page(context, first, after)?;
        let filter = filter.unwrap_or_default();
        let filter = PaymentFilter {
            from: filter.from.map(|day| day.0),
            until: filter.until.map(|day| day.0),
            means: filter.means.map(Into::into),
        };
        let slice = read(context, async |connection, estate| {
            sales::payments(connection, estate, filter, &page).await
        })
        .await?;
        Ok(connection(slice, Payment))
    }

    /// What each customer owes, by how late it is on that day, today unless told; who owes most first.
    async fn aged_balances(&self, context: &Context<'_>, on: Option<GqlDate>) -> Result<Vec<AgedBalance>> {
        let on = on.map_or_else(|| clock::now().1, |day| day.0);
        let rows =
            read(context, async |connection, estate| sales::aged_balances(connection, estate, on).await);
        Ok(rows.await?.into_iter().map(Into::into).collect())
    }

    /// Revenue without VAT between two months, both included.
    async fn revenue(
        &self,
        context: &Context<'_>,
        by: GqlRevenueBy,
        from: GqlMonth,
        until: GqlMonth,
    ) -> Result<Vec<Revenue>> {
        let by = by.into();
        let rows = read(context, async |connection, estate| {
            sales::revenue(connection, estate, by, (from.0, until.0)).await
        });
        Ok(rows.await?.into_iter().map(|sum| Revenue { by, sum }).collect())
    }

    /// VAT between two months, both included, by month and rate.
    async fn vat_by_month(
        &self,
        context: &Context<'_>,
        from: GqlMonth,
        until: GqlMonth,
    ) -> Result<Vec<MonthlyVat>> {
        let rows = read(context, async |connection, estate| {
            sales::vat_by_month(connection, estate, (from.0, until.0)).await
        });
        Ok(rows.await?.into_iter().map(Into::into).collect())
    }

    /// Days, months and years of the till that were closed, the last first.
    async fn till_closings(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        kind: Option<GqlClosingKind>,
    ) -> Result<Connection<String, TillClosing>> {
        let page = page(context, first, after)?;
        let kind = kind.map(Into::into);
        let slice =
            read(context, async |connection, estate| sales::closings(connection, estate, kind, &page).await)
                .await?;
        Ok(connection(slice, TillClosing::from))
    }
}
