use documents::customers::{Column, Customer, CustomersProblem, Mistake, Place};
use domain::decider::{Refusal, refusals};

use crate::directory::{Fault, Field};

refusals! {
    /// Why a row cannot be told to be of one customer.
    pub enum ImportRefusal {
        /// The customer stands above already.
        Twice = "PARTY_IMPORT_TWICE" {
            /// Where first.
            first_line: i64,
        },
        /// Several parties of the directory fit.
        Ambiguous = "PARTY_IMPORT_AMBIGUOUS" {
            /// How many.
            parties: i64,
        },
    }
}

/// Something that is wrong with a list of customers, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportMistake {
    /// The physical line, counted from 1.
    pub line: u32,
    /// The column; none where the whole row or file is meant.
    pub column: Option<Place>,
    /// The cell as it stands in the file.
    pub value: String,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong: with the file, or with what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// With the file.
    File(CustomersProblem),
    /// With what it tells of a customer.
    Customer(Refusal),
}

impl ImportMistake {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match &self.cause {
            Cause::File(problem) => problem.code(),
            Cause::Customer(refusal) => refusal.code,
        }
    }

    /// What was perhaps meant.
    pub fn nearest(&self) -> Option<&'static str> {
        match &self.cause {
            Cause::File(CustomersProblem::Kind { nearest } | CustomersProblem::Country { nearest }) => {
                *nearest
            }
            _ => None,
        }
    }

    /// What does not fit of a customer, with the cell that tells it.
    pub(super) fn of_fault(customer: &Customer, fault: Fault) -> Self {
        Self::at(customer, columns(fault.field), fault.refusal.into())
    }

    /// What is wrong with a row, at the first of these columns that it fills.
    pub(super) fn at(customer: &Customer, columns: &[Column], refusal: Refusal) -> Self {
        let told = customer.told(columns);
        Self {
            line: customer.line,
            column: told.map(|(place, _)| place.clone()),
            value: told.map_or_else(String::new, |(_, cell)| cell.to_owned()),
            cause: Cause::Customer(refusal),
        }
    }
}

impl From<Mistake> for ImportMistake {
    fn from(mistake: Mistake) -> Self {
        let Mistake { line, column, value, problem } = mistake;
        Self { line, column, value, cause: Cause::File(problem) }
    }
}

/// The columns that tell a field, the first one first.
const fn columns(field: Field) -> &'static [Column] {
    match field {
        Field::Kind => &[Column::Kind],
        Field::Name => &[Column::Company, Column::Name, Column::FirstName],
        Field::Contact => &[Column::Contact, Column::Name, Column::FirstName],
        Field::Email => &[Column::Email],
        Field::Phone => &[Column::Phone],
        Field::BillingAddress => {
            &[Column::Address1, Column::Address2, Column::Address3, Column::City, Column::PostalCode]
        }
        Field::DeliveryAddress => &[
            Column::DeliveryAddress1,
            Column::DeliveryAddress2,
            Column::DeliveryCity,
            Column::DeliveryPostalCode,
            Column::DeliveryLabel,
        ],
        Field::Siren => &[Column::Siren],
        Field::Siret => &[Column::Siret],
        Field::VatNumber => &[Column::VatNumber],
        Field::Accise => &[Column::Accise],
        Field::ElectronicAddress => &[Column::ElectronicAddress, Column::ElectronicScheme],
        Field::PaymentDays => &[Column::PaymentDays],
        Field::PriceList => &[Column::PriceList],
        Field::Consent => &[Column::ConsentHow, Column::ConsentOn, Column::Consent],
    }
}
