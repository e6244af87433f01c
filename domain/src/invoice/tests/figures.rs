use std::collections::BTreeSet;

use uuid::Uuid;

use crate::invoice::{
    Bottles, Buyer, BuyerKind, DraftLine, Invoice, InvoiceDraft, InvoiceEvent, InvoiceKind, InvoiceNumber,
    Item, KnownSeller, Language, Mention, Paying, PriceBasis, SealedIdentity, Series, SeriesYear, Terms,
    VatTreatment, price,
};
use crate::terms::{Country, FiscalCategory, PaymentMeans, SaleDestination};
use crate::testing::{ESTATE, at, wine};
use crate::units::{Abv, Date, InvoiceId, LotId, Money, PartyId, PaymentId};

pub(super) fn id(number: u128) -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(number))
}

pub(super) fn payment(number: u128) -> PaymentId {
    PaymentId::new(Uuid::from_u128(number))
}

pub(super) fn number(series: Series, count: u32) -> InvoiceNumber {
    InvoiceNumber { of: SeriesYear { series, year: 2026 }, count }
}

pub(super) fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

pub(super) fn company() -> Buyer {
    Buyer {
        party: Some(PartyId::new(Uuid::from_u128(5))),
        kind: BuyerKind::Company,
        identity: Some(SealedIdentity { id: Uuid::from_u128(6), sha256: "5e".repeat(32) }),
        country: country("FR"),
        language: Language::French,
    }
}

/// Somebody at the counter who did not say their name.
pub(super) fn passer_by() -> Buyer {
    Buyer { party: None, kind: BuyerKind::Consumer, identity: None, ..company() }
}

pub(super) fn bottles(count: i64, cents: i64) -> DraftLine {
    DraftLine {
        label: "Muscadet Sèvre et Maine sur lie 2025, 75 cl".to_owned(),
        item: Item::Bottles(Bottles {
            lot: LotId::of(ESTATE, "L26-01"),
            lot_number: "L26-01".to_owned(),
            wine: wine("Muscadet"),
            vintage: Some(2025),
            size_ml: 750,
            abv: Abv::from_centipercent(1_200),
            category: FiscalCategory::Still,
        }),
        count,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
        vat: VatTreatment::WINE,
    }
}

pub(super) fn draft(basis: PriceBasis, lines: Vec<DraftLine>) -> InvoiceDraft {
    InvoiceDraft {
        supplied_on: at(14),
        seller: Some(KnownSeller { has_vat_number: true }),
        buyer: company(),
        known: BTreeSet::from([
            Mention::Name,
            Mention::BillingAddress,
            Mention::Siren,
            Mention::ElectronicAddress,
        ]),
        order: None,
        dispatches: Vec::new(),
        buyer_reference: None,
        basis,
        lines,
        prepaid_cents: Money::ZERO,
        terms: Terms { due_on: at(30), early_discount: None, late_penalty: None },
        vat_on_debits: false,
        destination: Some(SaleDestination::FranceCrd),
        carriage: None,
    }
}

/// An invoice of sixty bottles at 8.50 € with VAT, 510 € in all, and one of transport at 12 €.
pub(super) fn invoice() -> Invoice {
    let transport = DraftLine { label: "Transport".to_owned(), item: Item::Service, ..bottles(1, 1_200) };
    let draft = draft(PriceBasis::Gross, vec![bottles(60, 850), transport]);
    let (lines, totals) = price(draft.lines, draft.basis).unwrap();
    Invoice {
        kind: InvoiceKind::Invoice,
        number: number(Series::INVOICES, 1),
        issued_on: at(15),
        supplied_on: draft.supplied_on,
        buyer: draft.buyer,
        order: None,
        dispatches: Vec::new(),
        buyer_reference: None,
        preceding: None,
        reason: None,
        basis: draft.basis,
        lines,
        totals,
        prepaid_cents: Money::ZERO,
        terms: draft.terms,
        vat_on_debits: false,
        destination: draft.destination,
        carriage: None,
    }
}

pub(super) fn issued() -> InvoiceEvent {
    InvoiceEvent::InvoiceIssued { invoice: Box::new(invoice()), occurred_on: at(15) }
}

pub(super) fn paying(number: u128, cents: i64, on: Date) -> Paying {
    let (payment, amount_cents) = (payment(number), Money::from_cents(cents));
    Paying { payment, amount_cents, means: PaymentMeans::Transfer, reference: None, on }
}

pub(super) fn paid(number: u128, cents: i64) -> InvoiceEvent {
    let Paying { payment, amount_cents, means, reference, on } = paying(number, cents, at(20));
    InvoiceEvent::PaymentRecorded { payment, amount_cents, means, reference, occurred_on: on }
}

pub(super) fn refunded(number: u128, cents: i64) -> InvoiceEvent {
    let Paying { payment, amount_cents, means, reference, on } = paying(number, cents, at(21));
    InvoiceEvent::PaymentRefunded { payment, amount_cents, means, reference, occurred_on: on }
}
