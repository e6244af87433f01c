use domain::invoice::Language;
use domain::units::Date;
use serde::Serialize;

use crate::sale::cii::unnamed;
use crate::sale::{BuyerOnPaper, Look, Parties, Picture, PostalAddress, Seller, mentions};

/// A label and what stands beside it.
pub(crate) type Fact = (&'static str, String);

/// The head and the foot of a paper.
#[derive(Serialize)]
pub(crate) struct Letterhead {
    language: &'static str,
    /// What the file says of itself.
    title: String,
    dated: [u16; 3],
    ink: String,
    accent: String,
    logo: Option<String>,
    seller: Block,
    contact: Vec<String>,
    legal: String,
    page: &'static str,
}

/// Somebody with an address, under a label.
#[derive(Clone, Serialize)]
pub(crate) struct Block {
    label: &'static str,
    name: String,
    lines: Vec<String>,
    facts: Vec<Fact>,
}

/// The word of a language.
pub(crate) const fn of(language: Language, french: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::French => french,
        Language::English => english,
    }
}

/// The head and foot of a paper of that title and day.
pub(crate) fn letterhead(
    seller: &Seller,
    look: &Look,
    language: Language,
    title: String,
    on: Date,
) -> Letterhead {
    let contact = [&seller.phone, &seller.email, &seller.website];
    Letterhead {
        language: of(language, "fr", "en"),
        title,
        dated: [
            u16::try_from(on.year()).unwrap_or_default(),
            u16::from(on.month_number()),
            u16::from(on.calendar().day()),
        ],
        ink: look.ink.to_string(),
        accent: look.accent.to_string(),
        logo: look.logo.as_ref().map(Picture::file),
        seller: Block {
            label: of(language, "Vendeur", "Seller"),
            name: seller.name.clone(),
            lines: address(&seller.address, language),
            facts: numbers([
                (
                    if seller.siret.is_some() { "SIRET" } else { "SIREN" },
                    Some(seller.siret.as_ref().unwrap_or(&seller.siren)),
                ),
                (of(language, "TVA", "VAT"), seller.vat_number.as_ref()),
                (of(language, "Accise", "Excise"), seller.accise.as_ref()),
            ]),
        },
        contact: contact.into_iter().flatten().cloned().collect(),
        legal: mentions::legal_identity(seller, language),
        page: of(language, "Page", "Page"),
    }
}

/// Who is billed.
pub(crate) fn billed_to(buyer: Option<&BuyerOnPaper>, label: &'static str, language: Language) -> Block {
    let Some(buyer) = buyer else {
        let name = unnamed(language).to_owned();
        return Block { label, name, lines: Vec::new(), facts: Vec::new() };
    };
    let mut lines: Vec<String> = buyer.contact.iter().cloned().collect();
    lines.extend(buyer.address.iter().flat_map(|known| address(known, language)));
    let facts = numbers([
        ("SIREN", buyer.siren.as_ref()),
        (of(language, "TVA", "VAT"), buyer.vat_number.as_ref()),
        (of(language, "Accise", "Excise"), buyer.accise.as_ref()),
    ]);
    Block { label, name: buyer.name.clone(), lines, facts }
}

/// Where goods go; none where they go to the billing address.
pub(crate) fn delivered_to(parties: &Parties, language: Language) -> Option<Block> {
    let place = parties.delivery.as_ref()?;
    let name = place.name.clone().or_else(|| parties.buyer.as_ref().map(|buyer| buyer.name.clone()));
    Some(Block {
        label: of(language, "Livré à", "Delivered to"),
        name: name.unwrap_or_default(),
        lines: address(&place.address, language),
        facts: numbers([(of(language, "Accise", "Excise"), place.accise.as_ref())]),
    })
}

/// Who sends goods.
pub(crate) fn sent_by(seller: &Seller, language: Language) -> Block {
    Block {
        label: of(language, "Expéditeur", "Consignor"),
        name: seller.name.clone(),
        lines: address(&seller.address, language),
        facts: numbers([(of(language, "Accise", "Excise"), seller.accise.as_ref())]),
    }
}

/// Who carries goods; the estate itself where nobody is told.
pub(crate) fn carried_by(parties: &Parties, language: Language) -> Block {
    let label = of(language, "Transporteur", "Carrier");
    let Some(carrier) = &parties.carrier else { return sent_by(&parties.seller, language).labelled(label) };
    Block {
        label,
        name: carrier.name.clone(),
        lines: carrier.address.iter().flat_map(|known| address(known, language)).collect(),
        facts: numbers([(of(language, "Accise", "Excise"), carrier.accise.as_ref())]),
    }
}

impl Block {
    /// The same under another label.
    pub(crate) fn labelled(self, label: &'static str) -> Self {
        Self { label, ..self }
    }
}

/// The lines of an address; the country outside of France, by its name where we know it.
pub(crate) fn address(address: &PostalAddress, language: Language) -> Vec<String> {
    let mut lines = address.lines.clone();
    lines.push(match &address.postal_code {
        Some(code) => format!("{code} {}", address.city),
        None => address.city.clone(),
    });
    let code = address.country.to_string();
    if code != "FR" || language == Language::English {
        lines.push(country(&code, language).map_or(code, str::to_uppercase));
    }
    lines
}

fn numbers<const N: usize>(told: [(&'static str, Option<&String>); N]) -> Vec<Fact> {
    told.into_iter().filter_map(|(label, value)| Some((label, value?.clone()))).collect()
}

/// The name of a country; those that French wine goes to most (customs' statistics of 2025), and the Union.
fn country(code: &str, language: Language) -> Option<&'static str> {
    let known = COUNTRIES.iter().find(|(known, ..)| *known == code)?;
    Some(of(language, known.1, known.2))
}

const COUNTRIES: [(&str, &str, &str); 48] = [
    ("AE", "Émirats arabes unis", "United Arab Emirates"),
    ("AT", "Autriche", "Austria"),
    ("AU", "Australie", "Australia"),
    ("BE", "Belgique", "Belgium"),
    ("BG", "Bulgarie", "Bulgaria"),
    ("BR", "Brésil", "Brazil"),
    ("CA", "Canada", "Canada"),
    ("CH", "Suisse", "Switzerland"),
    ("CN", "Chine", "China"),
    ("CY", "Chypre", "Cyprus"),
    ("CZ", "Tchéquie", "Czechia"),
    ("DE", "Allemagne", "Germany"),
    ("DK", "Danemark", "Denmark"),
    ("EE", "Estonie", "Estonia"),
    ("ES", "Espagne", "Spain"),
    ("FI", "Finlande", "Finland"),
    ("FR", "France", "France"),
    ("GB", "Royaume-Uni", "United Kingdom"),
    ("GR", "Grèce", "Greece"),
    ("HK", "Hong Kong", "Hong Kong"),
    ("HR", "Croatie", "Croatia"),
    ("HU", "Hongrie", "Hungary"),
    ("IE", "Irlande", "Ireland"),
    ("IL", "Israël", "Israel"),
    ("IN", "Inde", "India"),
    ("IT", "Italie", "Italy"),
    ("JP", "Japon", "Japan"),
    ("KR", "Corée du Sud", "South Korea"),
    ("LT", "Lituanie", "Lithuania"),
    ("LU", "Luxembourg", "Luxembourg"),
    ("LV", "Lettonie", "Latvia"),
    ("MC", "Monaco", "Monaco"),
    ("MT", "Malte", "Malta"),
    ("MX", "Mexique", "Mexico"),
    ("NL", "Pays-Bas", "Netherlands"),
    ("NO", "Norvège", "Norway"),
    ("NZ", "Nouvelle-Zélande", "New Zealand"),
    ("PL", "Pologne", "Poland"),
    ("PT", "Portugal", "Portugal"),
    ("RO", "Roumanie", "Romania"),
    ("SE", "Suède", "Sweden"),
    ("SG", "Singapour", "Singapore"),
    ("SI", "Slovénie", "Slovenia"),
    ("SK", "Slovaquie", "Slovakia"),
    ("TH", "Thaïlande", "Thailand"),
    ("TW", "Taïwan", "Taiwan"),
    ("US", "États-Unis", "United States"),
    ("ZA", "Afrique du Sud", "South Africa"),
];
