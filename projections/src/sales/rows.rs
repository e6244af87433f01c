use domain::invoice::{BuyerKind, Invoice as Document, InvoiceKind, SavedDraft, VatTotal};
use domain::terms::{Country, PaymentMeans};
use domain::till::Takings;
use domain::units::{Date, InvoiceId, Money, Month, OrderId, PartyId, PaymentId, ProductId, WineId};

use crate::contract::{Word, row, rows, words};

rows! {
    /// The tables of the sales.
    pub struct SalesRows {
        /// Invoices, credit notes and corrective invoices.
        invoices: Invoice,
        /// The same, whole.
        documents: Issued,
        /// Invoices that are written down and not issued, or that were.
        drafts: Draft,
        /// Payments and refunds.
        payments: Payment,
        /// What was sold, by month, product, customer and country.
        revenue: Revenue,
        /// VAT by month and rate.
        vat: Vat,
        /// Days, months and years that were closed.
        closings: Closing,
    }
}

row! {
    /// A document that was issued, and how far it is paid.
    pub struct Invoice in "sales.invoices", key (id: InvoiceId) {
        /// The document.
        id: InvoiceId,
        /// Of its first event.
        position: i64,
        /// Its number.
        number: String,
        /// What it is.
        kind: Word<InvoiceKind>,
        /// The day of issue.
        issued_on: Date,
        /// The day of delivery.
        supplied_on: Date,
        /// The last day for payment.
        due_on: Date,
        /// The customer; none for somebody at the counter.
        customer_id: Option<PartyId>,
        /// What the buyer is in law.
        buyer_kind: Word<BuyerKind>,
        /// The country of the buyer.
        country: Country,
        /// The order it was made for.
        order_id: Option<OrderId>,
        /// The document that it credits or replaces.
        preceding_id: Option<InvoiceId>,
        /// The number of the corrective invoice in its place.
        replaced_by: Option<String>,
        /// How many bottles it charges.
        bottles: i64,
        /// Its VAT by treatment.
        vat: Vec<VatTotal>,
        /// Without VAT.
        net_cents: Money,
        /// The VAT.
        vat_cents: Money,
        /// With VAT.
        gross_cents: Money,
        /// Paid before it was issued.
        prepaid_cents: Money,
        /// Paid since, less what was given back.
        paid_cents: Money,
        /// Credited since.
        credited_cents: Money,
        /// What remains to be paid; below zero what can be given back.
        balance_cents: Money,
    }
}

row! {
    /// What an invoice is to charge, or was before it was issued or given up.
    pub struct Draft in "sales.drafts", key (id: InvoiceId) {
        /// The invoice to be.
        id: InvoiceId,
        /// Of its first event.
        position: i64,
        /// True until it is issued or given up.
        open: bool,
        /// What it is to charge.
        draft: SavedDraft,
    }
}

row! {
    /// A document as it was issued.
    pub struct Issued in "sales.documents", key (id: InvoiceId) {
        /// The document.
        id: InvoiceId,
        /// All that stands on it but names and addresses.
        document: Document,
    }
}

row! {
    /// Money that came in, or was given back.
    pub struct Payment in "sales.payments", key (id: PaymentId) {
        /// The payment.
        id: PaymentId,
        /// Of its event.
        position: i64,
        /// The invoice.
        invoice_id: InvoiceId,
        /// How much; below zero for a refund.
        amount_cents: Money,
        /// How.
        means: Word<PaymentMeans>,
        /// The number of the cheque, the text of the transfer.
        reference: Option<String>,
        /// The day.
        paid_on: Date,
        /// The day on which it was taken out as an error.
        reversed_on: Option<Date>,
        /// Why.
        reason: Option<String>,
    }
}

row! {
    /// What was sold of a product to a customer in a month, less what was credited.
    pub struct Revenue in "sales.revenue",
        key (month: Month, product_id: ProductId, customer_id: PartyId, country: Country)
    {
        /// The month of issue.
        month: Month,
        /// The product; the nil id for what is no wine.
        product_id: ProductId,
        /// The customer; the nil id for somebody at the counter.
        customer_id: PartyId,
        /// The country of the buyer.
        country: Country,
        /// The wine of the product.
        wine_id: Option<WineId>,
        /// How many bottles.
        bottles: i64,
        /// Without VAT.
        net_cents: Money,
    }
}

row! {
    /// VAT of a treatment in a month.
    pub struct Vat in "sales.vat", key (month: Month, category: String, rate_bp: i32) {
        /// The month of issue.
        month: Month,
        /// The category of EN 16931.
        category: String,
        /// The rate in hundredths of a per cent.
        rate_bp: i32,
        /// What VAT is reckoned on.
        base_cents: Money,
        /// The VAT.
        vat_cents: Money,
    }
}

words! {
    /// What was closed.
    pub enum ClosingKind {
        /// A day.
        Day = "DAY",
        /// A month.
        Month = "MONTH",
        /// A year.
        Year = "YEAR",
    }
}

row! {
    /// A time that was closed for good.
    pub struct Closing in "sales.closings", key (closed_on: Date, kind: ClosingKind) {
        /// Its last day.
        closed_on: Date,
        /// What it is.
        kind: ClosingKind,
        /// Of its event.
        position: i64,
        /// What was sold and paid in it.
        takings: Takings,
        /// What was sold in all.
        grand_total_cents: Money,
        /// What was paid in all.
        grand_received_cents: Money,
    }
}
