use serde::{Deserialize, Serialize};

use crate::invoice::{BuyerKind, VatTreatment};
use crate::terms::Country;

/// Something of the buyer that the law wants on an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mention {
    /// The name.
    Name,
    /// The address that it is billed to (CGI, annexe II, 242 nonies A, I, 1°; C. com., L. 441-9).
    BillingAddress,
    /// The SIREN of a French enterprise (CGI, annexe II, 242 nonies A, I, 1° bis, of décret 2022-1299).
    Siren,
    /// The VAT number of an enterprise elsewhere in the Union, or who owes the VAT (CGI, annexe II, 242 nonies A, I, 3°).
    VatNumber,
    /// Where the electronic invoice of a French enterprise goes (EN 16931, BT-49; the reform's rules ask for it).
    ElectronicAddress,
}

/// France and what counts as France for VAT and has a SIREN: the overseas departments, and Monaco for VAT alone.
const FRENCH: [&str; 7] = ["FR", "GP", "MQ", "GF", "RE", "YT", "MC"];

impl Mention {
    /// What an invoice to such a buyer tells of them, in order; treatments are those of its lines.
    pub fn wanted(kind: BuyerKind, country: Country, treatments: &[VatTreatment]) -> Vec<Self> {
        let professional = kind == BuyerKind::Company;
        let code = country.to_string();
        let french = professional && FRENCH.contains(&code.as_str());
        // An enterprise of Monaco has a French VAT number and no SIREN.
        let monegasque = professional && code == "MC";
        let owes =
            |it: &VatTreatment| matches!(it, VatTreatment::IntraCommunity | VatTreatment::ReverseCharge);
        let taxed_elsewhere = treatments.iter().any(owes) || (professional && country.is_in_the_union());
        let wanted = [
            (Self::Name, true),
            (Self::BillingAddress, true),
            (Self::Siren, french && !monegasque),
            (Self::VatNumber, monegasque || taxed_elsewhere),
            (Self::ElectronicAddress, french),
        ];
        wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(mention, _)| mention).collect()
    }

    /// The name in refusals and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::BillingAddress => "BILLING_ADDRESS",
            Self::Siren => "SIREN",
            Self::VatNumber => "VAT_NUMBER",
            Self::ElectronicAddress => "ELECTRONIC_ADDRESS",
        }
    }
}
