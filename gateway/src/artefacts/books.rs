//! The books of the sales, as a bookkeeper takes them over: the sales journal, the invoices, the VAT of a month or a year.
//!
//! They name customers, so they are made for each who asks and kept nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use documents::sale::books::{
    Accounts, Customer, Paid, Posting, Replaced, Sale, entry, fec, fec_name, invoices_csv, vat_csv,
};
use domain::invoice::{Invoice, InvoiceKind, InvoiceNumber};
use domain::units::{Date, EstateId, InvoiceId, Month, PartyId};
use projections::{ReadError, cellar, sales};
use sqlx::{PgConnection, PgPool};

use crate::directory;

/// A form of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookFormat {
    /// The sales journal in the form of the FEC.
    Fec,
    /// The documents, one a row.
    Invoices,
    /// VAT by month, treatment and rate.
    Vat,
}

/// A month, or a year, of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookPeriod {
    /// A month.
    Month(Month),
    /// A year, which is the period of accounting of most estates.
    Year(u16),
}

/// A file of the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Why there is no book.
#[derive(Debug, thiserror::Error)]
pub enum NoBook {
    /// The estate has no books, or has not stated who it is, by which the journal is named.
    #[error("there is no such book")]
    NotFound,
    /// The read models failed.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It cannot be written.
    #[error("the book cannot be written")]
    Io(#[from] std::io::Error),
}

impl BookFormat {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Fec, Self::Invoices, Self::Vat];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fec => "fec",
            Self::Invoices => "invoices",
            Self::Vat => "vat",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Fec => "text/plain; charset=utf-8",
            Self::Invoices | Self::Vat => "text/csv; charset=utf-8",
        }
    }
}

impl FromStr for BookPeriod {
    type Err = ();

    /// `2026-09`, or `2026`.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.contains('-') {
            return text.parse().map(Self::Month).map_err(|_| ());
        }
        match text.parse() {
            Ok(year @ 1_900..=2_999) if text.len() == 4 => Ok(Self::Year(year)),
            _ => Err(()),
        }
    }
}

impl BookPeriod {
    /// Its first day and its last.
    fn days(self) -> Option<(Date, Date)> {
        let (first, last) = match self {
            Self::Month(month) => (month, month),
            Self::Year(year) => (Month::new(year, 1)?, Month::new(year, 12)?),
        };
        Some((first.first_day()?, last.last_day()?))
    }

    /// The first day of its year.
    fn year(self) -> Option<Date> {
        let year = match self {
            Self::Month(month) => month.year(),
            Self::Year(year) => year,
        };
        Month::new(year, 1)?.first_day()
    }
}

impl std::fmt::Display for BookPeriod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{month}"),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

/// The book of a period in a form. Entries of the journal are numbered through the year in the order of their days, so a
/// month's file begins where that of the month before ended; numbers are final once the till of the month is closed.
pub async fn of_books(
    pool: &PgPool,
    estate: EstateId,
    period: BookPeriod,
    format: BookFormat,
) -> Result<Book, NoBook> {
    let (from, until) = period.days().ok_or(NoBook::NotFound)?;
    let since = if format == BookFormat::Fec { period.year().ok_or(NoBook::NotFound)? } else { from };
    let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
    let books = cellar::estate(&mut connection, estate).await?.ok_or(NoBook::NotFound)?;
    let written = Written::read(&mut connection, estate, (since, until), format).await?;
    let mut content = Vec::new();
    match format {
        BookFormat::Fec => {
            let siren = String::from(books.identity.ok_or(NoBook::NotFound)?.siren);
            let (earlier, postings): (Vec<_>, Vec<_>) =
                written.postings((since, until)).into_iter().partition(|(on, _)| *on < from);
            let accounts = Accounts(&books.bookkeeping);
            let before = earlier.iter().flat_map(|(_, posting)| entry(posting, accounts));
            let first = 1 + before.filter(|entry| !entry.lines.is_empty()).count() as u64;
            fec(postings.iter().map(|(_, posting)| posting), accounts, first, &mut content)?;
            return Ok(Book { name: fec_name(&siren, until), content });
        }
        BookFormat::Invoices => invoices_csv(&written.sales, &mut content)?,
        BookFormat::Vat => vat_csv(&written.sales, &mut content)?,
    }
    let what = if format == BookFormat::Vat { "tva" } else { "factures" };
    Ok(Book { name: format!("{what}-{period}.csv"), content })
}

/// What was issued and, for the journal, paid in a period, with the names of who owes.
struct Written {
    sales: Vec<Sale>,
    payments: Vec<(Option<Customer>, InvoiceNumber, sales::Payment)>,
}

impl Written {
    async fn read(
        connection: &mut PgConnection,
        estate: EstateId,
        days: (Date, Date),
        format: BookFormat,
    ) -> Result<Self, ReadError> {
        let documents = sales::documents_between(connection, estate, days).await?;
        let payments = match format {
            BookFormat::Fec => sales::payments_between(connection, estate, days).await?,
            BookFormat::Invoices | BookFormat::Vat => Vec::new(),
        };
        let replaced = documents.iter().filter_map(|it| replaced_by(&it.document));
        let of: BTreeSet<InvoiceId> = replaced.chain(payments.iter().map(|it| it.invoice_id)).collect();
        let of: Vec<InvoiceId> = of.into_iter().collect();
        let others = sales::documents_by_ids(connection, estate, &of).await?;
        let others: BTreeMap<InvoiceId, Invoice> =
            others.into_iter().map(|it| (it.id, it.document)).collect();
        let all = documents.iter().map(|it| &it.document).chain(others.values());
        let parties: BTreeSet<PartyId> = all.filter_map(|it| it.buyer.party).collect();
        let customers = customers(connection, estate, parties.into_iter().collect()).await?;
        let named = |invoice: &Invoice| invoice.buyer.party.and_then(|id| customers.get(&id).cloned());
        let sales = documents.into_iter().map(|it| Sale {
            customer: named(&it.document),
            replaced: replaced_by(&it.document)
                .and_then(|before| others.get(&before))
                .map(|before| Replaced { customer: named(before), invoice: before.clone() }),
            invoice: it.document,
        });
        let payments = payments.into_iter().filter_map(|payment| {
            let invoice = others.get(&payment.invoice_id)?;
            Some((named(invoice), invoice.number, payment))
        });
        Ok(Self { sales: sales.collect(), payments: payments.collect() })
    }

    /// What is booked in these days, in the order of the days.
    fn postings(self, (from, until): (Date, Date)) -> Vec<(Date, Posting)> {
        let sales =
            self.sales.into_iter().map(|sale| (sale.invoice.issued_on, Posting::Sale(Box::new(sale))));
        let mut postings: Vec<(Date, Posting)> = sales.collect();
        for (customer, number, payment) in self.payments {
            let means = payment.means.0;
            let paid = |on, amount_cents, takes_out| {
                let (customer, reference) = (customer.clone(), payment.reference.clone());
                (on, Posting::Paid(Paid { number, customer, on, means, amount_cents, takes_out, reference }))
            };
            postings.push(paid(payment.paid_on, payment.amount_cents, false));
            postings.extend(payment.reversed_on.map(|on| paid(on, -payment.amount_cents, true)));
        }
        postings.retain(|(on, _)| (from..=until).contains(on));
        // Of one day what was issued comes first, then what was paid, each as it was written.
        postings.sort_by_key(|(on, _)| *on);
        postings
    }
}

/// The document that a corrective one stands in the place of.
fn replaced_by(invoice: &Invoice) -> Option<InvoiceId> {
    invoice.preceding.filter(|_| invoice.kind == InvoiceKind::Corrective).map(|before| before.invoice)
}

/// The customers of these ids as the books name them. Of one who was erased the account alone is left.
async fn customers(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: Vec<PartyId>,
) -> Result<BTreeMap<PartyId, Customer>, ReadError> {
    let parties = directory::parties_by_ids(connection, estate, &ids).await?;
    let names: BTreeMap<PartyId, String> =
        parties.into_iter().filter_map(|party| Some((party.id, party.name?))).collect();
    let customer = |id: PartyId| {
        let name = names.get(&id).cloned().unwrap_or_else(|| "Client effacé".to_owned());
        (id, Customer { code: account(id), name })
    };
    Ok(ids.into_iter().map(customer).collect())
}

/// The account of a customer: it follows from their id, and stays when their name changes or goes.
fn account(id: PartyId) -> String {
    let digits = id.uuid().simple().to_string();
    format!("C{}", digits[digits.len() - 12..].to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_month_or_a_year() {
        let days = |text: &str| text.parse::<BookPeriod>().ok().and_then(BookPeriod::days);
        let told = days("2026-02").map(|(from, until)| format!("{from} {until}"));
        assert_eq!(told.as_deref(), Some("2026-02-01 2026-02-28"));
        let told = days("2026").map(|(from, until)| format!("{from} {until}"));
        assert_eq!(told.as_deref(), Some("2026-01-01 2026-12-31"));
        assert_eq!(["", "26", "02026", "2026-13", "2026-1-1", "-2026", "+2026"].map(days), [None; 7]);
    }
}
