use async_graphql::{Enum, InputObject, OneofObject};
use domain::terms::{BulkDestination, Country, SaleDestination};

use super::arrival::ReasonInput;
use crate::graphql::enums::GqlErrand;

/// A destination without particulars.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yes {
    /// Chosen.
    Yes,
}

/// Where bottles go when they are sold: one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum SaleDestinationInput {
    /// To France under a capsule (CRD): excise falls due.
    FranceCrd(Yes),
    /// Out of France; the country by its two capital letters.
    Export(ExportInput),
    /// To another tax warehouse in France under a document (DAE), excise suspended.
    FranceSuspended(SuspendedInput),
    /// To the market of Corsica, from a Corsican warehouse.
    Corsica(Yes),
}

/// Where wine in bulk goes: one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum BulkDestinationInput {
    /// Small bulk without contract: excise falls due.
    FranceWithoutContract(Yes),
    /// To a merchant under an interprofession contract.
    Contract(ContractInput),
    /// To a merchant outside an interprofession contract.
    OutsideContract(Yes),
    /// Out of France.
    Export(ExportInput),
    /// To a distillery.
    Distillery(Yes),
    /// To vinegar or another industry.
    Industry(Yes),
    /// To come back: to be bottled, stored, worked on or distilled elsewhere.
    Errand(GqlErrand),
    /// Into another product of the estate, which is none of its declared wines.
    MadeIntoOther(ProductInput),
    /// To the market of Corsica, from a Corsican warehouse.
    Corsica(Yes),
    /// Any other exit.
    Other(ReasonInput),
}

/// What wine is made into.
#[derive(InputObject, Clone, Debug)]
pub struct ProductInput {
    /// Its name, 1 to 100 characters.
    product: String,
}

/// An export.
#[derive(InputObject, Clone, Debug)]
pub struct ExportInput {
    /// The country of arrival: ISO 3166, two capital letters.
    #[graphql(validator(regex = "^[A-Z]{2}$"))]
    country: String,
}

/// A contract.
#[derive(InputObject, Clone, Debug)]
pub struct ContractInput {
    /// Its registration number.
    #[graphql(validator(min_length = 1, max_length = 40))]
    number: String,
}

/// An accompanying document.
#[derive(InputObject, Clone, Debug)]
pub struct SuspendedInput {
    /// Its number, where it is known.
    #[graphql(validator(max_length = 40))]
    document: Option<String>,
}

impl SaleDestinationInput {
    /// The domain's word, or `None` for a country that is none.
    pub fn into_domain(self) -> Option<SaleDestination> {
        Some(match self {
            Self::FranceCrd(Yes::Yes) => SaleDestination::FranceCrd,
            Self::Export(ExportInput { country }) => {
                SaleDestination::Export { country: Country::parse(&country)? }
            }
            Self::FranceSuspended(SuspendedInput { document }) => {
                SaleDestination::FranceSuspended { document }
            }
            Self::Corsica(Yes::Yes) => SaleDestination::Corsica,
        })
    }
}

impl BulkDestinationInput {
    /// The domain's word, or `None` for a country that is none.
    pub fn into_domain(self) -> Option<BulkDestination> {
        Some(match self {
            Self::FranceWithoutContract(Yes::Yes) => BulkDestination::FranceWithoutContract,
            Self::Contract(ContractInput { number }) => BulkDestination::Contract { number },
            Self::OutsideContract(Yes::Yes) => BulkDestination::OutsideContract,
            Self::Export(ExportInput { country }) => {
                BulkDestination::Export { country: Country::parse(&country)? }
            }
            Self::Distillery(Yes::Yes) => BulkDestination::Distillery,
            Self::Industry(Yes::Yes) => BulkDestination::Industry,
            Self::Errand(errand) => BulkDestination::Errand { errand: errand.into() },
            Self::MadeIntoOther(ProductInput { product }) => BulkDestination::MadeIntoOther { product },
            Self::Corsica(Yes::Yes) => BulkDestination::Corsica,
            Self::Other(ReasonInput { reason }) => BulkDestination::Other { reason },
        })
    }
}
