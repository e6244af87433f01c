use std::io::{self, Write};

use domain::units::{Date, Money};

use super::{Accounts, Entry, EntryLine, Posting, entry};

/// The eighteen columns, in their order (LPF, art. A. 47 A-1, VII, 1°).
pub const FEC_COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

/// The name of the file: the SIREN, `FEC`, the last day of the year (LPF, art. A. 47 A-1, X).
pub fn fec_name(siren: &str, closing: Date) -> String {
    format!("{siren}FEC{}.txt", plain(closing))
}

/// Writes the sales journal in the form of the FEC: tabs, UTF-8, days as `20260914`, a decimal comma, each entry balanced,
/// numbered from `first` on without a gap in the order in which the postings come. It gives the number after the last.
///
/// It is the journal of sales and takings alone, for the accountant's books: not the whole file that the administration asks
/// for.
pub fn fec<'a, W: Write>(
    postings: impl IntoIterator<Item = &'a Posting>,
    accounts: Accounts<'_>,
    first: u64,
    mut out: W,
) -> io::Result<u64> {
    write!(out, "{}\r\n", FEC_COLUMNS.join("\t"))?;
    let mut number = first;
    for entry in postings.into_iter().flat_map(|posting| entry(posting, accounts)) {
        if entry.lines.is_empty() {
            continue;
        }
        entry.lines.iter().try_for_each(|line| write_line(&mut out, number, &entry, line))?;
        number += 1;
    }
    Ok(number)
}

fn write_line<W: Write>(out: &mut W, number: u64, entry: &Entry, line: &EntryLine) -> io::Result<()> {
    let customer = line.customer.as_ref();
    let (number, on) = (number.to_string(), plain(entry.on));
    let (piece_on, debit, credit) =
        (plain(entry.piece_on), comma(line.debit_cents), comma(line.credit_cents));
    let cells: [&str; 18] = [
        entry.journal.0,
        entry.journal.1,
        &number,
        &on,
        &line.account.number,
        &line.account.label,
        customer.map_or("", |customer| &customer.code),
        customer.map_or("", |customer| &customer.name),
        &entry.piece,
        &piece_on,
        &entry.label,
        &debit,
        &credit,
        "",
        "",
        &on,
        "",
        "",
    ];
    write!(out, "{}\r\n", cells.map(clean).join("\t"))
}

/// Without what would break a row: control characters become spaces, and spaces in a row one.
fn clean(cell: &str) -> String {
    let spaced: String = cell.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// `1234,56`.
pub(super) fn comma(amount: Money) -> String {
    let cents = amount.cents().unsigned_abs();
    let sign = if amount < Money::ZERO { "-" } else { "" };
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}
