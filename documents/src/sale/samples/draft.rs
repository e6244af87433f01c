use domain::decider::Decider;
use domain::invoice::{
    Buyer, BuyerKind, Carriage, CreditLine, CreditOf, DraftLine, Invoice, InvoiceAccount, InvoiceEvent,
    InvoiceKind, InvoiceNumber, Language, Preceding, PriceBasis, Series, SeriesYear, Terms, VatTreatment,
    price,
};
use domain::terms::{Country, SaleDestination};
use domain::units::{Date, InvoiceId, Money, Rate};
use uuid::Uuid;

use super::lines::{discounted, mixed, service, treated, wine};
use super::parties::{abroad, company, consumer, seller, travelling};
use super::random::Random;
use crate::sale::Parties;

/// How many kinds of documents there are: the kind of a number is its remainder.
pub const KINDS: u32 = 20;

/// A document and who stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it shows, in a word.
    pub name: &'static str,
    /// The document.
    pub invoice: Invoice,
    /// Who stands on it.
    pub parties: Parties,
}

/// The sample of that number, from 1 on; `None` beyond the book.
pub fn sample(number: u32) -> Option<Sample> {
    let mut random = Random::new(number);
    let kind = number % KINDS;
    match kind {
        6 | 7 => credit_note(number, kind == 6, &mut random),
        8 => corrective(number, &mut random),
        _ => invoice(number, kind, &mut random),
    }
}

/// An invoice to a company with so many lines of wine, the same for the same number.
pub fn with_lines(number: u32, lines: i64) -> Option<Sample> {
    let mut random = Random::new(number);
    let lines = (0..lines).map(|_| wine(&mut random)).collect::<Option<Vec<_>>>()?;
    let (buyer, parties) = (of(BuyerKind::Company, "FR", true)?, between(&mut random)?);
    finish("lines", number, lines, PriceBasis::Net, buyer, parties)
}

fn invoice(number: u32, kind: u32, random: &mut Random) -> Option<Sample> {
    let few = random.within(1, 6);
    let wines = (0..few).map(|_| wine(random)).collect::<Option<Vec<_>>>()?;
    let (net, gross) = (PriceBasis::Net, PriceBasis::Gross);
    let domestic = of(BuyerKind::Company, "FR", true)?;
    let private = of(BuyerKind::Consumer, "FR", true)?;
    let parties = between(random)?;
    let at_home = Parties { buyer: consumer(random), ..parties.clone() };
    match kind {
        0 => finish("company", number, wines, net, domestic, parties),
        1 => finish("consumer", number, wines, gross, private, at_home),
        2 => finish("mixed rates", number, mixed(wines), net, domestic, parties),
        3 => finish("discounts", number, discounted(wines), net, domestic, parties),
        4 => abroad_to("export", number, wines, "US", VatTreatment::Export),
        5 => abroad_to("intra-community", number, wines, "BE", VatTreatment::IntraCommunity),
        9 => Some(paid(finish("paid before", number, wines, gross, private, at_home)?, 1)),
        10 => Some(paid(finish("partly paid before", number, wines, net, domestic, parties)?, 3)),
        11 => finish("discounts with VAT", number, discounted(wines), gross, domestic, parties),
        12 => with_lines(number, 100),
        13 => {
            let parties = Parties { seller: seller(false)?, ..parties };
            finish(
                "below the threshold",
                number,
                treated(wines, VatTreatment::SmallBusiness),
                net,
                domestic,
                parties,
            )
        }
        14 => {
            let services =
                vec![service("Location de matériel de réception", 15_000, VatTreatment::ReverseCharge)];
            let parties = Parties { buyer: Some(abroad("DE")), ..parties };
            finish("reverse charge", number, services, net, of(BuyerKind::Company, "DE", false)?, parties)
        }
        15 => {
            let buyer = Buyer { language: Language::English, ..private };
            finish("consumer in English", number, discounted(wines), gross, buyer, at_home)
        }
        16 => {
            let buyer = of(BuyerKind::Consumer, "FR", true)?;
            finish("at the counter", number, wines, gross, buyer, Parties { buyer: None, ..parties })
        }
        17 => carried(number, wines, random),
        18 => {
            let services = vec![service("Dégustation commentée, groupe", 18_000, VatTreatment::WINE)];
            let mut sample = finish("services", number, services, net, domestic, parties)?;
            sample.invoice.vat_on_debits = true;
            Some(sample)
        }
        _ => long_texts(number, wines, domestic, parties),
    }
}

/// The buyer of the document. Names are in the parties, as they are under seal in life.
fn of(kind: BuyerKind, country: &str, french: bool) -> Option<Buyer> {
    let language = if french { Language::French } else { Language::English };
    Some(Buyer { party: None, kind, identity: None, country: Country::parse(country)?, language })
}

fn between(random: &mut Random) -> Option<Parties> {
    Some(Parties { seller: seller(true)?, buyer: company(random), delivery: None, carrier: None })
}

fn abroad_to(
    name: &'static str,
    number: u32,
    lines: Vec<DraftLine>,
    country: &str,
    vat: VatTreatment,
) -> Option<Sample> {
    let buyer = of(BuyerKind::Company, country, false)?;
    let destination = SaleDestination::Export { country: buyer.country };
    let parties =
        Parties { seller: seller(true)?, buyer: Some(abroad(country)), delivery: None, carrier: None };
    let mut sample = finish(name, number, treated(lines, vat), PriceBasis::Net, buyer, parties)?;
    sample.invoice.destination = Some(destination);
    Some(sample)
}

/// The document with a part of it paid before.
fn paid(mut sample: Sample, part: i64) -> Sample {
    sample.invoice.prepaid_cents = Money::from_cents(sample.invoice.totals.gross_cents.cents() / part);
    sample
}

/// An invoice that serves as accompanying document.
fn carried(number: u32, lines: Vec<DraftLine>, random: &mut Random) -> Option<Sample> {
    let parties = travelling(seller(true)?, company(random)?)?;
    let buyer = of(BuyerKind::Company, "FR", true)?;
    let mut sample = finish("serves as DSA", number, lines, PriceBasis::Net, buyer, parties)?;
    let bottles = sample.invoice.bottles();
    sample.invoice.carriage = Some(Carriage {
        departed_on: sample.invoice.supplied_on,
        reference: None,
        carrier: None,
        packages: u32::try_from(bottles / 6).ok(),
        gross_weight_g: Some(bottles * 1_350),
    });
    Some(sample)
}

fn long_texts(number: u32, mut lines: Vec<DraftLine>, buyer: Buyer, parties: Parties) -> Option<Sample> {
    let long = "Cuvée élevée sur lies fines en barriques de plusieurs vins, mise en bouteille au domaine ";
    let unbroken = "ÀÉÎÕÜ&<>\"'".repeat(18);
    for (place, line) in lines.iter_mut().enumerate() {
        let label = if place == 0 { unbroken.clone() } else { long.repeat(3) };
        line.label = label.trim().chars().take(180).collect();
    }
    let mut sample = finish("long texts", number, lines, PriceBasis::Net, buyer, parties)?;
    sample.invoice.buyer_reference = Some("BC 2026/00417 – chantier « Été » & Cie, 2e étage".to_owned());
    Some(sample)
}

fn finish(
    name: &'static str,
    number: u32,
    lines: Vec<DraftLine>,
    basis: PriceBasis,
    buyer: Buyer,
    parties: Parties,
) -> Option<Sample> {
    let (lines, totals) = price(lines, basis).ok()?;
    let issued_on = Date::from_ymd(2026, 9, 1 + u8::try_from(number / 20 % 28).ok()?)?;
    let company = buyer.kind == BuyerKind::Company;
    let invoice = Invoice {
        kind: InvoiceKind::Invoice,
        number: numbered(Series::INVOICES, number),
        issued_on,
        supplied_on: issued_on.previous(),
        buyer,
        order: None,
        dispatches: Vec::new(),
        buyer_reference: number.is_multiple_of(3).then(|| format!("BC-{number:05}")),
        preceding: None,
        reason: None,
        basis,
        lines,
        totals,
        prepaid_cents: Money::ZERO,
        terms: Terms {
            due_on: issued_on.plus_days(if company { 45 } else { 0 }),
            early_discount: number.is_multiple_of(4).then_some(Rate::from_basis_points(300)),
            late_penalty: number.is_multiple_of(5).then_some(Rate::from_basis_points(1_200)),
        },
        vat_on_debits: false,
        destination: Some(SaleDestination::FranceCrd),
        carriage: None,
    };
    Some(Sample { name, invoice, parties })
}

const fn numbered(series: Series, count: u32) -> InvoiceNumber {
    InvoiceNumber { of: SeriesYear { series, year: 2026 }, count }
}

/// An invoice with discounts, and the reference that another document makes to it.
fn original(number: u32, random: &mut Random) -> Option<(Sample, Preceding)> {
    let lines = (0..3).map(|_| wine(random)).collect::<Option<Vec<_>>>()?;
    let (buyer, parties) = (of(BuyerKind::Company, "FR", true)?, between(random)?);
    let basis = if (number / KINDS).is_multiple_of(2) { PriceBasis::Net } else { PriceBasis::Gross };
    let sample = finish("original", number, discounted(lines), basis, buyer, parties)?;
    let Invoice { number, issued_on, .. } = sample.invoice;
    let id = InvoiceId::new(Uuid::from_u128(u128::from(number.count)));
    Some((sample, Preceding { invoice: id, number, issued_on }))
}

fn credit_note(number: u32, whole: bool, random: &mut Random) -> Option<Sample> {
    let (Sample { invoice, parties, .. }, preceding) = original(number, random)?;
    let occurred_on = invoice.issued_on;
    let issued = InvoiceEvent::InvoiceIssued { invoice: Box::new(invoice.clone()), occurred_on };
    let account = InvoiceAccount::fold([&issued]);
    let lines = [
        CreditLine { line: 1, of: CreditOf::Count(5) },
        CreditLine { line: 2, of: CreditOf::Amount(Money::from_cents(777)) },
    ];
    let credit = account.issued()?.credit((!whole).then_some(&lines)).ok()?;
    let issued_on = invoice.issued_on.plus_days(3);
    let invoice = Invoice {
        kind: InvoiceKind::CreditNote,
        number: numbered(Series::CREDIT_NOTES, number),
        issued_on,
        supplied_on: issued_on,
        preceding: Some(preceding),
        reason: Some("Bouteilles cassées au transport".to_owned()),
        lines: credit.lines,
        totals: credit.totals,
        terms: Terms { due_on: issued_on, early_discount: None, late_penalty: None },
        ..invoice
    };
    Some(Sample { name: if whole { "credit note" } else { "credit note of lines" }, invoice, parties })
}

fn corrective(number: u32, random: &mut Random) -> Option<Sample> {
    let (Sample { invoice, parties, .. }, preceding) = original(number, random)?;
    let issued_on = invoice.issued_on.plus_days(5);
    let terms = Terms { due_on: issued_on.plus_days(30), ..invoice.terms };
    let invoice = Invoice {
        kind: InvoiceKind::Corrective,
        number: numbered(Series::INVOICES, number + 10_000),
        issued_on,
        preceding: Some(preceding),
        reason: Some("Adresse de facturation corrigée".to_owned()),
        prepaid_cents: Money::from_cents(1_000),
        terms,
        ..invoice
    };
    Some(Sample { name: "corrective", invoice, parties })
}
