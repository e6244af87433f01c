use async_graphql::InputObject;
use domain::identity::{Address, EstateIdentity, IdentityRefusal, PostalCode, Siren, Siret, VatNumber};

use crate::graphql::enums::GqlRegion;
use crate::graphql::legal_form::GqlLegalForm;

/// What an estate states of itself. Its numbers may be written with spaces, dots or hyphens, and in small letters.
#[derive(InputObject, Clone, Debug)]
pub struct EstateIdentityInput {
    /// Legal form.
    legal_form: GqlLegalForm,
    /// The name of a legal form that is not listed, 80 characters at most; with `OTHER`, and only then.
    other_legal_form: Option<String>,
    /// SIREN of the enterprise: nine digits, the last a key.
    siren: String,
    /// SIRET of the establishment: fourteen digits, the SIREN first.
    siret: String,
    /// Intra-community VAT number, where there is one: `FR`, a key of two characters, the SIREN.
    vat_number: Option<String>,
    /// Where the establishment is.
    address: EstateAddressInput,
    /// Wine region.
    region: GqlRegion,
}

/// An address in France.
#[derive(InputObject, Clone, Debug)]
pub struct EstateAddressInput {
    /// What stands above the commune: 1 to 4 lines of 100 characters at most.
    lines: Vec<String>,
    /// Postal code: five digits.
    postal_code: String,
    /// Commune, 80 characters at most.
    commune: String,
    /// `FR`, or the ISO 3166 code of an overseas department.
    #[graphql(default = "FR")]
    country: String,
}

impl EstateIdentityInput {
    /// The domain's words, or which of them is none.
    pub fn into_domain(self) -> Result<EstateIdentity, IdentityRefusal> {
        let vat_number = self.vat_number.map(|text| compact(&text)).filter(|text| !text.is_empty());
        Ok(EstateIdentity {
            legal_form: self.legal_form.into_domain(self.other_legal_form)?,
            siren: Siren::parse(&compact(&self.siren))?,
            siret: Siret::parse(&compact(&self.siret))?,
            vat_number: vat_number.map(|text| VatNumber::parse(&text)).transpose()?,
            address: self.address.into_domain()?,
            region: self.region.into(),
        })
    }
}

impl EstateAddressInput {
    fn into_domain(self) -> Result<Address, IdentityRefusal> {
        let Self { lines, postal_code, commune, country } = self;
        let postal_code = PostalCode::parse(&compact(&postal_code))?;
        Ok(Address { lines, postal_code, commune, country: Address::country(&compact(&country))? })
    }
}

/// A number as it is stored, of one that a person wrote: without white space, dots and hyphens, in capitals.
pub fn compact(text: &str) -> String {
    let kept = text.chars().filter(|letter| !letter.is_whitespace() && !['.', '-'].contains(letter));
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_however_it_is_spaced() {
        for text in ["732 829 320 00074", " 732.829.320-00074\t", "732\u{a0}829\u{202f}320 00074"] {
            assert_eq!(compact(text), "73282932000074", "{text}");
        }
        assert_eq!(compact("fr 83 404 833 048"), "FR83404833048");
        assert_eq!(compact("73282932O"), "73282932O", "a letter is not taken for a figure");
        assert_eq!(compact("73,2"), "73,2");
    }
}
