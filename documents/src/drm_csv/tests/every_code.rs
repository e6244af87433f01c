//! Every code has a case, its parameters, and a message.

use std::collections::BTreeSet;

use super::codes::{annexe, capsule, establishment, movement, product_and_account, shape};
use super::sheet::{places, sheet};
use crate::drm_csv::{CODES, RowError, read, to_return};

/// The one case that asks for a file of another portal.
const NO_BUYER: &str = "\
CAVE,202608,12345601,,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,stocks_debut,initial,10,,,
CAVE,202608,12345601,,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,creationvrac,1,,,
CAVE,202608,12345601,,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,stocks_fin,final,9,,,
";

fn errors(bytes: &[u8]) -> Vec<RowError> {
    read(bytes).and_then(|file| to_return(&file)).err().unwrap_or_default()
}

#[test]
fn every_code_is_told_by_some_file() {
    let families = [establishment(), shape(), product_and_account(), movement(), capsule(), annexe()];
    let files: Vec<Vec<u8>> =
        families.into_iter().flatten().map(|(sheet, ..)| sheet.text().into_bytes()).collect();
    let endless = "x,\n".repeat(1_001);
    let nowhere = sheet().set(2, 16, "export").set(2, 18, "Atlantide").text();
    let others =
        [b"%PDF-1.7", &b"CAVE;Ros\x82"[..], b"", NO_BUYER.as_bytes(), endless.as_bytes(), nowhere.as_bytes()];
    let all = files.iter().map(Vec::as_slice).chain(others);
    let told: BTreeSet<&str> = all.flat_map(errors).map(|error| error.problem.code()).collect();
    let missing: Vec<_> = CODES.into_iter().filter(|code| !told.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_buyer_stands_for_a_contract() {
    assert_eq!(places(&errors(NO_BUYER.as_bytes())), [("DRM_CSV_BUYER_MISSING", 2, Some(19))]);
    let bought = NO_BUYER.replace("creationvrac,1,,,", "creationvrac,1,,,,250,FR0000000009N,Négoce & fils");
    let file = read(bought.as_bytes()).unwrap();
    let sale = file.accounts[0].movements[0].sale.as_ref().unwrap();
    assert_eq!(sale.price.unwrap().cents(), 25_000);
    assert_eq!(sale.buyer_name.as_deref(), Some("Négoce & fils"));
}

#[test]
fn parameters_say_what_a_sentence_needs() {
    let params = |sheet: super::sheet::Sheet| {
        let errors = sheet.errors();
        let params = errors[0].problem.params();
        (params, errors[0].value.clone())
    };
    let (balance, value) = params(sheet().set(3, 17, "9"));
    let expected =
        [("label", "Muscadet"), ("opening", "10"), ("entries", "0"), ("exits", "1.5"), ("expected", "8.5")];
    assert_eq!(balance, expected.map(|(name, value)| (name, value.to_owned())));
    assert_eq!(value, "9");
    let (nearest, value) = params(sheet().set(2, 16, "ventefrancebouteilecrd"));
    assert_eq!(nearest, [("nearest", "ventefrancebouteillecrd".to_owned())]);
    assert_eq!(value, "ventefrancebouteilecrd");
    let (misplaced, _) = params(sheet().set(2, 16, "achatcrd"));
    assert_eq!(misplaced, [("regime", "suspendu".to_owned()), ("category", "entrees".to_owned())]);
    let (differs, _) = params(sheet().set(6, 2, "202607"));
    assert_eq!(differs, [("period", "2026-08".to_owned()), ("first_line", "1".to_owned())]);
    let (far, _) = params(sheet().set(2, 16, "zzz"));
    assert_eq!(far, []);
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let sheet = sheet().set(8, 17, "0").set(2, 17, "-1").set(5, 7, "75").set(2, 16, "x").set(3, 2, "08");
    let expected = [
        ("DRM_CSV_MOVEMENT_UNKNOWN", 2, Some(16)),
        ("DRM_CSV_VOLUME_NEGATIVE", 2, Some(17)),
        ("DRM_CSV_PERIOD_FORMAT", 3, Some(2)),
        ("DRM_CSV_CAPSULE_SIZE", 5, Some(7)),
        ("DRM_CSV_ANNEXE_NUMBER_FORMAT", 8, Some(17)),
    ];
    assert_eq!(places(&sheet.errors()), expected);
    let told: Vec<String> = sheet.errors().iter().map(ToString::to_string).collect();
    assert_eq!(
        told[1],
        "line 2, column 17 (VOLUME / QUANTITE / VALEUR): DRM_CSV_VOLUME_NEGATIVE: \"-1\": a volume below zero"
    );
}
