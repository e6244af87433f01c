use std::collections::HashMap;
use std::sync::Arc;

use domain::terms::Country;
use domain::units::Date;

use super::Column;

/// A file that was read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomersFile {
    /// A customer a row.
    pub customers: Vec<Customer>,
    /// The columns that are not known here, and were not read.
    pub ignored: Vec<Ignored>,
}

/// A column that is not known, and was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Where it stands.
    pub place: Place,
    /// What it was perhaps meant to be.
    pub nearest: Option<&'static str>,
}

/// A column of the file, as its header has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub number: usize,
    /// Its heading in the file.
    pub heading: String,
}

/// What a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerKind {
    /// A company, an association, a public body.
    Company,
    /// Who buys for themselves.
    Consumer,
    /// Who sells to the estate.
    Supplier,
    /// Who carries its goods.
    Carrier,
}

/// The language that one writes to a customer in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerTongue {
    /// French.
    French,
    /// English.
    English,
}

/// A postal address as a row has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalAddress {
    /// What stands before the town.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town; may be empty.
    pub city: String,
    /// France when it is not told.
    pub country: Country,
}

/// Whether a customer agreed to be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Agreed, or refused.
    pub given: bool,
    /// When.
    pub on: Date,
    /// How that is known, where the file tells.
    pub how: Option<String>,
}

/// A row: what it tells of a customer. What is empty in the file is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The physical line on which the row begins, counted from 1.
    pub line: u32,
    /// What they are.
    pub kind: Option<CustomerKind>,
    /// Of a company its name, of a person first name and name.
    pub name: Option<String>,
    /// Whom one speaks to.
    pub contact: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Where invoices go.
    pub billing: Option<PostalAddress>,
    /// What the place of delivery is called.
    pub delivery_label: Option<String>,
    /// Where goods go.
    pub delivery: Option<PostalAddress>,
    /// SIREN.
    pub siren: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Number for VAT.
    pub vat_number: Option<String>,
    /// Number of an operator in suspension of excise.
    pub accise: Option<String>,
    /// Where electronic invoices go: scheme, where it is told, and address.
    pub electronic: Option<(Option<String>, String)>,
    /// Days to pay from the invoice.
    pub payment_days: Option<i32>,
    /// The price list's code.
    pub price_list: Option<String>,
    /// The language one writes in.
    pub tongue: Option<CustomerTongue>,
    /// Whether they may be written to.
    pub consent: Option<Consent>,
    /// Which column stands where.
    pub(super) columns: Arc<HashMap<Column, Place>>,
    /// The row's cells, in their order.
    pub(super) cells: Vec<String>,
}

impl Customer {
    /// Where the first of these columns that the row fills stands, and what it holds.
    pub fn told(&self, columns: &[Column]) -> Option<(&Place, &str)> {
        columns.iter().find_map(|column| {
            let place = self.columns.get(column)?;
            let cell = self.cells.get(place.number.checked_sub(1)?).filter(|cell| !cell.is_empty())?;
            Some((place, cell.as_str()))
        })
    }
}
