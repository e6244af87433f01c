use documents::customers::{Consent as ToldConsent, Customer, CustomerKind, CustomerTongue, PostalAddress};
use uuid::Uuid;

use crate::directory::numbers::FRENCH_DIRECTORY;
use crate::directory::{Address, Consent, DeliveryAddress, Details, ElectronicAddress, Kind, Tongue};

/// How consent is known that the list tells without its source.
const FROM_A_LIST: &str = "Fichier importé";

/// A customer as a row alone has it. `place` is the id of a delivery address that is new.
pub(super) fn entered(row: &Customer, place: Uuid) -> Details {
    let has_numbers =
        row.siren.is_some() || row.siret.is_some() || row.vat_number.is_some() || row.accise.is_some();
    let nobody = Details {
        kind: if has_numbers { Kind::Company } else { Kind::Consumer },
        name: String::new(),
        contact_name: None,
        email: None,
        phone: None,
        billing_address: None,
        delivery_addresses: Vec::new(),
        siren: None,
        siret: None,
        vat_number: None,
        accise: None,
        electronic_address: None,
        payment_days: None,
        price_list: None,
        language: Tongue::French,
        marketing_consent: None,
    };
    with(nobody, row, place)
}

/// A customer with what the row tells: what it leaves empty stays.
pub(super) fn with(known: Details, row: &Customer, place: Uuid) -> Details {
    Details {
        kind: row.kind.map_or(known.kind, kind),
        name: row.name.clone().unwrap_or(known.name),
        contact_name: row.contact.clone().or(known.contact_name),
        email: row.email.clone().or(known.email),
        phone: row.phone.clone().or(known.phone),
        billing_address: row.billing.clone().map(address).or(known.billing_address),
        delivery_addresses: delivery(
            known.delivery_addresses,
            row.delivery.clone().map(address),
            row.delivery_label.clone(),
            place,
        ),
        siren: row.siren.clone().or(known.siren),
        siret: row.siret.clone().or(known.siret),
        vat_number: row.vat_number.clone().or(known.vat_number),
        accise: row.accise.clone().or(known.accise),
        electronic_address: row.electronic.clone().map(electronic).or(known.electronic_address),
        payment_days: row.payment_days.or(known.payment_days),
        price_list: row.price_list.clone().or(known.price_list),
        language: row.tongue.map_or(known.language, tongue),
        marketing_consent: row.consent.clone().map(consent).or(known.marketing_consent),
    }
}

/// The delivery addresses with the one that the row tells: in the place of one of that label or of that address, or at
/// the end. None is ever taken away.
fn delivery(
    mut known: Vec<DeliveryAddress>,
    told: Option<Address>,
    label: Option<String>,
    place: Uuid,
) -> Vec<DeliveryAddress> {
    let Some(address) = told else { return known };
    let is_same = |it: &&mut DeliveryAddress| (label.is_some() && it.label == label) || it.address == address;
    match known.iter_mut().find(is_same) {
        Some(same) => {
            same.address = address;
            same.label = label.or_else(|| same.label.take());
        }
        None => known.push(DeliveryAddress { id: place, label, address }),
    }
    known
}

fn address(told: PostalAddress) -> Address {
    let PostalAddress { lines, postal_code, city, country } = told;
    Address { lines, postal_code, city, country: country.to_string() }
}

fn electronic((scheme, id): (Option<String>, String)) -> ElectronicAddress {
    ElectronicAddress { scheme: scheme.unwrap_or_else(|| FRENCH_DIRECTORY.to_owned()), id }
}

fn consent(told: ToldConsent) -> Consent {
    let how = told.how.unwrap_or_else(|| FROM_A_LIST.to_owned());
    Consent { given: told.given, on: told.on, how }
}

const fn kind(told: CustomerKind) -> Kind {
    match told {
        CustomerKind::Company => Kind::Company,
        CustomerKind::Consumer => Kind::Consumer,
        CustomerKind::Supplier => Kind::Supplier,
        CustomerKind::Carrier => Kind::Carrier,
    }
}

const fn tongue(told: CustomerTongue) -> Tongue {
    match told {
        CustomerTongue::French => Tongue::French,
        CustomerTongue::English => Tongue::English,
    }
}
