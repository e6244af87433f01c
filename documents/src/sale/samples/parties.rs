use domain::identity::{Siren, VatNumber};
use domain::letterhead::BankAccount;
use domain::terms::Country;
use domain::units::Money;

use super::random::Random;
use crate::sale::{BuyerOnPaper, Carrier, Parties, Place, PostalAddress, Seller};

const TOWNS: [(&str, &str); 6] = [
    ("44000", "Nantes"),
    ("75011", "Paris"),
    ("69002", "Lyon"),
    ("37270", "Montlouis-sur-Loire"),
    ("49400", "Saumur"),
    ("13100", "Aix-en-Provence"),
];

const COMPANIES: [&str; 6] = [
    "Cave du Pont Neuf",
    "Les Caves de l’Erdre & Fils",
    "Restaurant « L’Œil de Perdrix »",
    "Épicerie Fine du Château",
    "Brasserie de la Gare",
    "Comptoir des Vignerons Réunis, Négoce et Distribution de Vins Fins de Loire",
];

/// Nine digits of which the last is the key of Luhn.
fn siren(base: i64) -> String {
    let digits = format!("{:08}", base.rem_euclid(100_000_000));
    let sum: u32 = digits
        .bytes()
        .zip(0..)
        .map(|(byte, at)| {
            let digit = u32::from(byte - b'0') * (1 + at % 2);
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

fn address(street: &str, postal_code: &str, city: &str, country: &str) -> Option<PostalAddress> {
    Some(PostalAddress {
        lines: vec![street.to_owned()],
        postal_code: Some(postal_code.to_owned()),
        city: city.to_owned(),
        country: Country::parse(country)?,
    })
}

/// The estate of the demo. Below the threshold of VAT it has no number for it.
pub(super) fn seller(charges_vat: bool) -> Option<Seller> {
    let siren = siren(99_999_999);
    let vat_number = Siren::parse(&siren).ok().map(|siren| VatNumber::of(&siren).to_string());
    Some(Seller {
        name: "Domaine des Trois Cuves".to_owned(),
        legal_form: Some("EARL".to_owned()),
        sole_trader: false,
        capital_cents: Some(Money::from_cents(5_000_000)),
        registry: Some("Nantes".to_owned()),
        siret: Some(format!("{siren}00019")),
        siren,
        vat_number: vat_number.filter(|_| charges_vat),
        accise: Some("FR0000000002V".to_owned()),
        address: address("12 chemin des Vignes", "44330", "Vallet", "FR")?,
        electronic_address: None,
        phone: Some("02 99 00 00 00".to_owned()),
        email: Some("cave@trois-cuves.example".to_owned()),
        website: Some("trois-cuves.example".to_owned()),
        account: Some(BankAccount {
            iban: "FR76 3000 6000 0112 3456 7890 189".to_owned(),
            bic: Some("AGRIFRPP".to_owned()),
        }),
    })
}

pub(super) fn company(random: &mut Random) -> Option<BuyerOnPaper> {
    let (postal_code, city) = random.one(&TOWNS)?;
    let siren = siren(random.within(10_000_000, 89_999_999));
    let vat_number = Siren::parse(&siren).ok().map(|siren| VatNumber::of(&siren).to_string());
    Some(BuyerOnPaper {
        name: random.one(&COMPANIES)?.to_owned(),
        contact: Some("Service des achats".to_owned()).filter(|_| random.within(0, 1) == 0),
        address: address(&format!("{} rue du Marché", random.within(1, 99)), postal_code, city, "FR"),
        siret: Some(format!("{siren}00012")),
        siren: Some(siren),
        vat_number,
        accise: None,
        email: None,
        electronic_address: None,
    })
}

pub(super) fn consumer(random: &mut Random) -> Option<BuyerOnPaper> {
    let (postal_code, city) = random.one(&TOWNS)?;
    Some(BuyerOnPaper {
        name: "Camille Exemple".to_owned(),
        contact: None,
        address: address(&format!("{} allée des Tilleuls", random.within(1, 99)), postal_code, city, "FR"),
        siren: None,
        siret: None,
        vat_number: None,
        accise: None,
        email: Some("camille@exemple.example".to_owned()).filter(|_| random.within(0, 1) == 0),
        electronic_address: None,
    })
}

/// A buyer in another country.
pub(super) fn abroad(country: &str) -> BuyerOnPaper {
    let (name, street, postal_code, city, vat_number) = match country {
        "BE" => ("Wijnhuis De Kelder BV", "Grote Markt 7", "2000", "Antwerpen", Some("BE0123456749")),
        "DE" => ("Weinhandlung Müller GmbH", "Königsallee 12", "40212", "Düsseldorf", Some("DE123456788")),
        "US" => ("Blue Door Wine Imports LLC", "1200 Harbor Street", "02110", "Boston", None),
        _ => ("Maple Cellars Ltd", "45 Queen Street", "M5V 2A1", "Toronto", None),
    };
    BuyerOnPaper {
        name: name.to_owned(),
        contact: None,
        address: address(street, postal_code, city, country),
        siren: None,
        siret: None,
        vat_number: vat_number.map(ToOwned::to_owned),
        accise: Some(format!("{country}00000000017")).filter(|_| vat_number.is_some()),
        email: Some("orders@buyer.example".to_owned()),
        electronic_address: None,
    }
}

/// Both sides, goods to another place, a carrier.
pub(super) fn travelling(seller: Seller, buyer: BuyerOnPaper) -> Option<Parties> {
    let delivery = Place {
        name: Some("Entrepôt Sud, quai 4".to_owned()),
        address: address("3 avenue de l’Industrie", "69200", "Vénissieux", "FR")?,
        accise: Some("FR000000000AB".to_owned()),
    };
    let carrier = Carrier {
        name: "Transports de l’Ouest".to_owned(),
        address: address("ZA des Landes", "44190", "Clisson", "FR"),
        accise: None,
    };
    Some(Parties { seller, buyer: Some(buyer), delivery: Some(delivery), carrier: Some(carrier) })
}
