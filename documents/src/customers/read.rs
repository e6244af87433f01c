use std::collections::HashMap;
use std::sync::Arc;

use domain::terms::Country;

use super::word::{country, kind, payment_days, tongue, yes};
use super::{
    Column, Consent, Customer, CustomersFile, CustomersProblem, Ignored, Mistake, Place, PostalAddress,
};
use crate::text::{
    Comments, Flaw, Quirk, Row, Undecodable, Unreadable, date, decode, is_mangled, separator, split,
};

/// The most rows of a file.
pub const MOST_ROWS: usize = 50_000;

/// The most columns: no list of customers has as many.
const MOST_COLUMNS: usize = 200;

/// The most cells. More is no list of customers, and not worth the memory.
const MOST_CELLS: usize = 2_000_000;

/// The most mistakes that are told: nobody reads more.
pub const MOST_MISTAKES: usize = 1_000;

/// The longest value that is told in a mistake: enough to find it again.
const TOLD: usize = 200;

/// Reads a list of customers. Every mistake is told at once (the first thousand), in the order of the file; where there
/// is one, nothing is returned.
pub fn read(bytes: &[u8]) -> Result<CustomersFile, Vec<Mistake>> {
    let text = decode(bytes).map_err(|error| vec![undecodable(error)])?;
    // The header alone tells the separator: the cells below are full of commas.
    let separator = separator(&text, 1);
    if text.chars().filter(|letter| *letter == separator || *letter == '\n').count() > MOST_CELLS {
        return Err(vec![mistake(1, None, "", CustomersProblem::TooManyRows { most: MOST_ROWS })]);
    }
    let (rows, flaws) = split(&text, separator, Comments::Kept);
    let Some((header, rows)) = rows.split_first() else {
        return Err(if flaws.is_empty() {
            vec![mistake(1, None, "", CustomersProblem::NoRows)]
        } else {
            told(&flaws, None)
        });
    };
    let mut mistakes = Vec::new();
    let header = Header::read(header, &mut mistakes);
    mistakes.extend(told(&flaws, Some(&header)));
    if header.width > MOST_COLUMNS {
        return Err(vec![mistake(
            header.line,
            None,
            "",
            CustomersProblem::TooManyColumns { last: MOST_COLUMNS },
        )]);
    }
    if rows.is_empty() && mistakes.is_empty() {
        mistakes.push(mistake(header.line, None, "", CustomersProblem::NoRows));
    }
    if rows.len() > MOST_ROWS {
        let line = rows.get(MOST_ROWS).map_or(0, |row| row.line);
        return Err(vec![mistake(line, None, "", CustomersProblem::TooManyRows { most: MOST_ROWS })]);
    }
    let mut customers = Vec::with_capacity(rows.len());
    // A header that is not understood would only have every row told.
    if header.is_of_customers {
        for row in rows {
            if mistakes.len() > MOST_MISTAKES {
                break;
            }
            customers.push(Reader { header: &header, row, mistakes: &mut mistakes }.customer());
        }
    }
    if mistakes.is_empty() {
        return Ok(CustomersFile { customers, ignored: header.ignored });
    }
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column.as_ref().map(|place| place.number)));
    if let Some(line) = mistakes.get(MOST_MISTAKES).map(|next| next.line) {
        mistakes.truncate(MOST_MISTAKES);
        mistakes.push(mistake(line, None, "", CustomersProblem::TooManyMistakes { most: MOST_MISTAKES }));
    }
    Err(mistakes)
}

/// Which column stands where.
struct Header {
    line: u32,
    columns: Arc<HashMap<Column, Place>>,
    ignored: Vec<Ignored>,
    /// How many columns there are.
    width: usize,
    is_of_customers: bool,
}

impl Header {
    fn read(row: &Row, mistakes: &mut Vec<Mistake>) -> Self {
        let mut columns: HashMap<Column, Place> = HashMap::new();
        let mut ignored = Vec::new();
        for (index, heading) in row.cells.iter().take(MOST_COLUMNS).enumerate() {
            let place = Place { number: index + 1, heading: heading.clone() };
            match Column::of(heading) {
                Some(column) => match columns.get(&column) {
                    Some(first) => {
                        let problem = CustomersProblem::ColumnTwice { first: first.number };
                        mistakes.push(mistake(row.line, Some(&place), heading, problem));
                    }
                    None => {
                        columns.insert(column, place);
                    }
                },
                None if heading.is_empty() => {}
                None => ignored.push(Ignored { place, nearest: Column::nearest(heading) }),
            }
        }
        let is_of_customers = columns.contains_key(&Column::Name) || columns.contains_key(&Column::Company);
        if !is_of_customers {
            mistakes.push(mistake(row.line, None, &row.cells.join(" "), CustomersProblem::NoHeader));
        }
        Self { line: row.line, columns: Arc::new(columns), ignored, width: row.cells.len(), is_of_customers }
    }
}

/// A row as it is read.
struct Reader<'a> {
    header: &'a Header,
    row: &'a Row,
    mistakes: &'a mut Vec<Mistake>,
}

impl Reader<'_> {
    fn customer(mut self) -> Customer {
        self.check_shape();
        let person = joined([self.cell(Column::FirstName), self.cell(Column::Name)]);
        let company = self.cell(Column::Company);
        let contact = self.cell(Column::Contact);
        let (name, contact) = match company {
            Some(company) => (Some(company), contact.or(person)),
            None => (person, contact),
        };
        let scheme = self.cell(Column::ElectronicScheme);
        Customer {
            line: self.row.line,
            kind: self
                .word(Column::Kind, |text| kind(text).map_err(|nearest| CustomersProblem::Kind { nearest })),
            name,
            contact,
            email: self.cell(Column::Email),
            phone: self.cell(Column::Phone),
            billing: self.address(
                &[Column::Address1, Column::Address2, Column::Address3],
                [Column::PostalCode, Column::City, Column::Country],
            ),
            delivery_label: self.cell(Column::DeliveryLabel),
            delivery: self.address(
                &[Column::DeliveryAddress1, Column::DeliveryAddress2],
                [Column::DeliveryPostalCode, Column::DeliveryCity, Column::DeliveryCountry],
            ),
            siren: self.cell(Column::Siren),
            siret: self.cell(Column::Siret),
            vat_number: self.cell(Column::VatNumber),
            accise: self.cell(Column::Accise),
            electronic: self.cell(Column::ElectronicAddress).map(|id| (scheme, id)),
            payment_days: self
                .word(Column::PaymentDays, |text| payment_days(text).ok_or(CustomersProblem::PaymentDays)),
            price_list: self.cell(Column::PriceList),
            tongue: self.word(Column::Language, |text| tongue(text).ok_or(CustomersProblem::Language)),
            consent: self.consent(),
            columns: Arc::clone(&self.header.columns),
            cells: self.row.cells.clone(),
        }
    }

    /// Tells cells beyond the header, and those that were mangled on their way.
    fn check_shape(&mut self) {
        let last = self.header.width;
        let beyond = self.row.cells.iter().skip(last).find(|cell| !cell.is_empty());
        if let Some(cell) = beyond {
            let problem = CustomersProblem::TooManyColumns { last };
            self.mistakes.push(mistake(self.row.line, None, cell, problem));
        }
        for place in self.header.columns.values() {
            let Some(cell) = self.row.cells.get(place.number - 1).filter(|cell| is_mangled(cell)) else {
                continue;
            };
            self.mistakes.push(mistake(self.row.line, Some(place), cell, CustomersProblem::Mangled));
        }
    }

    /// What stands in the column; `None` where it is blank.
    fn cell(&self, column: Column) -> Option<String> {
        let place = self.header.columns.get(&column)?;
        self.row.cells.get(place.number - 1).filter(|cell| !cell.is_empty()).cloned()
    }

    /// What the column's word means; one that means nothing is told.
    fn word<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, CustomersProblem>) -> Option<T> {
        let cell = self.cell(column)?;
        read(&cell).map_err(|problem| self.tell(column, &cell, problem)).ok()
    }

    fn tell(&mut self, column: Column, cell: &str, problem: CustomersProblem) {
        let place = self.header.columns.get(&column);
        self.mistakes.push(mistake(self.row.line, place, cell, problem));
    }

    /// The address of these columns; `None` where all but the country are blank.
    fn address(&mut self, lines: &[Column], [code, city, land]: [Column; 3]) -> Option<PostalAddress> {
        let told =
            self.word(land, |text| country(text).map_err(|nearest| CustomersProblem::Country { nearest }));
        let cells: Vec<String> = lines.iter().filter_map(|column| self.cell(*column)).collect();
        let lines = cells.iter().flat_map(|cell| cell.lines()).map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        let (postal_code, city) = (self.cell(code), self.cell(city));
        if lines.is_empty() && postal_code.is_none() && city.is_none() {
            return None;
        }
        let country = told.or_else(|| Country::parse("FR"))?;
        Some(PostalAddress { lines, postal_code, city: city.unwrap_or_default(), country })
    }

    fn consent(&mut self) -> Option<Consent> {
        let given = self.word(Column::Consent, |text| yes(text).ok_or(CustomersProblem::YesNo));
        let on = self.word(Column::ConsentOn, |text| date(text).ok_or(CustomersProblem::Date));
        let how = self.cell(Column::ConsentHow);
        match (given, on) {
            (Some(given), Some(on)) => Some(Consent { given, on, how }),
            // One whose day is not read is told already.
            (Some(_), None) if self.cell(Column::ConsentOn).is_none() => {
                let cell = self.cell(Column::Consent).unwrap_or_default();
                self.tell(Column::Consent, &cell, CustomersProblem::ConsentUndated);
                None
            }
            _ => None,
        }
    }
}

fn joined(parts: [Option<String>; 2]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(parts.join(" ")).filter(|text| !text.is_empty())
}

/// What is wrong with the quotes.
fn told(flaws: &[Flaw], header: Option<&Header>) -> Vec<Mistake> {
    let place = |flaw: &Flaw| header?.columns.values().find(|place| place.number == flaw.cell);
    let told = flaws.iter().map(|flaw| {
        let problem = match flaw.quirk {
            Quirk::Unclosed => CustomersProblem::QuoteUnclosed,
            Quirk::Stray => CustomersProblem::QuoteStray,
        };
        mistake(flaw.line, place(flaw), &flaw.text, problem)
    });
    told.collect()
}

fn undecodable(error: Undecodable) -> Mistake {
    let problem = match error.why {
        Unreadable::Foreign { format } => CustomersProblem::NotCsv { format },
        Unreadable::Encoding { byte } => CustomersProblem::Encoding { byte },
    };
    Mistake { line: error.line, column: None, value: error.value, problem }
}

/// A mistake, its value cut to what a person can read.
fn mistake(line: u32, column: Option<&Place>, value: &str, problem: CustomersProblem) -> Mistake {
    let mut told: String = value.chars().take(TOLD).collect();
    if told.len() < value.len() {
        told.push('…');
    }
    Mistake { line, column: column.cloned(), value: told, problem }
}
