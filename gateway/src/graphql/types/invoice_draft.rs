use async_graphql::{Context, Object, Result, SimpleObject};
use domain::invoice::{Charge as Charged, InvoiceLine as Line, Totals};
use projections::sales;
use uuid::Uuid;

use super::invoice::{Invoice, InvoiceLine, InvoiceVat};
use super::{Order, Party};
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::loaders::{invoice, order, party};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};

/// What an invoice is to charge, written down before it is issued.
pub struct InvoiceDraft(pub sales::Draft);

#[Object]
impl InvoiceDraft {
    /// Its id, which is that of the invoice to be.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// True until it is issued or given up.
    async fn open(&self) -> bool {
        self.0.open
    }

    /// The invoice, once it is issued.
    async fn invoice(&self, context: &Context<'_>) -> Result<Option<Invoice>> {
        invoice(context, self.0.id).await
    }

    /// The order whose bottles it charges.
    async fn order(&self, context: &Context<'_>) -> Result<Option<Order>> {
        match self.0.draft.order {
            Some(id) => order(context, id).await,
            None => Ok(None),
        }
    }

    /// The customer who was told; that of the order otherwise.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.0.draft.customer {
            Some(id) => party(context, id).await,
            None => Ok(None),
        }
    }

    /// The basis of the charges where there is no order.
    async fn basis(&self) -> GqlPriceBasis {
        self.0.draft.basis.into()
    }

    /// What is charged besides.
    async fn charges(&self) -> Vec<Charge> {
        self.0.draft.charges.iter().map(Charge::of).collect()
    }

    /// The last day for payment, where it was told.
    async fn due_on(&self) -> Option<GqlDate> {
        self.0.draft.due_on.map(Into::into)
    }

    /// The buyer's own reference.
    async fn buyer_reference(&self) -> Option<&str> {
        self.0.draft.buyer_reference.as_deref()
    }
}

/// Something that is charged and is no wine of a lot.
#[derive(SimpleObject)]
pub struct Charge {
    /// What it is, as it is printed.
    label: String,
    /// True for a service, false for goods.
    service: bool,
    /// How many.
    count: i64,
    /// The price of one, in the basis of the document.
    unit_price: GqlMoney,
    /// The rate of VAT; as wine where it is not told.
    vat_rate: Option<GqlRate>,
}

/// What an invoice would come to.
#[derive(SimpleObject)]
pub struct InvoicePreview {
    /// Its lines.
    lines: Vec<InvoiceLine>,
    /// Its VAT, by rate.
    vat: Vec<InvoiceVat>,
    /// Without VAT.
    net: GqlMoney,
    /// The VAT.
    vat_amount: GqlMoney,
    /// With VAT.
    gross: GqlMoney,
}

impl InvoicePreview {
    /// What a draft would come to.
    pub fn of((lines, totals): (Vec<Line>, Totals)) -> Self {
        Self {
            lines: lines.into_iter().map(InvoiceLine::of).collect(),
            vat: totals.vat.iter().map(InvoiceVat::of).collect(),
            net: GqlMoney(totals.net_cents),
            vat_amount: GqlMoney(totals.vat_cents),
            gross: GqlMoney(totals.gross_cents),
        }
    }
}

impl Charge {
    fn of(charge: &Charged) -> Self {
        let Charged { label, service, count, unit_price_cents, vat_rate } = charge.clone();
        let (unit_price, vat_rate) = (GqlMoney(unit_price_cents), vat_rate.map(GqlRate));
        Self { label, service, count, unit_price, vat_rate }
    }
}
