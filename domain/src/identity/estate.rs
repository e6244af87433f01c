use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Address, IdentityRefusal, LegalForm, Region, Siren, Siret, VatNumber};
use crate::policy::name;

/// What an estate states of itself besides the numbers by which its books are known: what an invoice and a declaration
/// must say of it (CGI annexe II, art. 242 nonies A; Code de commerce, R. 123-237).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EstateIdentity {
    /// Legal form.
    pub legal_form: LegalForm,
    /// The enterprise in INSEE's register.
    pub siren: Siren,
    /// Its establishment where the cellar is.
    pub siret: Siret,
    /// Intra-community VAT number; none under the flat-rate scheme for farmers or the exemption of small enterprises.
    pub vat_number: Option<VatNumber>,
    /// Where the establishment is.
    pub address: Address,
    /// Wine region.
    pub region: Region,
}

impl EstateIdentity {
    /// The identity with its texts trimmed; refused where a text does not fit, or the numbers are not those of one
    /// enterprise.
    pub fn accepted(self) -> Result<Self, IdentityRefusal> {
        let Self { legal_form, siren, siret, vat_number, address, region } = self;
        if !siret.is_of(&siren) {
            return Err(IdentityRefusal::SiretOfOther { siret: siret.into(), siren: siren.into() });
        }
        if let Some(vat_number) = vat_number.clone().filter(|number| !number.is_of(&siren)) {
            let (vat_number, siren) = (vat_number.into(), siren.into());
            return Err(IdentityRefusal::VatNumberOfOther { vat_number, siren });
        }
        let legal_form = match legal_form {
            LegalForm::Other(entered) => {
                LegalForm::Other(name(&entered, 80).ok_or(IdentityRefusal::LegalFormInvalid)?)
            }
            known => known,
        };
        Ok(Self { legal_form, siren, siret, vat_number, address: address.accepted()?, region })
    }
}
