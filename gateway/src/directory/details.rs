use domain::policy;
use domain::units::Date;
use serde::{Deserialize, Serialize};

use super::{Kind, PartyRefusal};

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
    /// Where goods go; as the invoices when none is told.
    pub delivery_address: Option<Address>,
    /// SIREN, unchecked.
    pub siren: Option<String>,
    /// SIRET, unchecked.
    pub siret: Option<String>,
    /// Number for VAT, unchecked.
    pub vat_number: Option<String>,
    /// The language one writes to them in.
    pub language: Tongue,
    /// Whether they may be written to for marketing.
    pub marketing_consent: Option<Consent>,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and all that stands before the town.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: String,
    /// ISO 3166, two capital letters.
    pub country: String,
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

impl Details {
    /// The same trimmed, or why it does not fit.
    pub(super) fn checked(self, today: Date) -> Result<Self, PartyRefusal> {
        Ok(Self {
            kind: self.kind,
            name: policy::name(&self.name, 120).ok_or(PartyRefusal::Name)?,
            contact_name: optional(self.contact_name, 120, PartyRefusal::Contact)?,
            email: optional(self.email, 254, PartyRefusal::Email)?.map(email).transpose()?,
            phone: optional(self.phone, 40, PartyRefusal::Phone)?.map(phone).transpose()?,
            billing_address: self.billing_address.map(Address::checked).transpose()?,
            delivery_address: self.delivery_address.map(Address::checked).transpose()?,
            siren: identifier(self.siren)?,
            siret: identifier(self.siret)?,
            vat_number: identifier(self.vat_number)?,
            language: self.language,
            marketing_consent: self.marketing_consent.map(|consent| consent.checked(today)).transpose()?,
        })
    }
}

impl Address {
    fn checked(self) -> Result<Self, PartyRefusal> {
        let wrong = || PartyRefusal::Address;
        let lines: Option<Vec<String>> = self.lines.iter().map(|line| policy::name(line, 100)).collect();
        let lines = lines.filter(|lines| (1..=6).contains(&lines.len())).ok_or_else(wrong)?;
        let is_country = self.country.len() == 2 && self.country.bytes().all(|it| it.is_ascii_uppercase());
        if !is_country {
            return Err(wrong());
        }
        Ok(Self {
            lines,
            postal_code: optional(self.postal_code, 16, wrong())?,
            city: policy::name(&self.city, 100).ok_or_else(wrong)?,
            country: self.country,
        })
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

fn optional(
    text: Option<String>,
    most: usize,
    refusal: PartyRefusal,
) -> Result<Option<String>, PartyRefusal> {
    policy::optional(text.as_deref(), most).map_err(|_| refusal)
}

/// Only what is surely wrong is refused: whether an address works shows when a letter is sent.
fn email(text: String) -> Result<String, PartyRefusal> {
    let parts: Vec<&str> = text.split('@').collect();
    let fits = matches!(parts.as_slice(), [local, host] if !local.is_empty() && !host.is_empty())
        && !text.contains(char::is_whitespace);
    if fits { Ok(text) } else { Err(PartyRefusal::Email) }
}

fn phone(text: String) -> Result<String, PartyRefusal> {
    let fits = text.chars().filter(char::is_ascii_digit).count() >= 3
        && text.chars().all(|it| it.is_ascii_digit() || " +.-()/".contains(it));
    if fits { Ok(text) } else { Err(PartyRefusal::Phone) }
}

/// Letters and digits without the spaces that people write between them.
fn identifier(text: Option<String>) -> Result<Option<String>, PartyRefusal> {
    let joined = text.map(|text| text.split_whitespace().collect::<String>()).filter(|text| !text.is_empty());
    match joined {
        Some(text) if text.len() > 20 || !text.bytes().all(|it| it.is_ascii_alphanumeric()) => {
            Err(PartyRefusal::Identifier)
        }
        joined => Ok(joined),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> Details {
        Details {
            kind: Kind::Consumer,
            name: " Jeanne Martin ".to_owned(),
            contact_name: Some("  ".to_owned()),
            email: Some("jeanne@example.org".to_owned()),
            phone: Some("+33 (0)2 40 00 00 00".to_owned()),
            billing_address: None,
            delivery_address: None,
            siren: Some("123 456 789".to_owned()),
            siret: None,
            vat_number: None,
            language: Tongue::French,
            marketing_consent: None,
        }
    }

    fn checked(change: impl FnOnce(&mut Details)) -> Result<Details, PartyRefusal> {
        let mut details = details();
        change(&mut details);
        details.checked("2026-11-23".parse().unwrap())
    }

    #[test]
    fn what_is_entered_is_trimmed() {
        let details = checked(|_| ()).unwrap();
        assert_eq!((details.name.as_str(), details.contact_name), ("Jeanne Martin", None));
        assert_eq!(details.siren.as_deref(), Some("123456789"));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_own_code() {
        let address = |lines: Vec<&str>, city: &str, country: &str| {
            let lines = lines.into_iter().map(str::to_owned).collect();
            Some(Address { lines, postal_code: None, city: city.to_owned(), country: country.to_owned() })
        };
        let consent =
            |on: &str, how: &str| Some(Consent { given: true, on: on.parse().unwrap(), how: how.to_owned() });
        let text = |text: &str| Some(text.to_owned());
        for name in ["", " ", "a\0b", &"é".repeat(121)] {
            assert_eq!(checked(|it| it.name = name.to_owned()), Err(PartyRefusal::Name), "{name}");
        }
        for email in ["a", "@", "a@", "a@b@c", "a b@c", "\u{7}@c"] {
            assert_eq!(checked(|it| it.email = text(email)), Err(PartyRefusal::Email), "{email}");
        }
        for phone in ["12", "appelez", "0240000000;DROP"] {
            assert_eq!(checked(|it| it.phone = text(phone)), Err(PartyRefusal::Phone), "{phone}");
        }
        let wrong = [
            address(vec![], "Nantes", "FR"),
            address(vec!["1 rue"; 7], "Nantes", "FR"),
            address(vec![""], "Nantes", "FR"),
            address(vec!["1 rue"], "", "FR"),
            address(vec!["1 rue"], "Nantes", "fr"),
            address(vec!["1 rue"], "Nantes", "France"),
        ];
        for address in wrong {
            assert_eq!(checked(|it| it.billing_address = address.clone()), Err(PartyRefusal::Address));
            assert_eq!(checked(|it| it.delivery_address = address), Err(PartyRefusal::Address));
        }
        assert_eq!(checked(|it| it.contact_name = text(&"a".repeat(121))), Err(PartyRefusal::Contact));
        assert_eq!(checked(|it| it.siret = text(&"1".repeat(21))), Err(PartyRefusal::Identifier));
        assert_eq!(checked(|it| it.vat_number = text("FR-1")), Err(PartyRefusal::Identifier));
        assert_eq!(
            checked(|it| it.marketing_consent = consent("2026-11-23", " ")),
            Err(PartyRefusal::Consent)
        );
        let on = "2026-11-24".parse().unwrap();
        let tomorrow = checked(|it| it.marketing_consent = consent("2026-11-24", "Salon"));
        assert_eq!(tomorrow, Err(PartyRefusal::ConsentInFuture { on }));
    }
}
