use domain::bookkeeping::{Account, AccountPurpose};
use domain::invoice::{Invoice, InvoiceKind, InvoiceNumber};
use domain::terms::PaymentMeans;
use domain::units::{Date, Money};

use super::Accounts;

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
    pub replaced: Option<Replaced>,
}

/// A document that another stands in the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The document.
    pub invoice: Invoice,
    /// Who owed it.
    pub customer: Option<Customer>,
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
pub fn entry(posting: &Posting, accounts: Accounts<'_>) -> Vec<Entry> {
    match posting {
        Posting::Sale(sale) => sold(sale, accounts),
        Posting::Paid(paid) => vec![of_payment(paid, accounts)],
    }
}

/// Amounts by account in the order in which they came, above zero for a debit.
#[derive(Default)]
struct Lines(Vec<(Account, Option<Customer>, Money)>);

impl Lines {
    fn add(&mut self, account: Account, customer: Option<&Customer>, debit: Money) {
        let known = self.0.iter_mut().find(|(known, of, _)| *known == account && of.as_ref() == customer);
        match known {
            Some((.., sum)) => *sum += debit,
            None => self.0.push((account, customer.cloned(), debit)),
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

fn sold(sale: &Sale, accounts: Accounts<'_>) -> Vec<Entry> {
    let Sale { invoice, customer, replaced } = sale;
    let number = invoice.number.to_string();
    let whose = customer.as_ref().map_or(String::new(), |customer| format!(" {}", customer.name));
    let what = match invoice.kind {
        InvoiceKind::Invoice => "Facture",
        InvoiceKind::CreditNote => "Avoir",
        InvoiceKind::Corrective => "Facture rectificative",
    };
    let entry = |label: String, lines: Lines| Entry {
        journal: SALES,
        on: invoice.issued_on,
        piece: number.clone(),
        piece_on: invoice.issued_on,
        label,
        lines: lines.booked(),
    };
    let taken_back = replaced.as_ref().map(|old| {
        let (before, customer) = (&old.invoice, old.customer.as_ref());
        let mut lines = Lines::default();
        lines.take_off(customer, before.prepaid_cents, true, accounts);
        lines.charge(before, customer, true, accounts);
        entry(format!("Annulation {} par {number}{whose}", before.number), lines)
    });
    let back = invoice.kind == InvoiceKind::CreditNote;
    let mut lines = Lines::default();
    match replaced {
        Some(old) => lines.take_over(old, customer.as_ref(), invoice.prepaid_cents, accounts),
        None => lines.take_off(customer.as_ref(), invoice.prepaid_cents, back, accounts),
    }
    lines.charge(invoice, customer.as_ref(), back, accounts);
    taken_back.into_iter().chain([entry(format!("{what} {number}{whose}"), lines)]).collect()
}

impl Lines {
    /// Debits customers, credits sales and VAT; the other way round for what is taken `back`.
    fn charge(&mut self, invoice: &Invoice, customer: Option<&Customer>, back: bool, accounts: Accounts<'_>) {
        let signed = |debit: Money| if back { -debit } else { debit };
        self.add(accounts.of(AccountPurpose::Customers), customer, signed(invoice.totals.gross_cents));
        for line in &invoice.lines {
            self.add(accounts.sales(&line.item, line.vat), None, -signed(line.net_cents));
        }
        for total in &invoice.totals.vat {
            self.add(accounts.collected(total.treatment), None, -signed(total.vat_cents));
        }
    }

    /// Takes what had been paid before off the advances.
    fn take_off(&mut self, customer: Option<&Customer>, advance: Money, back: bool, accounts: Accounts<'_>) {
        let debit = if back { -advance } else { advance };
        self.add(accounts.of(AccountPurpose::Advances), customer, debit);
        self.add(accounts.of(AccountPurpose::Customers), customer, -debit);
    }

    /// What was `paid` in all on the document that is replaced counts for the new one. It stands in entries of its own on the
    /// account of who owed then, and on the advances what had been paid before: both are taken over from there.
    fn take_over(
        &mut self,
        old: &Replaced,
        customer: Option<&Customer>,
        paid: Money,
        accounts: Accounts<'_>,
    ) {
        let advance = old.invoice.prepaid_cents;
        for (account, cents) in [
            (accounts.of(AccountPurpose::Advances), advance),
            (accounts.of(AccountPurpose::Customers), paid - advance),
        ] {
            self.add(account, old.customer.as_ref(), cents);
            self.add(accounts.of(AccountPurpose::Customers), customer, -cents);
        }
    }
}

fn of_payment(paid: &Paid, accounts: Accounts<'_>) -> Entry {
    let (account, journal) = accounts.takings(paid.means);
    let mut lines = Lines::default();
    lines.add(account, None, paid.amount_cents);
    lines.add(accounts.of(AccountPurpose::Customers), paid.customer.as_ref(), -paid.amount_cents);
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
