//! How the books of the sales are kept and what stands on the papers: settings of the estate.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::downloads::{get, ordered, words};
use crate::support::commands::{
    DESCRIBE_ESTATE, ISSUE_INVOICE, SELL_AT_COUNTER, SET_BOOKKEEPING, SET_LETTERHEAD, SET_LOGO,
};
use crate::support::{House, id};

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#1a3d2e"/></svg>"##;

fn logo(file: &[u8]) -> Value {
    json!({ "file": STANDARD.encode(file) })
}

/// Six bottles that somebody bought at the counter; the path of the invoice's paper.
async fn sold(house: &House) -> String {
    let lot = house.lot("L24-02", 600).await;
    let line = json!({ "lotId": lot, "bottles": 6, "unitPrice": "8.50" });
    let sold = json!({ "lines": [line], "means": "CARD", "occurredOn": "2025-09-20" });
    format!("/invoices/{}/pdf", id(&house.command(&SELL_AT_COUNTER, sold).await["invoice"]))
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test]
async fn the_papers_bear_the_letterhead_and_those_taken_out_stay() {
    let house = House::open().await;
    house.described().await;
    let before = sold(&house).await;
    let first = get(&house.client, &before).await;
    assert_eq!(first.status, StatusCode::OK);
    let letterhead = json!({ "letterhead": {
        "capital": "8000", "registry": "Nantes", "phone": "02 40 00 00 00", "email": "chai@example.org",
        "electronicAddress": "000000018_CHAI", "iban": "FR14 2004 1010 0505 0001 3M02 606", "bic": "PSSTFRPPPAR",
        "ink": "#1a3d2e" } });
    let set = house.command(&SET_LETTERHEAD, letterhead).await["estate"]["letterhead"].clone();
    assert_eq!(
        (&set["iban"], &set["ink"], &set["capital"]),
        (&json!("FR1420041010050500013M02606"), &json!("#1a3d2e"), &json!("8000.00"))
    );
    let hung = house.command(&SET_LOGO, logo(SVG.as_bytes())).await["estate"]["logo"].clone();
    assert_eq!((&hung["mediaType"], &hung["file"]), (&json!("image/svg+xml"), &json!(STANDARD.encode(SVG))));
    assert_eq!(get(&house.client, &before).await.bytes, first.bytes, "what was taken out stays as it is");
    let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": "12" });
    let visit = json!({ "charges": [charge], "issuedOn": "2025-09-21" });
    let visit = id(&house.command(&ISSUE_INVOICE, visit).await["invoice"]);
    let paper = get(&house.client, &format!("/invoices/{visit}/pdf")).await;
    let Some(read) = words(&paper.bytes).map(|read| plain(&read)) else { return };
    for told in ["02 40 00 00 00", "chai@example.org", "FR14 2004 1010", "RCS Nantes", "8 000"] {
        assert!(read.contains(told), "{told}: {read}");
    }
    let file = get(&house.client, &format!("/invoices/{visit}/xml")).await;
    assert!(file.text.contains("000000018_CHAI"), "{}", file.text);
    house.command(&SET_LOGO, json!({})).await;
    assert_eq!(house.ask("{ estate { logo { sha256 } } }", json!({})).await["estate"]["logo"], Value::Null);
    house.audit().await;
}

#[tokio::test]
async fn the_journal_is_booked_on_the_accounts_of_the_estate() {
    let house = House::open().await;
    house.described().await;
    sold(&house).await;
    let account =
        |purpose: &str, number: &str| json!({ "purpose": purpose, "number": number, "label": "À nous" });
    let own =
        json!({ "bookkeeping": { "accounts": [account("WINE", "701100"), account("VAT_20", "445720")] } });
    let set = house.command(&SET_BOOKKEEPING, own).await["estate"]["bookkeeping"].clone();
    let all = set["accounts"].as_array().unwrap();
    assert_eq!((all.len(), all.iter().filter(|it| it["usual"] == json!(false)).count()), (21, 2), "{set}");
    let journal = get(&house.client, "/books/2025-09/fec").await.text;
    for told in ["\t701100\tÀ nous\t", "\t445720\tÀ nous\t", "\t411000\tClients\t"] {
        assert!(journal.contains(told), "{told}: {journal}");
    }
    let wrong = json!({ "bookkeeping": { "accounts": [account("BANK", "411000")] } });
    house.refused(&SET_BOOKKEEPING, wrong, "ACCOUNT_NUMBER_INVALID").await;
}

#[tokio::test]
async fn who_charges_no_vat_shows_none_on_any_paper() {
    let house = House::open().await;
    let (order, _) = ordered(&house).await;
    let none = json!({ "bookkeeping": { "smallBusiness": true } });
    house.command(&SET_BOOKKEEPING, none).await;
    let confirmation = get(&house.client, &format!("/orders/{order}/confirmation")).await;
    assert_eq!(confirmation.status, StatusCode::OK);
    if let Some(read) = words(&confirmation.bytes).map(|read| plain(&read)) {
        assert!(read.contains("459,00") && !read.contains("550,80"), "{read}");
    }
    let customer = house.ask("{ orders { edges { node { customer { id } } } } }", json!({})).await;
    let customer = customer["orders"]["edges"][0]["node"]["customer"]["id"].clone();
    let issue = json!({ "orderId": order, "customerId": customer, "issuedOn": "2025-09-22" });
    let invoice = house.command(&ISSUE_INVOICE, issue).await["invoice"].clone();
    assert_eq!((&invoice["gross"], &invoice["vatAmount"]), (&json!("183.60"), &json!("0.00")));
}

#[tokio::test]
async fn vat_is_charged_under_a_number() {
    let house = House::open().await;
    let identity = json!({ "identity": {
        "legalForm": "EARL", "siren": "000000018", "siret": "00000001800010", "region": "LOIRE_VALLEY",
        "address": { "lines": ["1 rue du Port"], "postalCode": "44330", "commune": "Vallet" } } });
    house.command(&DESCRIBE_ESTATE, identity).await;
    let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": "12" });
    let input = json!({ "charges": [charge], "issuedOn": "2025-09-15" });
    house.refused(&ISSUE_INVOICE, input.clone(), "SELLER_VAT_NUMBER_MISSING").await;
    house.command(&SET_BOOKKEEPING, json!({ "bookkeeping": { "smallBusiness": true } })).await;
    let invoice = house.command(&ISSUE_INVOICE, input).await["invoice"].clone();
    assert_eq!(invoice["gross"], json!("12.00"));
    let paper = get(&house.client, &format!("/invoices/{}/pdf", id(&invoice))).await;
    assert_eq!(paper.status, StatusCode::OK, "{}", paper.text);
}

#[tokio::test]
async fn a_paper_of_who_has_not_said_who_they_are_says_what_to_do() {
    let house = House::open().await;
    let lot = house.lot("L24-03", 60).await;
    let order = house.order(&lot, 6, "2025-09-20").await;
    let answer = get(&house.client, &format!("/orders/{order}/confirmation")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("SELLER_NOT_DESCRIBED"), "{}", answer.text);
}

#[tokio::test]
async fn a_letterhead_that_does_not_fit_is_refused_and_nothing_is_kept() {
    let house = House::open().await;
    let told = |field: &str, value: &str| json!({ "letterhead": { field: value } });
    house.refused(&SET_LETTERHEAD, told("phone", "02"), "LETTERHEAD_BEFORE_IDENTITY").await;
    house.described().await;
    for (field, value, code) in [
        ("iban", "FR14", "IBAN_INVALID"),
        ("ink", "#ffffff", "INK_TOO_PALE"),
        ("accent", "gold", "COLOUR_INVALID"),
        ("electronicAddress", "000000026", "ELECTRONIC_ADDRESS_OF_OTHER"),
        ("email", "chai", "LETTERHEAD_TEXT_INVALID"),
        ("capital", "0", "CAPITAL_INVALID"),
    ] {
        house.refused(&SET_LETTERHEAD, told(field, value), code).await;
    }
    house.refused(&SET_LOGO, json!({ "file": "§" }), "LOGO_UNREADABLE").await;
    house.refused(&SET_LOGO, logo(b"<svg this is none"), "LOGO_UNREADABLE").await;
    house.refused(&SET_LOGO, logo(&[0x89, b'P', b'N', b'G']), "LOGO_UNREADABLE").await;
    house.refused(&SET_LOGO, logo(&vec![0xff; 300 * 1024]), "LOGO_TOO_LARGE").await;
}
