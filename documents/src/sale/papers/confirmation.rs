use domain::invoice::{InvoiceLine, Language, PriceBasis, Totals};
use domain::units::Date;
use serde::Serialize;

use crate::figures::{day, euros};
use crate::sale::paper::{
    Block, Fact, Letterhead, Priced, Print, Row, Vat, billed_to, delivered_to, heads, letterhead, of, print,
    rows, shows_discounts, total_facts, vat,
};
use crate::sale::{Look, Parties, SaleRefusal};

/// An order as the estate confirms it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderConfirmation {
    /// The number of the order.
    pub number: String,
    /// The day it was confirmed.
    pub confirmed_on: Date,
    /// The day it is to be delivered.
    pub wanted_on: Option<Date>,
    /// The buyer's own reference.
    pub buyer_reference: Option<String>,
    /// Whether prices are without or with VAT.
    pub basis: PriceBasis,
    /// What was ordered, priced as its invoice will be (`domain::invoice::price`).
    pub lines: Vec<InvoiceLine>,
    /// What it comes to.
    pub totals: Totals,
    /// Days from the invoice within which it is paid.
    pub payment_days: Option<u16>,
    /// What the estate adds.
    pub remark: Option<String>,
    /// The language.
    pub language: Language,
}

#[derive(Serialize)]
struct Sheet {
    head: Letterhead,
    heading: &'static str,
    number: String,
    facts: Vec<Fact>,
    buyer: Block,
    delivery: Option<Block>,
    opening: &'static str,
    discounts: bool,
    heads: Vec<&'static str>,
    rows: Vec<Row>,
    vat: Vat,
    sums: Vec<Fact>,
    due: Fact,
    payment: Vec<Fact>,
    remark: Option<String>,
    closing: &'static str,
}

/// Writes an order confirmation. The same order gives the same bytes.
pub fn order_confirmation(
    order: &OrderConfirmation,
    parties: &Parties,
    look: &Look,
) -> Result<Vec<u8>, SaleRefusal> {
    let language = order.language;
    let heading = of(language, "Confirmation de commande", "Order confirmation");
    let title = format!("{heading} {}", order.number);
    let priced = Priced { lines: &order.lines, basis: order.basis, language };
    let mut sums = total_facts(&order.totals, language);
    // The last of them is what is to be paid.
    sums.pop();
    let sheet = Sheet {
        head: letterhead(&parties.seller, look, language, title, order.confirmed_on),
        heading,
        number: order.number.clone(),
        facts: facts(order),
        buyer: billed_to(parties.buyer.as_ref(), of(language, "Client", "Customer"), language),
        delivery: delivered_to(parties, language),
        opening: of(
            language,
            "Nous vous confirmons la commande suivante et vous remercions de votre confiance.",
            "We confirm the following order and thank you for your trust.",
        ),
        discounts: shows_discounts(priced),
        heads: heads(priced),
        rows: rows(priced)?,
        vat: vat(&order.totals, language),
        sums,
        due: (of(language, "Total TTC", "Total incl. VAT"), euros(order.totals.gross_cents, language)),
        payment: payment(order),
        remark: order.remark.clone(),
        closing: of(
            language,
            "Ce document n’est pas une facture. Les bouteilles sont réservées jusqu’à leur départ.",
            "This is no invoice. The bottles are reserved until they leave.",
        ),
    };
    let ident = format!("order/{}/{}", parties.seller.siren, order.number);
    let template = ("confirmation.typ", include_str!("confirmation.typ"));
    print(&sheet, Print { template, ident: &ident, look, attached: None })
}

fn facts(order: &OrderConfirmation) -> Vec<Fact> {
    let language = order.language;
    let mut facts = vec![(of(language, "Date", "Date"), day(order.confirmed_on, language))];
    let wanted = order.wanted_on.map(|wanted| day(wanted, language));
    facts.extend(wanted.map(|told| (of(language, "Livraison prévue", "Delivery planned"), told)));
    let reference = order.buyer_reference.clone();
    facts.extend(reference.map(|told| (of(language, "Votre référence", "Your reference"), told)));
    facts
}

fn payment(order: &OrderConfirmation) -> Vec<Fact> {
    let told = order.payment_days.map(|days| match (order.language, days) {
        (Language::French, 0) => "à la facture".to_owned(),
        (Language::French, days) => format!("{days} jours date de facture"),
        (Language::English, 0) => "on invoice".to_owned(),
        (Language::English, days) => format!("{days} days from the invoice"),
    });
    told.map(|told| (of(order.language, "Règlement", "Payment"), told)).into_iter().collect()
}
