use std::collections::BTreeSet;

use domain::decider::{Desk, Refusal};
use domain::invoice::{
    self, Bottles, Buyer, BuyerKind, Carrying, Charge, CreditLine, CreditOf, DraftLine, InvoiceAccount,
    InvoiceCommand, InvoiceDraft, Issuing, Item, KnownSeller, Language, Mention, Paying, PriceBasis,
    SavedDraft, SealedIdentity, Series, Terms, VatTreatment,
};
use domain::terms::{Country, FiscalCategory, PaymentMeans};
use domain::till::{Closed, close};
use domain::units::{Abv, Date, InvoiceId, Money, OrderId, PartyId, PaymentId, Rate};
use uuid::Uuid;

use super::{House, MemoryDesk};

/// What is sold: bottles of the first lot and their transport, with VAT within for whoever is no business.
fn draft(house: &House, count: i64, buyer: u16, on: Date) -> InvoiceDraft {
    let company = buyer.is_multiple_of(2);
    let named = buyer % 3 != 1;
    let bottles = Item::Bottles(Bottles {
        lot: house.lot("L0"),
        lot_number: "L0".to_owned(),
        wine: house.wine(House::LABELS[usize::from(buyer) % 2]),
        vintage: Some(2025),
        size_ml: 750,
        abv: Abv::from_centipercent(1_200),
        category: FiscalCategory::Still,
    });
    let line = |label: &str, item, count, cents, vat| DraftLine {
        label: label.to_owned(),
        item,
        count,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
        vat,
    };
    let reduced = VatTreatment::Standard(Rate::from_basis_points(1_000));
    InvoiceDraft {
        supplied_on: on,
        seller: Some(KnownSeller { has_vat_number: true }),
        buyer: Buyer {
            party: (company || named).then(|| PartyId::new(Uuid::from_u128(u128::from(buyer)))),
            kind: if company { BuyerKind::Company } else { BuyerKind::Consumer },
            identity: (company || named)
                .then(|| SealedIdentity { id: Uuid::from_u128(6), sha256: "5e".repeat(32) }),
            country: Country::parse(if buyer == 4 { "BE" } else { "FR" }).unwrap(),
            language: Language::French,
        },
        known: BTreeSet::from([
            Mention::Name,
            Mention::BillingAddress,
            Mention::Siren,
            Mention::VatNumber,
            Mention::ElectronicAddress,
        ]),
        order: None,
        dispatches: Vec::new(),
        buyer_reference: None,
        basis: if company { PriceBasis::Net } else { PriceBasis::Gross },
        lines: vec![
            line("Muscadet", bottles, count, 850, VatTreatment::WINE),
            line("Transport", Item::Service, 1, 1_033, reduced),
        ],
        prepaid_cents: Money::ZERO,
        terms: Terms { due_on: on.plus_days(30), early_discount: None, late_penalty: None },
        vat_on_debits: false,
        destination: None,
        carriage: None,
    }
}

impl House {
    fn issuing(&mut self, series: Series, on: Date) -> Issuing {
        Issuing { estate: self.estate, invoice: InvoiceId::new(self.fresh()), series, on }
    }

    /// Issues an invoice, for an order or for none.
    pub fn issue(
        &mut self,
        order: Option<OrderId>,
        count: i64,
        buyer: u16,
        on: Date,
    ) -> Result<InvoiceId, Refusal> {
        let at = self.issuing(Series::INVOICES, on);
        // Half of them were written down before; a draft in five is given up.
        if count % 2 == 0 {
            self.write_down(at.invoice, count)?;
        }
        if count % 5 == 0 {
            let given_up = InvoiceId::new(self.fresh());
            self.write_down(given_up, count)?;
            self.write_down(given_up, count + 1)?;
            let discard = InvoiceCommand::Discard { reason: "doublon".to_owned() };
            self.command_on_invoice(given_up, discard)?;
        }
        let draft = InvoiceDraft { order, ..draft(self, count, buyer, on) };
        self.desk
            .unit(async |desk: &mut MemoryDesk| invoice::issue(desk, at, draft).await.map(|_| at.invoice))
    }

    fn write_down(&mut self, invoice: InvoiceId, count: i64) -> Result<(), Refusal> {
        let unit_price_cents = Money::from_cents(1_200);
        let label = "Visite".to_owned();
        let charge = Charge { label, service: true, count, unit_price_cents, vat_rate: None };
        let draft = Box::new(SavedDraft {
            order: None,
            customer: None,
            series: Series::INVOICES,
            basis: PriceBasis::Net,
            charges: vec![charge],
            due_on: None,
            early_discount: None,
            late_penalty: None,
            buyer_reference: None,
            vat_on_debits: None,
            carrying: Carrying::default(),
        });
        self.command_on_invoice(invoice, InvoiceCommand::Save { draft })
    }

    fn command_on_invoice(&mut self, invoice: InvoiceId, command: InvoiceCommand) -> Result<(), Refusal> {
        self.desk.unit(async |desk: &mut MemoryDesk| {
            desk.execute::<InvoiceAccount>(invoice.uuid(), command).await.map(drop)
        })
    }

    /// Credits an invoice, whole or some pieces of its first line.
    pub fn credit(&mut self, of: InvoiceId, count: Option<i64>, on: Date) -> Result<InvoiceId, Refusal> {
        let at = self.issuing(Series::CREDIT_NOTES, on);
        let lines = count.map(|count| vec![CreditLine { line: 1, of: CreditOf::Count(count) }]);
        self.desk.unit(async |desk: &mut MemoryDesk| {
            invoice::credit(desk, at, of, lines, "casse").await.map(|_| at.invoice)
        })
    }

    /// Lets another invoice stand in its place.
    pub fn replace(&mut self, of: InvoiceId, count: i64, buyer: u16, on: Date) -> Result<InvoiceId, Refusal> {
        let at = self.issuing(Series::INVOICES, on);
        let draft = draft(self, count, buyer, on);
        self.desk.unit(async |desk: &mut MemoryDesk| {
            invoice::replace(desk, at, of, draft, "erreur").await.map(|_| at.invoice)
        })
    }

    /// Records a payment, or below zero a refund.
    pub fn pay(&mut self, of: InvoiceId, cents: i64, on: Date) -> Result<PaymentId, Refusal> {
        let (estate, payment) = (self.estate, PaymentId::new(self.fresh()));
        let (amount_cents, means) = (
            Money::from_cents(cents.abs()),
            PaymentMeans::ALL[usize::try_from(cents.rem_euclid(6)).unwrap()],
        );
        let paying = Paying { payment, amount_cents, means, reference: None, on };
        self.desk.unit(async |desk: &mut MemoryDesk| {
            let done = if cents < 0 {
                invoice::refund(desk, estate, of, paying).await
            } else {
                invoice::pay(desk, estate, of, paying).await
            };
            done.map(|()| payment)
        })
    }

    /// Takes a payment out.
    pub fn reverse_payment(&mut self, of: InvoiceId, payment: PaymentId, on: Date) -> Result<(), Refusal> {
        let (estate, why) = (self.estate, "erreur".to_owned());
        self.desk.unit(async |desk: &mut MemoryDesk| {
            invoice::reverse_payment(desk, estate, of, payment, why, on).await
        })
    }

    /// Closes the till.
    pub fn close_till(&mut self, what: Closed) -> Result<(), Refusal> {
        let estate = self.estate;
        self.desk.unit(async |desk: &mut MemoryDesk| close(desk, estate, what).await)
    }
}
