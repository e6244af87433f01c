use std::collections::BTreeMap;

use domain::bookkeeping::{Account, AccountPurpose, Bookkeeping};
use domain::invoice::{Invoice, InvoiceKind};
use domain::terms::PaymentMeans;
use domain::units::{Date, Money};
use proptest::prelude::*;

use super::{
    Accounts, Customer, FEC_COLUMNS, Paid, Posting, Replaced, Sale, entry, fec, fec_name, invoices_csv,
    vat_csv,
};
use crate::sale::samples::{KINDS, sample};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The usual accounts.
fn accounts() -> Accounts<'static> {
    static USUAL: Bookkeeping =
        Bookkeeping { small_business: false, vat_on_debits: false, accounts: Vec::new() };
    Accounts(&USUAL)
}

fn customer() -> Customer {
    Customer { code: "C00017".to_owned(), name: "Cave\tdu\nPont  Neuf".to_owned() }
}

/// The sample of that number; a corrective one replaces the invoice to which its discount was forgotten.
fn sale(number: u32) -> Sale {
    let invoice = sample(number).unwrap().invoice;
    let replaced = (invoice.kind == InvoiceKind::Corrective).then(|| {
        let preceding = invoice.preceding.unwrap();
        let (number, issued_on) = (preceding.number, preceding.issued_on);
        let kind = InvoiceKind::Invoice;
        let prepaid_cents = Money::from_cents(300);
        let invoice = Invoice { kind, number, issued_on, prepaid_cents, preceding: None, ..invoice.clone() };
        Replaced { invoice, customer: Some(customer()) }
    });
    Sale { invoice, customer: Some(customer()), replaced }
}

fn of(sale: &Sale) -> Posting {
    Posting::Sale(Box::new(sale.clone()))
}

fn paid(cents: i64, means: PaymentMeans) -> Posting {
    let number = sale(1).invoice.number;
    let (on, amount_cents) = (day("2026-09-20"), Money::from_cents(cents));
    let (customer, takes_out, reference) = (Some(customer()), false, None);
    Posting::Paid(Paid { number, customer, on, means, amount_cents, takes_out, reference })
}

/// The file as rows of cells.
fn rows(postings: &[Posting]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    fec(postings, accounts(), 1, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with("\r\n"));
    text.split_terminator("\r\n").map(|row| row.split('\t').map(ToOwned::to_owned).collect()).collect()
}

fn cents(cell: &str) -> i64 {
    let (whole, rest) = cell.split_once(',').unwrap();
    assert!(rest.len() == 2 && !cell.starts_with('-'), "{cell}");
    whole.parse::<i64>().unwrap() * 100 + rest.parse::<i64>().unwrap()
}

#[test]
fn an_invoice_debits_its_customer_and_credits_sales_and_vat() {
    let sale = sale(KINDS);
    let rows = rows(&[of(&sale)]);
    assert_eq!(rows[0], FEC_COLUMNS);
    let totals = &sale.invoice.totals;
    let figure = |amount: Money| format!("{},{:02}", amount.cents() / 100, amount.cents() % 100);
    let on = sale.invoice.issued_on.to_string().replace('-', "");
    let label = format!("Facture {} Cave du Pont Neuf", sale.invoice.number);
    let expected = [
        "VE",
        "Ventes",
        "1",
        &on,
        "411000",
        "Clients",
        "C00017",
        "Cave du Pont Neuf",
        &sale.invoice.number.to_string(),
        &on,
        &label,
        &figure(totals.gross_cents),
        "0,00",
        "",
        "",
        &on,
        "",
        "",
    ];
    assert_eq!(rows[1], expected);
    let accounts: Vec<&str> = rows[1..].iter().map(|row| row[4].as_str()).collect();
    assert_eq!(accounts, ["411000", "701000", "445711"]);
    assert_eq!(
        (rows[2][12].as_str(), rows[3][12].as_str()),
        (figure(totals.net_cents).as_str(), figure(totals.vat_cents).as_str())
    );
}

#[test]
fn money_is_booked_by_its_means() {
    let means = PaymentMeans::ALL.map(|means| {
        let rows = rows(&[paid(12_345, means)]);
        assert_eq!(
            (rows[1][11].as_str(), rows[2][12].as_str(), rows[2][4].as_str()),
            ("123,45", "123,45", "411000")
        );
        (rows[1][0].clone(), rows[1][4].clone())
    });
    let means = means.each_ref().map(|(journal, account)| (journal.as_str(), account.as_str()));
    assert_eq!(
        means,
        [
            ("CA", "530000"),
            ("BQ", "511500"),
            ("BQ", "511200"),
            ("BQ", "512000"),
            ("BQ", "512000"),
            ("BQ", "511000")
        ]
    );
    let back = rows(&[paid(-500, PaymentMeans::Cash)]);
    assert_eq!((back[1][12].as_str(), back[2][11].as_str()), ("5,00", "5,00"));
    assert!(back[1][10].starts_with("Remboursement FA-"));
}

#[test]
fn exports_and_services_have_accounts_of_their_own() {
    let account = |kind: u32| entry(&of(&sale(KINDS + kind)), accounts())[0].lines[1].account.number.clone();
    assert_eq!([4, 5, 14, 18, 13].map(account), ["701300", "701200", "706200", "706000", "701000"]);
}

#[test]
fn what_was_paid_before_is_taken_off_the_advances() {
    let whole = entry(&of(&sale(KINDS + 9)), accounts());
    assert_eq!(whole[0].lines[0].account.number, "419100");
    assert!(whole[0].lines.iter().all(|line| line.account.number != "411000"));
}

#[test]
fn a_corrective_takes_the_whole_of_the_other_back() {
    let corrective = sale(KINDS + 8);
    let entries = entry(&of(&corrective), accounts());
    assert_eq!(entries.len(), 2);
    assert!(entries[0].label.starts_with("Annulation FA-"));
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for line in entries.iter().flat_map(|entry| &entry.lines) {
        *sums.entry(line.account.number.clone()).or_default() +=
            (line.debit_cents - line.credit_cents).cents();
    }
    // The same figures in the place of the old: nothing is left.
    assert!(sums.values().all(|sum| *sum == 0), "{sums:?}");
}

/// The account of each customer after the entries and what was paid, by code.
fn balances(postings: &[Posting], account: &str) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for posting in postings {
        for line in entry(posting, accounts()).iter().flat_map(|entry| entry.lines.clone()) {
            let Some(customer) = line.customer.filter(|_| line.account.number == account) else { continue };
            *sums.entry(customer.code).or_default() += (line.debit_cents - line.credit_cents).cents();
        }
    }
    sums
}

/// The invoice was to the wrong customer, who had paid 3.00 € in advance and 5.00 € since.
#[test]
fn a_corrective_to_another_customer_leaves_nothing_with_the_first() {
    let mut corrective = sale(KINDS + 8);
    let wrong = Customer { code: "C00018".to_owned(), name: "Cave de la Gare".to_owned() };
    let old = corrective.replaced.as_mut().unwrap();
    old.customer = Some(wrong.clone());
    let first = Sale { invoice: old.invoice.clone(), customer: Some(wrong.clone()), replaced: None };
    corrective.invoice.prepaid_cents = Money::from_cents(800);
    let Posting::Paid(payment) = paid(500, PaymentMeans::Transfer) else { panic!() };
    let payment = Posting::Paid(Paid { customer: Some(wrong), ..payment });
    let postings = [of(&first), payment, of(&corrective)];
    let due = corrective.invoice.totals.gross_cents.cents() - 800;
    let owed = [("C00017".to_owned(), due), ("C00018".to_owned(), 0)];
    assert_eq!(balances(&postings, "411000"), BTreeMap::from(owed));
    // What the first had paid in advance is taken off their advances, and off those of nobody else.
    assert_eq!(balances(&postings, "419100"), BTreeMap::from([("C00018".to_owned(), 300)]));
}

#[test]
fn an_estate_has_accounts_of_its_own() {
    let wine =
        Account { purpose: AccountPurpose::Wine, number: "701100".to_owned(), label: "Vins AOP".to_owned() };
    let own = Bookkeeping { accounts: vec![wine], ..Bookkeeping::default() };
    let lines = entry(&of(&sale(1)), Accounts(&own))[0].lines.clone();
    let numbers: Vec<&str> = lines.iter().map(|line| line.account.number.as_str()).collect();
    assert_eq!(numbers, ["411000", "701100", "445711"]);
}

#[test]
fn the_file_is_named_by_the_enterprise_and_the_closing() {
    assert_eq!(fec_name("999999998", day("2026-12-31")), "999999998FEC20261231.txt");
}

#[test]
fn csv_is_what_a_spreadsheet_opens() {
    let mut credit = sale(KINDS + 6);
    credit.customer = Some(Customer { code: "C1".to_owned(), name: "=cmd|' /C calc'!A0; \"x\"".to_owned() });
    let mut out = Vec::new();
    invoices_csv([&credit], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("\u{feff}Numéro;Nature;Date;"));
    let row = text.lines().nth(1).unwrap();
    assert!(
        row.starts_with("AV-2026-000026;Avoir;") && row.contains(";\"'=cmd|' /C calc'!A0; \"\"x\"\"\";FR;"),
        "{row}"
    );
    let gross = super::fec::comma(-credit.invoice.totals.gross_cents);
    assert!(row.contains(&gross) && gross.starts_with('-'), "{row}");
    let mut out = Vec::new();
    vat_csv([&sale(KINDS + 2), &credit], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(text.contains("2026-09;France;5,50;72,99;4,01"), "{text}");
}

proptest! {
    /// Whatever is sold and paid: entries are numbered without a gap, each balances, and the VAT of a document is that of
    /// its entries.
    #[test]
    fn every_entry_balances_and_holds_the_vat_of_its_document(
        numbers in prop::collection::vec(1_u32..5_000, 1..12),
        amounts in prop::collection::vec((-100_000_i64..100_000, 0_usize..6), 0..6),
        first in 1_u64..1_000,
    ) {
        let sales: Vec<Sale> = numbers.into_iter().map(sale).collect();
        for sale in &sales {
            let entries = entry(&of(sale), accounts());
            let vat = entries.last().unwrap().lines.iter().filter(|line| line.account.number.starts_with("44571"));
            let vat: i64 = vat.map(|line| (line.credit_cents - line.debit_cents).cents()).sum();
            let sign = if sale.invoice.kind == InvoiceKind::CreditNote { -1 } else { 1 };
            prop_assert_eq!(vat, sign * sale.invoice.totals.vat_cents.cents());
        }
        let payments = amounts.into_iter().map(|(cents, means)| paid(cents, PaymentMeans::ALL[means]));
        let postings: Vec<Posting> = sales.iter().map(of).chain(payments).collect();
        let mut out = Vec::new();
        let next = fec(&postings, accounts(), first, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut balance: BTreeMap<u64, i64> = BTreeMap::new();
        for row in text.split_terminator("\r\n").skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            prop_assert_eq!(cells.len(), 18);
            let (debit, credit) = (cents(cells[11]), cents(cells[12]));
            prop_assert!((debit == 0) != (credit == 0));
            *balance.entry(cells[2].parse().unwrap()).or_default() += debit - credit;
        }
        prop_assert!(balance.values().all(|sum| *sum == 0));
        prop_assert!(balance.keys().copied().eq(first..next));
    }
}
