use domain::invoice::{Invoice, InvoiceKind, InvoiceNumber};
use domain::terms::PaymentMeans;
use domain::units::{Date, Money};

use super::{Account, Accounts};

/// Who owes, as the books name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Their account among the customers.
    pub code: String,
    /// Their name.
    pub name: String,
}

/// A document that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The document.
    pub invoice: Invoice,
    /// Who owes; none for somebody at the counter.
    pub customer: Option<Customer>,
    /// The document that a corrective one stands in the place of.
    pub replaced: Option<Invoice>,
}

/// Money that came in, or was given back where the amount is below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The invoice.
    pub number: InvoiceNumber,
    /// Who paid.
    pub customer: Option<Customer>,
    /// The day.
    pub on: Date,
    /// How.
    pub means: PaymentMeans,
    /// How much.
    pub amount_cents: Money,
    /// It takes out what was recorded in error, and so stands with the other sign.
    pub takes_out: bool,
    /// The number of the cheque, the text of the transfer; the invoice's number where there is none.
    pub reference: Option<String>,
}

/// What is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posting {
    /// A document.
    Sale(Box<Sale>),
    /// A payment.
    Paid(Paid),
}

/// One entry: a piece with its lines, whose debits are its credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The journal, by code and name.
    pub journal: (&'static str, &'static str),
    /// The day.
    pub on: Date,
    /// The piece.
    pub piece: String,
    /// Its day.
    pub piece_on: Date,
    /// What it is.
    pub label: String,
    /// Its lines.
    pub lines: Vec<EntryLine>,
}

/// A line of an entry. One of its amounts is nothing, and none is below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// The account.
    pub account: Account,
    /// Whose it is among the customers.
    pub customer: Option<Customer>,
    /// Debit.
    pub debit_cents: Money,
    /// Credit.
    pub credit_cents: Money,
}

const SALES: (&str, &str) = ("VE", "Ventes");

/// What is booked of a document or payment. A corrective document gives two entries: the one it replaces is taken back
/// whole, then it is booked itself.
pub fn entry(posting: &Posting, accounts: &Accounts) -> Vec<Entry> {
    match posting {
        Posting::Sale(sale) => sold(sale, accounts),
        Posting::Paid(paid) => vec![of_payment(paid, accounts)],
    }
}

/// Amounts by account in the order in which they came, above zero for a debit.
#[derive(Default)]
struct Lines(Vec<(Account, Option<Customer>, Money)>);

impl Lines {
    fn add(&mut self, account: &Account, customer: Option<&Customer>, debit: Money) {
        let known = self.0.iter_mut().find(|(known, of, _)| known == account && of.as_ref() == customer);
        match known {
            Some((.., sum)) => *sum += debit,
            None => self.0.push((account.clone(), customer.cloned(), debit)),
        }
    }

    fn booked(self) -> Vec<EntryLine> {
        let moved = self.0.into_iter().filter(|(.., debit)| *debit != Money::ZERO);
        moved
            .map(|(account, customer, debit)| EntryLine {
                account,
                customer,
                debit_cents: debit.max(Money::ZERO),
                credit_cents: (-debit).max(Money::ZERO),
            })
            .collect()
    }
}

fn sold(sale: &Sale, accounts: &Accounts) -> Vec<Entry> {
    let Sale { invoice, customer, replaced } = sale;
    let number = invoice.number.to_string();
    let whose = customer.as_ref().map_or(String::new(), |customer| format!(" {}", customer.name));
    let what = match invoice.kind {
        InvoiceKind::Invoice => "Facture",
        InvoiceKind::CreditNote => "Avoir",
        InvoiceKind::Corrective => "Facture rectificative",
    };
    // What was paid before is that of the first document: what was paid on it since stands in entries of its own.
    let advance = replaced.as_ref().unwrap_or(invoice).prepaid_cents;
    let booked = |of: &Invoice, back: bool, label: String| Entry {
        journal: SALES,
        on: invoice.issued_on,
        piece: number.clone(),
        piece_on: invoice.issued_on,
        label,
        lines: lines(of, customer.as_ref(), advance, back, accounts),
    };
    let taken_back = replaced
        .as_ref()
        .map(|old| booked(old, true, format!("Annulation {} par {number}{whose}", old.number)));
    let back = invoice.kind == InvoiceKind::CreditNote;
    taken_back.into_iter().chain([booked(invoice, back, format!("{what} {number}{whose}"))]).collect()
}

/// Debit customers, credit sales and VAT; the other way round for what is taken `back`.
fn lines(
    invoice: &Invoice,
    customer: Option<&Customer>,
    advance: Money,
    back: bool,
    accounts: &Accounts,
) -> Vec<EntryLine> {
    let signed = |debit: Money| if back { -debit } else { debit };
    let owed = |amount: Money| -signed(amount);
    let mut lines = Lines::default();
    lines.add(&accounts.advances, customer, signed(advance));
    lines.add(&accounts.customers, customer, signed(invoice.totals.gross_cents - advance));
    for line in &invoice.lines {
        lines.add(accounts.sales(&line.item, line.vat), None, owed(line.net_cents));
    }
    for total in &invoice.totals.vat {
        lines.add(accounts.collected(total.treatment), None, owed(total.vat_cents));
    }
    lines.booked()
}

fn of_payment(paid: &Paid, accounts: &Accounts) -> Entry {
    let (account, journal) = accounts.takings(paid.means);
    let mut lines = Lines::default();
    lines.add(account, None, paid.amount_cents);
    lines.add(&accounts.customers, paid.customer.as_ref(), -paid.amount_cents);
    let what = match (paid.amount_cents < Money::ZERO, paid.takes_out) {
        (false, false) => "Règlement",
        (true, false) => "Remboursement",
        (true, true) => "Annulation de règlement",
        (false, true) => "Annulation de remboursement",
    };
    let whose = paid.customer.as_ref().map_or(String::new(), |customer| format!(" {}", customer.name));
    Entry {
        journal,
        on: paid.on,
        piece: paid.reference.clone().unwrap_or_else(|| paid.number.to_string()),
        piece_on: paid.on,
        label: format!("{what} {}{whose}", paid.number),
        lines: lines.booked(),
    }
}
