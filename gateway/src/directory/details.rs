use domain::policy;
use domain::units::Date;
use serde::{Deserialize, Serialize};

use super::{Address, DeliveryAddress, ElectronicAddress, Kind, PartyRefusal, numbers, terms};

/// Everything that can be entered on a party, in full: an update replaces all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Details {
    /// What it is.
    pub kind: Kind,
    /// Of a company its name, of a person the full name.
    pub name: String,
    /// Whom one speaks to there.
    pub contact_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Where invoices go.
    pub billing_address: Option<Address>,
    /// Where goods may go, the usual place first; as the invoices when none is told.
    pub delivery_addresses: Vec<DeliveryAddress>,
    /// SIREN. It follows from the SIRET, or a French VAT number, when it is not told.
    pub siren: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Number for VAT.
    pub vat_number: Option<String>,
    /// Number of an operator in suspension of excise.
    pub accise: Option<String>,
    /// Where electronic invoices go, when it does not follow from the SIREN.
    pub electronic_address: Option<ElectronicAddress>,
    /// Days from the invoice within which they pay; as the law has it when it is not told.
    pub payment_days: Option<i32>,
    /// The code of the price list that they buy by.
    pub price_list: Option<String>,
    /// The language one writes to them in.
    pub language: Tongue,
    /// Whether they may be written to for marketing.
    pub marketing_consent: Option<Consent>,
}

/// Whether a person agreed, when, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Agreed, or refused.
    pub given: bool,
    /// When.
    pub on: Date,
    /// By which means: a form, a word at the counter.
    pub how: String,
}

/// A language of letters and invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tongue {
    /// French.
    #[serde(rename = "FR")]
    French,
    /// English.
    #[serde(rename = "EN")]
    English,
}

impl From<Tongue> for domain::invoice::Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::French => Self::French,
            Tongue::English => Self::English,
        }
    }
}

/// What of a party something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What it is.
    Kind,
    /// Its name.
    Name,
    /// Whom one speaks to.
    Contact,
    /// E-mail address.
    Email,
    /// Telephone.
    Phone,
    /// Where invoices go.
    BillingAddress,
    /// Where goods go.
    DeliveryAddress,
    /// SIREN.
    Siren,
    /// SIRET.
    Siret,
    /// Number for VAT.
    VatNumber,
    /// Number of an operator in suspension of excise.
    Accise,
    /// Where electronic invoices go.
    ElectronicAddress,
    /// Days to pay.
    PaymentDays,
    /// The price list.
    PriceList,
    /// Consent to marketing.
    Consent,
}

/// Something that does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// Why.
    pub refusal: PartyRefusal,
}

/// What does not fit, as it is found.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn tell(&mut self, field: Field, refusal: PartyRefusal) {
        self.0.push(Fault { field, refusal });
    }

    /// The value; one that does not fit is told, and left out.
    fn keep<T: Default>(&mut self, field: Field, checked: Result<T, PartyRefusal>) -> T {
        checked.unwrap_or_else(|refusal| {
            self.tell(field, refusal);
            T::default()
        })
    }
}

impl Details {
    /// The same as it is kept, or the first reason why it does not fit.
    pub(super) fn checked(self, today: Date) -> Result<Self, PartyRefusal> {
        let (kept, faults) = self.held(today);
        faults.into_iter().next().map_or(Ok(kept), |fault| Err(fault.refusal))
    }

    /// The same as it is kept, without what does not fit, and all that does not.
    pub(super) fn held(self, today: Date) -> (Self, Vec<Fault>) {
        let mut faults = Faults::default();
        let name = faults.keep(Field::Name, policy::name(&self.name, 120).ok_or(PartyRefusal::Name));
        let contact_name =
            faults.keep(Field::Contact, optional(self.contact_name, 120, PartyRefusal::Contact));
        let email = optional(self.email, 254, PartyRefusal::Email);
        let email = faults.keep(Field::Email, email.and_then(|text| text.map(email_address).transpose()));
        let phone = optional(self.phone, 40, PartyRefusal::Phone);
        let phone = faults.keep(Field::Phone, phone.and_then(|text| text.map(telephone).transpose()));
        let billing = self.billing_address.map(Address::checked).transpose();
        let billing_address = faults.keep(Field::BillingAddress, billing);
        let delivery = DeliveryAddress::all_checked(self.delivery_addresses);
        let delivery_addresses = faults.keep(Field::DeliveryAddress, delivery);
        let numbers = Numbers::held(
            (self.siren, self.siret, self.vat_number),
            billing_address.as_ref().map(|address| address.country.as_str()),
            &mut faults,
        );
        let accise = faults.keep(Field::Accise, numbers::accise(self.accise));
        if self.kind == Kind::Consumer && (numbers.is_any() || accise.is_some()) {
            faults.tell(Field::Kind, PartyRefusal::ConsumerWithNumbers);
        }
        let electronic = self
            .electronic_address
            .map(|told| told.checked(numbers.siren.as_deref(), numbers.siret.as_deref()));
        let electronic_address =
            faults.keep(Field::ElectronicAddress, electronic.transpose().map(Option::flatten));
        let payment_days = faults.keep(Field::PaymentDays, terms::days(self.kind, self.payment_days));
        let price_list = faults.keep(Field::PriceList, terms::price_list(self.price_list));
        let consent = self.marketing_consent.map(|consent| consent.checked(today)).transpose();
        let marketing_consent = faults.keep(Field::Consent, consent);
        let Numbers { siren, siret, vat_number } = numbers;
        let kept = Self {
            kind: self.kind,
            name,
            contact_name,
            email,
            phone,
            billing_address,
            delivery_addresses,
            siren,
            siret,
            vat_number,
            accise,
            electronic_address,
            payment_days,
            price_list,
            language: self.language,
            marketing_consent,
        };
        (kept, faults.0)
    }
}

/// The numbers of an enterprise, which are of one another.
struct Numbers {
    siren: Option<String>,
    siret: Option<String>,
    vat_number: Option<String>,
}

impl Numbers {
    fn held(
        (siren, siret, vat_number): (Option<String>, Option<String>, Option<String>),
        country: Option<&str>,
        faults: &mut Faults,
    ) -> Self {
        let siret = faults.keep(Field::Siret, numbers::siret(siret));
        let vat_number = faults.keep(Field::VatNumber, numbers::vat_number(vat_number, country));
        let of_vat_number = vat_number.as_deref().and_then(numbers::siren_of);
        // As their keys hold, both begin with a SIREN.
        let of_siret = siret.as_ref().and_then(|siret| siret.as_str().get(..9).map(str::to_owned));
        let told = faults.keep(Field::Siren, numbers::siren(siren)).map(String::from);
        let siren = told.or(of_siret).or_else(|| of_vat_number.clone().map(String::from));
        let is_other = |number: &str| siren.as_deref().is_some_and(|siren| siren != number);
        if siret.as_ref().and_then(|siret| siret.as_str().get(..9)).is_some_and(is_other) {
            faults.tell(Field::Siret, PartyRefusal::SiretOfOther);
        }
        if of_vat_number.is_some_and(|of| is_other(of.as_str())) {
            faults.tell(Field::VatNumber, PartyRefusal::VatNumberOfOther);
        }
        Self { siren, siret: siret.map(String::from), vat_number }
    }

    const fn is_any(&self) -> bool {
        self.siren.is_some() || self.siret.is_some() || self.vat_number.is_some()
    }
}

impl Consent {
    fn checked(self, today: Date) -> Result<Self, PartyRefusal> {
        if self.on > today {
            return Err(PartyRefusal::ConsentInFuture { on: self.on });
        }
        Ok(Self { how: policy::name(&self.how, 250).ok_or(PartyRefusal::Consent)?, ..self })
    }
}

pub(super) fn optional(
    text: Option<String>,
    most: usize,
    refusal: PartyRefusal,
) -> Result<Option<String>, PartyRefusal> {
    policy::optional(text.as_deref(), most).map_err(|_| refusal)
}

/// Only what is surely wrong is refused: whether an address works shows when a letter is sent.
fn email_address(text: String) -> Result<String, PartyRefusal> {
    let parts: Vec<&str> = text.split('@').collect();
    let fits = matches!(parts.as_slice(), [local, host] if !local.is_empty() && !host.is_empty())
        && !text.contains(char::is_whitespace);
    if fits { Ok(text) } else { Err(PartyRefusal::Email) }
}

fn telephone(text: String) -> Result<String, PartyRefusal> {
    let fits = text.chars().filter(char::is_ascii_digit).count() >= 3
        && text.chars().all(|it| it.is_ascii_digit() || " +.-()/".contains(it));
    if fits { Ok(text) } else { Err(PartyRefusal::Phone) }
}
