use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::documents as doc;
use super::teller::{Teller, Untrue};

/// A lighthouse between two waves.
const LOGO: &[u8] = include_bytes!("vigie.svg");

/// The estate states who it is. Its numbers are invented, with keys that hold.
pub(super) async fn describe(teller: &mut Teller) -> Result<(), Untrue> {
    let identity = |siren: &str| {
        json!({ "identity": {
            "legalForm": "EARL", "siren": siren, "siret": "999 999 998 00019", "vatNumber": "FR 11 999 999 998",
            "address": { "lines": ["1 chemin de la Vigie"], "postalCode": "44330", "commune": "Vallet" },
            "region": "LOIRE_VALLEY",
        } })
    };
    let described = teller.command(doc::DESCRIBE_ESTATE, identity("999 999 998")).await?;
    teller.same("SIREN", &described["estate"]["siren"], &json!("999999998"))?;
    teller.same("SIRET", &described["estate"]["siret"], &json!("99999999800019"))?;
    teller.step("Identité : EARL, SIREN 999 999 998, TVA FR11999999998, à Vallet, Val de Loire");
    let sentence = teller.refused(doc::DESCRIBE_ESTATE, identity("999 999 989"), "SIREN_INVALID").await?;
    teller.say(format!("       refusé : {sentence}"));
    dress(teller).await
}

/// The papers bear where the estate is reached and paid, and its logo. The IBAN is the one that the registry of ISO 13616 shows.
async fn dress(teller: &mut Teller) -> Result<(), Untrue> {
    let letterhead = json!({ "letterhead": {
        "phone": "02 40 00 00 00", "email": "chai@vigie.example", "website": "vigie.example",
        "iban": "FR14 2004 1010 0505 0001 3M02 606", "bic": "PSSTFRPPPAR", "ink": "#1f3a5f", "accent": "#b08d3c",
    } });
    let set = teller.command(doc::SET_LETTERHEAD, letterhead).await?;
    let iban = &set["estate"]["letterhead"]["iban"];
    teller.same("IBAN", iban, &json!("FR1420041010050500013M02606"))?;
    let hung = teller.command(doc::SET_LOGO, json!({ "file": STANDARD.encode(LOGO) })).await?;
    teller.same("logo", &hung["estate"]["logo"]["mediaType"], &json!("image/svg+xml"))?;
    teller.step("Papier à en-tête : téléphone, IBAN, deux couleurs et un logo, essayé avant d'être pris");
    Ok(())
}
