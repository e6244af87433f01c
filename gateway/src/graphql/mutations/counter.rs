use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::{PriceBasis, Series};
use domain::terms::SaleDestination;
use domain::units::{InvoiceId, OrderId, PartyId, PaymentId};
use uuid::Uuid;

use super::invoice::series;
use crate::graphql::context::fresh;
use crate::graphql::enums::GqlPaymentMeans;
use crate::graphql::inputs::{
    ChargeInput, InvoiceTermsInput, OrderLineInput, SaleDestinationInput, buying, price_list,
};
use crate::graphql::loaders::invoice;
use crate::graphql::outcome::{or_declined, payloads, settle};
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::Invoice;
use crate::graphql::unfit;
use crate::operations::{CounterSale, Wished};

payloads! {
    /// The answer to `sellAtCounter`.
    SellAtCounterResult = SoldAtCounter {
        /// The invoice.
        invoice: Invoice
    }
}

/// A sale at the cellar.
#[derive(InputObject)]
pub struct SellAtCounterInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The customer; none for somebody who does not say their name.
    customer_id: Option<Uuid>,
    /// What is sold, each lot and each article once, at prices with VAT.
    #[graphql(validator(min_items = 1, max_items = 200))]
    lines: Vec<OrderLineInput>,
    /// What is charged besides, with VAT.
    #[graphql(default, validator(max_items = 200))]
    charges: Vec<ChargeInput>,
    /// Where the bottles go; to France under capsules where it is not told.
    destination: Option<SaleDestinationInput>,
    /// How it is paid, at once and whole; not paid yet where it is not told.
    means: Option<GqlPaymentMeans>,
    /// The letters of the number; `FA` where they are not told.
    series: Option<String>,
    /// What else stands on the invoice.
    terms: Option<InvoiceTermsInput>,
    /// The day.
    occurred_on: GqlDate,
}

/// The sale at the cellar.
#[derive(Default)]
pub struct CounterMutation;

#[Object]
impl CounterMutation {
    /// Sells at the cellar in one step: the bottles leave, the invoice is issued, and it is paid.
    async fn sell_at_counter(
        &self,
        context: &Context<'_>,
        input: SellAtCounterInput,
    ) -> Result<SellAtCounterResult> {
        let fresh = fresh(context, input.command_id);
        let (id, on) = (InvoiceId::new(fresh.id("invoice")), input.occurred_on.0);
        let (terms, customer) = (input.terms.unwrap_or_default(), input.customer_id.map(PartyId::new));
        let buying = or_declined!(buying(context, customer, terms, fresh, on).await?);
        let bad_country = || unfit("country: not a country code");
        let destination = match input.destination {
            Some(destination) => destination.into_domain().ok_or_else(bad_country)?,
            None => SaleDestination::FranceCrd,
        };
        let lines: Result<_> = input.lines.into_iter().map(OrderLineInput::into_domain).collect();
        let list = price_list(context, customer).await?;
        let wished = Wished { customer, destination, basis: Some(PriceBasis::Gross), list, lines: lines? };
        let operation = CounterSale {
            order: OrderId::new(fresh.id("order")),
            invoice: id,
            payment: PaymentId::new(fresh.id("payment")),
            series: series(input.series, Series::INVOICES)?,
            wished,
            charges: input.charges.into_iter().map(Into::into).collect(),
            buying,
            means: input.means.map(Into::into),
            on,
        };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(SoldAtCounter { invoice, position: done.position, replayed: done.replayed }.into())
    }
}
