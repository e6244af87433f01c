use async_graphql::{ComplexObject, Context, Enum, Object, Result, SimpleObject};
use domain::invoice::{InvoiceKind, InvoiceLine as Line, Item, VatTotal};
use domain::units::{LotId, Money};
use projections::sales;
use uuid::Uuid;

use super::{Lot, Order, Party};
use crate::artefacts::SaleFormat;
use crate::clock;
use crate::graphql::enums::{GqlBuyerKind, GqlInvoiceKind, GqlPaymentMeans, GqlPriceBasis};
use crate::graphql::loaders::{document, invoice, lot, order, party, payments_of_invoice};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};

/// An invoice, credit note or corrective invoice.
pub struct Invoice(pub sales::Invoice);

/// How far a document is paid.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "InvoiceStatus")]
pub enum GqlInvoiceStatus {
    /// Émise, rien n'est payé.
    Issued,
    /// Payée en partie.
    PartlyPaid,
    /// Payée, ou plus rien n'est dû.
    Paid,
    /// Payée au-delà de ce qui est dû : un remboursement est possible.
    Overpaid,
    /// L'échéance est passée et il reste à payer.
    Late,
    /// Remplacée par une facture rectificative.
    Replaced,
}

#[Object]
impl Invoice {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// Its number: `FA-2026-000123`.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// What it is.
    async fn kind(&self) -> GqlInvoiceKind {
        self.0.kind.0.into()
    }

    /// How far it is paid today.
    async fn status(&self) -> GqlInvoiceStatus {
        let row = &self.0;
        let (_, today) = clock::now();
        match row.balance_cents {
            _ if row.replaced_by.is_some() => GqlInvoiceStatus::Replaced,
            balance if balance < Money::ZERO => GqlInvoiceStatus::Overpaid,
            Money::ZERO => GqlInvoiceStatus::Paid,
            _ if row.due_on < today => GqlInvoiceStatus::Late,
            _ if row.paid_cents + row.prepaid_cents > Money::ZERO => GqlInvoiceStatus::PartlyPaid,
            _ => GqlInvoiceStatus::Issued,
        }
    }

    /// The day of issue.
    async fn issued_on(&self) -> GqlDate {
        self.0.issued_on.into()
    }

    /// The day on which goods left or services were done.
    async fn supplied_on(&self) -> GqlDate {
        self.0.supplied_on.into()
    }

    /// The last day for payment.
    async fn due_on(&self) -> GqlDate {
        self.0.due_on.into()
    }

    /// The customer; null for somebody at the counter.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.0.customer_id {
            Some(id) => party(context, id).await,
            None => Ok(None),
        }
    }

    /// What the buyer is in law.
    async fn buyer_kind(&self) -> GqlBuyerKind {
        self.0.buyer_kind.0.into()
    }

    /// The country of the buyer.
    async fn country(&self) -> String {
        self.0.country.to_string()
    }

    /// The order it was made for.
    async fn order(&self, context: &Context<'_>) -> Result<Option<Order>> {
        match self.0.order_id {
            Some(id) => order(context, id).await,
            None => Ok(None),
        }
    }

    /// The document that it credits or replaces.
    async fn preceding(&self, context: &Context<'_>) -> Result<Option<Invoice>> {
        match self.0.preceding_id {
            Some(id) => invoice(context, id).await,
            None => Ok(None),
        }
    }

    /// The number of the corrective invoice that stands in its place.
    async fn replaced_by(&self) -> Option<&str> {
        self.0.replaced_by.as_deref()
    }

    /// Why it credits or replaces.
    async fn reason(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(document(context, self.0.id).await?.and_then(|document| document.reason))
    }

    /// The buyer's own reference.
    async fn buyer_reference(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(document(context, self.0.id).await?.and_then(|document| document.buyer_reference))
    }

    /// Whether its prices are without VAT or with.
    async fn basis(&self, context: &Context<'_>) -> Result<Option<GqlPriceBasis>> {
        Ok(document(context, self.0.id).await?.map(|document| document.basis.into()))
    }

    /// Its lines.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<InvoiceLine>> {
        let document = document(context, self.0.id).await?;
        Ok(document.into_iter().flat_map(|document| document.lines).map(InvoiceLine::of).collect())
    }

    /// Its VAT, by rate.
    async fn vat(&self) -> Vec<InvoiceVat> {
        self.0.vat.iter().map(InvoiceVat::of).collect()
    }

    /// How many bottles it charges.
    async fn bottles(&self) -> i64 {
        self.0.bottles
    }

    /// Without VAT.
    async fn net(&self) -> GqlMoney {
        GqlMoney(self.0.net_cents)
    }

    /// The VAT.
    async fn vat_amount(&self) -> GqlMoney {
        GqlMoney(self.0.vat_cents)
    }

    /// With VAT.
    async fn gross(&self) -> GqlMoney {
        GqlMoney(self.0.gross_cents)
    }

    /// Paid, before it was issued and since, less what was given back.
    async fn paid(&self) -> GqlMoney {
        GqlMoney(self.0.paid_cents + self.0.prepaid_cents)
    }

    /// Credited since.
    async fn credited(&self) -> GqlMoney {
        GqlMoney(self.0.credited_cents)
    }

    /// What remains to be paid; below zero what can be given back.
    async fn balance(&self) -> GqlMoney {
        GqlMoney(self.0.balance_cents)
    }

    /// Where its files are taken out: the PDF with the electronic invoice inside, and that alone.
    async fn paths(&self) -> Vec<String> {
        let path = |format: SaleFormat| format!("/invoices/{}/{}", self.0.id, format.name());
        SaleFormat::ALL.into_iter().map(path).collect()
    }

    /// Its payments and refunds; nothing for a credit note.
    async fn payments(&self, context: &Context<'_>) -> Result<Vec<Payment>> {
        if self.0.kind.0 == InvoiceKind::CreditNote {
            return Ok(Vec::new());
        }
        Ok(payments_of_invoice(context, self.0.id).await?.into_iter().map(Payment).collect())
    }
}

/// A line of an invoice.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct InvoiceLine {
    #[graphql(skip)]
    lot_id: Option<LotId>,
    /// Its place on the document, from 1 on; of a credit note, the place of the line that it takes back.
    position: u16,
    /// What was sold.
    label: String,
    /// How many.
    count: i64,
    /// The price of one, in the basis of the document.
    unit_price: GqlMoney,
    /// What was taken off, in the basis of the document.
    discount: Option<GqlMoney>,
    /// The amount, in the basis of the document.
    amount: GqlMoney,
    /// The same without VAT.
    net: GqlMoney,
    /// The category of EN 16931: S, G, K, AE or E.
    vat_category: &'static str,
    /// The rate.
    vat_rate: GqlRate,
}

#[ComplexObject]
impl InvoiceLine {
    /// The lot; null for what is no wine.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.lot_id {
            Some(id) => lot(context, id).await,
            None => Ok(None),
        }
    }
}

impl InvoiceLine {
    /// Of a line of a document.
    pub fn of(line: Line) -> Self {
        Self {
            lot_id: match &line.item {
                Item::Bottles(bottles) => Some(bottles.lot),
                Item::Goods | Item::Service => None,
            },
            position: line.position,
            label: line.label,
            count: line.count,
            unit_price: GqlMoney(line.unit_price_cents),
            discount: line.discount.map(|discount| GqlMoney(discount.amount_cents)),
            amount: GqlMoney(line.amount_cents),
            net: GqlMoney(line.net_cents),
            vat_category: line.vat.category(),
            vat_rate: GqlRate(line.vat.rate()),
        }
    }
}

/// VAT of one rate.
#[derive(SimpleObject)]
pub struct InvoiceVat {
    /// The category of EN 16931: S, G, K, AE or E.
    category: &'static str,
    /// The rate.
    rate: GqlRate,
    /// What VAT is reckoned on.
    base: GqlMoney,
    /// The VAT.
    vat: GqlMoney,
}

impl InvoiceVat {
    /// Of a total.
    pub fn of(total: &VatTotal) -> Self {
        Self {
            category: total.treatment.category(),
            rate: GqlRate(total.treatment.rate()),
            base: GqlMoney(total.base_cents),
            vat: GqlMoney(total.vat_cents),
        }
    }
}

/// Money that came in, or was given back.
pub struct Payment(pub sales::Payment);

#[Object]
impl Payment {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// The invoice.
    async fn invoice(&self, context: &Context<'_>) -> Result<Option<Invoice>> {
        invoice(context, self.0.invoice_id).await
    }

    /// How much; below zero for what was given back.
    async fn amount(&self) -> GqlMoney {
        GqlMoney(self.0.amount_cents)
    }

    /// How.
    async fn means(&self) -> GqlPaymentMeans {
        self.0.means.0.into()
    }

    /// The number of the cheque, the text of the transfer.
    async fn reference(&self) -> Option<&str> {
        self.0.reference.as_deref()
    }

    /// The day.
    async fn paid_on(&self) -> GqlDate {
        self.0.paid_on.into()
    }

    /// The day on which it was taken out as an error; it counts no longer.
    async fn reversed_on(&self) -> Option<GqlDate> {
        self.0.reversed_on.map(Into::into)
    }

    /// Why it was taken out.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
}
