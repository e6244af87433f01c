use domain::letterhead::BankAccount;
use domain::terms::Country;
use domain::units::Money;
use serde::{Deserialize, Serialize};

/// Who stands on a paper, as it is printed. It is personal: events have none of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The estate.
    pub seller: Seller,
    /// Who buys; none for somebody at the counter who did not say.
    pub buyer: Option<BuyerOnPaper>,
    /// Where the goods go, if not to the billing address.
    pub delivery: Option<Place>,
    /// Who carries them; the estate itself where nobody is told.
    pub carrier: Option<Carrier>,
}

/// The estate, as an invoice must name it (CGI, ann. II, art. 242 nonies A; C. com., art. R. 123-237 and R. 123-238).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// Its name.
    pub name: String,
    /// Its legal form, as it is written: `EARL`.
    pub legal_form: Option<String>,
    /// An entrepreneur in their own name: `EI` stands beside it (C. com., art. R. 526-27).
    pub sole_trader: bool,
    /// The capital of a company.
    pub capital_cents: Option<Money>,
    /// The town of its register of commerce (RCS).
    pub registry: Option<String>,
    /// Its nine digits in INSEE's register.
    pub siren: String,
    /// Its establishment: fourteen digits, of which the first nine are the SIREN.
    pub siret: Option<String>,
    /// Its number for VAT.
    pub vat_number: Option<String>,
    /// Its number as an authorised warehouse keeper (accise).
    pub accise: Option<String>,
    /// Where it is.
    pub address: PostalAddress,
    /// Where electronic invoices reach it; its SIREN where nothing is told.
    pub electronic_address: Option<ElectronicAddress>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Where it is paid.
    pub account: Option<BankAccount>,
}

/// Who buys, as an invoice names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerOnPaper {
    /// Of a company its name, of a person the full name.
    pub name: String,
    /// To whose attention.
    pub contact: Option<String>,
    /// The billing address.
    pub address: Option<PostalAddress>,
    /// Nine digits in INSEE's register.
    pub siren: Option<String>,
    /// Fourteen digits, of which the first nine are the SIREN.
    pub siret: Option<String>,
    /// Number for VAT.
    pub vat_number: Option<String>,
    /// Number as an operator in suspension of excise.
    pub accise: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where electronic invoices reach them; their SIREN, or else their e-mail, where nothing is told.
    pub electronic_address: Option<ElectronicAddress>,
}

/// Where goods go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What the place is called, or who receives there.
    pub name: Option<String>,
    /// Where it is.
    pub address: PostalAddress,
    /// The number of the warehouse (accise), where it is one.
    pub accise: Option<String>,
}

/// Who carries goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carrier {
    /// Name.
    pub name: String,
    /// Where they are.
    pub address: Option<PostalAddress>,
    /// Number as an operator in suspension of excise.
    pub accise: Option<String>,
}

/// An address anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// What stands above the town.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: String,
    /// Country.
    pub country: Country,
}

/// Where an electronic invoice goes (BT-34, BT-49).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectronicAddress {
    /// The scheme (EAS): `0225` for an address of the French directory, `EM` for e-mail.
    pub scheme: String,
    /// The address.
    pub id: String,
}

impl ElectronicAddress {
    /// The scheme of addresses in the directory of the French reform.
    pub const FRENCH_DIRECTORY: &'static str = "0225";

    /// The address of a French enterprise by its SIREN in the reform's directory.
    pub fn of_siren(siren: &str) -> Self {
        Self { scheme: Self::FRENCH_DIRECTORY.to_owned(), id: siren.to_owned() }
    }
}

impl Seller {
    /// Where electronic invoices reach it.
    pub fn endpoint(&self) -> ElectronicAddress {
        self.electronic_address.clone().unwrap_or_else(|| ElectronicAddress::of_siren(&self.siren))
    }
}

impl BuyerOnPaper {
    /// Where electronic invoices reach them; `None` for who has no address of that kind.
    pub fn endpoint(&self) -> Option<ElectronicAddress> {
        let by_siren = || self.siren.as_deref().map(ElectronicAddress::of_siren);
        let by_email = || {
            let id = self.email.clone()?;
            Some(ElectronicAddress { scheme: "EM".to_owned(), id })
        };
        self.electronic_address.clone().or_else(by_siren).or_else(by_email)
    }
}
