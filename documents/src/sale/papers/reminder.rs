use domain::invoice::{BuyerKind, InvoiceNumber, Language};
use domain::units::{Date, Money, Rate};
use serde::Serialize;

use super::reminder_words::{closing, heading, law, opening};
use crate::figures::{amount_of, count, day, euros};
use crate::sale::paper::{Block, Fact, Letterhead, Print, billed_to, letterhead, of, print};
use crate::sale::{Look, Parties, SaleRefusal};

/// The indemnity for the cost of recovery, for each invoice paid too late (C. com., art. D. 441-5).
const INDEMNITY: Money = Money::from_cents(4_000);

/// A letter about invoices that are late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// How firm it is.
    pub level: ReminderLevel,
    /// The day it is written.
    pub written_on: Date,
    /// What is late.
    pub items: Vec<Overdue>,
    /// What the buyer is in law: a consumer owes neither penalty nor indemnity.
    pub kind: BuyerKind,
    /// The year's rate of the penalty in force, as agreed, or the European Central Bank's plus ten points. No penalty is
    /// reckoned where it is not told.
    pub penalty_rate: Option<Rate>,
    /// The language.
    pub language: Language,
}

/// How firm a reminder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderLevel {
    /// It asks whether the invoice was overlooked.
    First,
    /// It tells what is owed besides.
    Second,
    /// It puts the debtor on notice (mise en demeure; C. civ., art. 1344).
    FormalNotice,
}

/// An invoice that is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Its number.
    pub number: InvoiceNumber,
    /// Its day of issue.
    pub issued_on: Date,
    /// The last day on which it was to be paid.
    pub due_on: Date,
    /// With VAT.
    pub gross_cents: Money,
    /// What was paid or credited.
    pub settled_cents: Money,
}

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// On the invoices.
    pub open_cents: Money,
    /// Penalties to the day of the letter.
    pub penalty_cents: Money,
    /// The indemnities for recovery.
    pub indemnity_cents: Money,
}

impl Overdue {
    /// What is open.
    pub fn open_cents(&self) -> Money {
        self.gross_cents - self.settled_cents
    }
}

impl Claim {
    /// All of it.
    pub fn total_cents(self) -> Money {
        self.open_cents + self.penalty_cents + self.indemnity_cents
    }
}

/// What is owed on the day of the letter. The penalty of an invoice is open amount × rate × days late ÷ 365, rounded half up
/// to the cent; penalties and indemnities are owed between professionals alone, without reminder (C. com., art. L. 441-10).
pub fn claim(reminder: &Reminder) -> Result<Claim, SaleRefusal> {
    let professional = reminder.kind == BuyerKind::Company;
    let mut claim =
        Claim { open_cents: Money::ZERO, penalty_cents: Money::ZERO, indemnity_cents: Money::ZERO };
    for item in &reminder.items {
        claim.open_cents += item.open_cents();
        let late = reminder.written_on.days_since(item.due_on);
        if !professional || late <= 0 {
            continue;
        }
        claim.indemnity_cents += INDEMNITY;
        if let Some(rate) = reminder.penalty_rate {
            let penalty = penalty(item.open_cents(), rate, late).ok_or(SaleRefusal::AmountOutOfRange)?;
            claim.penalty_cents += penalty;
        }
    }
    Ok(claim)
}

fn penalty(open: Money, rate: Rate, days: i64) -> Option<Money> {
    let product = i128::from(open.cents()) * i128::from(rate.basis_points()) * i128::from(days);
    let whole = 10_000 * 365;
    i64::try_from((2 * product + whole) / (2 * whole)).ok().map(Money::from_cents)
}

#[derive(Serialize)]
struct Sheet {
    head: Letterhead,
    heading: &'static str,
    facts: Vec<Fact>,
    buyer: Block,
    opening: &'static str,
    heads: [&'static str; 6],
    rows: Vec<[String; 6]>,
    sums: Vec<Fact>,
    due: Fact,
    payment: Vec<Fact>,
    law: Vec<String>,
    closing: &'static str,
}

/// Writes a reminder. The first asks for what is open; the others tell what is owed besides. The same reminder gives the same
/// bytes.
pub fn reminder(reminder: &Reminder, parties: &Parties, look: &Look) -> Result<Vec<u8>, SaleRefusal> {
    let language = reminder.language;
    let claim = claim(reminder)?;
    let heading = heading(reminder.level, language);
    let on = day(reminder.written_on, language);
    let account = parties.seller.account.as_ref();
    let sheet = Sheet {
        head: letterhead(&parties.seller, look, language, format!("{heading}, {on}"), reminder.written_on),
        heading,
        facts: vec![(of(language, "Date", "Date"), on)],
        buyer: billed_to(parties.buyer.as_ref(), of(language, "Client", "Customer"), language),
        opening: opening(reminder.level, language),
        heads: [
            of(language, "Facture", "Invoice"),
            of(language, "Date", "Date"),
            of(language, "Échéance", "Due"),
            of(language, "Jours de retard", "Days late"),
            of(language, "Montant TTC", "Incl. VAT"),
            of(language, "Reste dû", "Open"),
        ],
        rows: reminder.items.iter().map(|item| row(item, reminder)).collect(),
        sums: sums(reminder.level, claim, language),
        due: due(reminder.level, claim, language),
        payment: account.map(|it| vec![("IBAN", it.iban.replace(' ', "\u{a0}"))]).unwrap_or_default(),
        law: law(reminder),
        closing: closing(reminder.level, language),
    };
    let first = reminder.items.first().map(|item| item.number.to_string()).unwrap_or_default();
    let ident = format!("reminder/{}/{first}/{}", parties.seller.siren, reminder.written_on);
    let template = ("reminder.typ", include_str!("reminder.typ"));
    print(&sheet, Print { template, ident: &ident, look, attached: None })
}

fn row(item: &Overdue, reminder: &Reminder) -> [String; 6] {
    let language = reminder.language;
    [
        item.number.to_string(),
        day(item.issued_on, language),
        day(item.due_on, language),
        count(reminder.written_on.days_since(item.due_on).max(0), language),
        amount_of(item.gross_cents, language),
        amount_of(item.open_cents(), language),
    ]
}

/// The first reminder asks for the invoices alone.
fn sums(level: ReminderLevel, claim: Claim, language: Language) -> Vec<Fact> {
    if level == ReminderLevel::First || claim.total_cents() == claim.open_cents {
        return Vec::new();
    }
    vec![
        (of(language, "Factures", "Invoices"), euros(claim.open_cents, language)),
        (of(language, "Pénalités de retard", "Late payment penalties"), euros(claim.penalty_cents, language)),
        (
            of(language, "Indemnités de recouvrement", "Recovery indemnities"),
            euros(claim.indemnity_cents, language),
        ),
    ]
}

fn due(level: ReminderLevel, claim: Claim, language: Language) -> Fact {
    let amount = if level == ReminderLevel::First { claim.open_cents } else { claim.total_cents() };
    (of(language, "À régler", "To be paid"), euros(amount, language))
}
