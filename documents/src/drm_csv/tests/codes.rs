//! One mistake a case, and where it is told: code, line, column.

use super::sheet::{CAPSULE, DOCUMENTS, Sheet, WINE, places, sheet};

/// A sheet with one mistake, its code without the prefix, its line and its column (0 for none).
pub(super) type Case = (Sheet, &'static str, u32, u8);

pub(super) fn establishment() -> Vec<Case> {
    let everywhere = |column, cell| (1..=8).fold(sheet(), |sheet, line| sheet.set(line, column, cell));
    vec![
        (everywhere(2, "2026-08"), "PERIOD_FORMAT", 1, 2),
        (sheet().set(3, 2, "202613"), "PERIOD_FORMAT", 3, 2),
        (sheet().set(6, 2, "202607"), "PERIOD_DIFFERS", 6, 2),
        (everywhere(3, "9999-9902"), "IDENTIFIER_FORMAT", 1, 3),
        (everywhere(3, "99999902 (123)"), "IDENTIFIER_FORMAT", 1, 3),
        (everywhere(3, "99999902 (12345678901234"), "IDENTIFIER_FORMAT", 1, 3),
        (everywhere(3, "9999990"), "INTERLOIRE_IDENTIFIER", 1, 3),
        (everywhere(4, "FR123"), "ACCISE_FORMAT", 1, 4),
        (everywhere(4, "BE0000000002V"), "ACCISE_FORMAT", 1, 4),
        (sheet().set(2, 3, "").set(2, 4, ""), "ESTABLISHMENT_MISSING", 2, 3),
        (sheet().set(4, 3, "99999903"), "ESTABLISHMENT_DIFFERS", 4, 3),
        (sheet().set(8, 4, "FR0000000003V"), "ESTABLISHMENT_DIFFERS", 8, 4),
    ]
}

pub(super) fn shape() -> Vec<Case> {
    vec![
        (sheet().short(2, 16), "TOO_FEW_COLUMNS", 2, 0),
        (sheet().set(2, 24, "x"), "TOO_MANY_COLUMNS", 2, 0),
        (sheet().set(1, 18, "09"), "TOO_MANY_COLUMNS", 1, 18),
        (sheet().set(5, 18, "5"), "TOO_MANY_COLUMNS", 5, 18),
        (sheet().set(2, 13, "\"Muscadet\" AC"), "QUOTE_STRAY", 2, 13),
        (sheet().set(2, 13, "\"Muscadet"), "QUOTE_UNCLOSED", 2, 13),
        (sheet().set(2, 20, "nÂ° 4"), "MANGLED_TEXT", 2, 20),
        (sheet().set(2, 1, "CAVES"), "ROW_TYPE", 2, 1),
        (sheet().copy(WINE, &[]), "DUPLICATE_ROW", 9, 0),
        (sheet().copy(CAPSULE, &[]), "DUPLICATE_ROW", 9, 0),
    ]
}

pub(super) fn product_and_account() -> Vec<Case> {
    let label = |cell| (1..=3).fold(sheet(), |sheet, line| sheet.set(line, 13, cell));
    let coded = (1..=3).fold(sheet(), |sheet, line| sheet.set(line, 5, "1B230"));
    vec![
        (sheet().set(2, 14, "suspension"), "REGIME_UNKNOWN", 2, 14),
        (label(""), "LABEL_MISSING", 1, 13),
        (label("(1B228)"), "LABEL_MISSING", 1, 13),
        (label("Muscadet (1B22O)"), "PRODUCT_CODE_FORMAT", 1, 13),
        (coded, "PRODUCT_CODE_CONFLICT", 1, 13),
        (sheet().set(3, 11, "melon"), "PRODUCT_SPELLED_TWO_WAYS", 3, 11),
        (sheet().set(3, 13, "MUSCADET (1B228)"), "PRODUCT_SPELLED_TWO_WAYS", 3, 13),
        (sheet().set(2, 15, "sortie stock"), "CATEGORY_UNKNOWN", 2, 15),
        (sheet().without(1), "OPENING_MISSING", 2, 15),
        (sheet().without(3), "CLOSING_MISSING", 1, 15),
        (sheet().copy(1, &[(17, "11")]), "OPENING_TWICE", 9, 15),
        (sheet().copy(3, &[(17, "9")]), "CLOSING_TWICE", 9, 15),
        (sheet().set(3, 17, "8.50001"), "BALANCE", 3, 17),
        (sheet().set(2, 17, "10.00001"), "EXIT_OVER_STOCK", 2, 17),
        (sheet().copy(WINE, &[(17, "9")]), "EXIT_OVER_STOCK", 9, 17),
        (sheet().copy(1, &[(16, "dont_revendique"), (17, "10.1")]), "CLAIMED_OVER_STOCK", 9, 17),
    ]
}

pub(super) fn movement() -> Vec<Case> {
    let code = |code| sheet().set(2, 16, code);
    let volume = |volume| sheet().set(2, 17, volume);
    let sale = |column, cell| code("vrac").set(2, 19, "2026001").set(2, column, cell);
    let complement = |code, value| sheet().copy(WINE, &[(15, "complement"), (16, code), (17, value)]);
    let long = "x".repeat(251);
    vec![
        (code("ventefrancebouteilecrd"), "MOVEMENT_UNKNOWN", 2, 16),
        (sheet().set(3, 16, "revendication"), "MOVEMENT_UNKNOWN", 3, 16),
        (code("achatcrd"), "MOVEMENT_MISPLACED", 2, 16),
        (code("vente"), "MOVEMENT_MISPLACED", 2, 16),
        (sheet().set(3, 16, "final"), "DIALECT_MIXED", 3, 16),
        (volume(""), "VOLUME_MISSING", 2, 17),
        (volume("1.5 hl"), "VOLUME_FORMAT", 2, 17),
        (volume("-1.5"), "VOLUME_NEGATIVE", 2, 17),
        (volume("1.500001"), "VOLUME_TOO_PRECISE", 2, 17),
        (volume("100000.1"), "VOLUME_TOO_LARGE", 2, 17),
        (code("export"), "COUNTRY_MISSING", 2, 18),
        (code("export").set(2, 18, "12"), "COUNTRY_FORMAT", 2, 18),
        (code("export").set(2, 18, "202607"), "COUNTRY_FORMAT", 2, 18),
        (sheet().set(2, 18, "5"), "COUNTRY_FORMAT", 2, 18),
        (code("vrac"), "CONTRACT_MISSING", 2, 19),
        (sale(21, "abc"), "PRICE_FORMAT", 2, 21),
        (sale(22, "FR12"), "BUYER_ACCISE_FORMAT", 2, 22),
        (sheet().copy(2, &[(15, "entrees"), (16, "retourmarchandisetaxees")]), "REPLACEMENT_MISSING", 9, 18),
        (
            sheet().copy(2, &[(15, "entrees"), (16, "retourmarchandisetaxees"), (18, "juillet")]),
            "REPLACEMENT_FORMAT",
            9,
            18,
        ),
        (complement("degre", "12"), "COMPLEMENT_UNKNOWN", 9, 16),
        (complement("TAV", ""), "COMPLEMENT_EMPTY", 9, 17),
        (complement("TAV", "12.5").copy(9, &[(17, "13")]), "COMPLEMENT_TWICE", 10, 15),
        (complement("TAV", "0.5"), "ABV_FORMAT", 9, 17),
        (complement("tav", "12.555"), "ABV_FORMAT", 9, 17),
        (complement("premix", "peut-être"), "PREMIX_FORMAT", 9, 17),
        (complement("observations", &long), "OBSERVATIONS_TOO_LONG", 9, 17),
    ]
}

pub(super) fn capsule() -> Vec<Case> {
    let kind = |column, cell| (4..=6).fold(sheet(), |sheet, line| sheet.set(line, column, cell));
    let complement = |code, value| sheet().copy(CAPSULE, &[(15, "complement"), (16, code), (17, value)]);
    vec![
        (sheet().set(5, 5, "JAUNE"), "CAPSULE_COLOUR", 5, 5),
        (sheet().set(5, 6, "VIN"), "CAPSULE_CATEGORY", 5, 6),
        (sheet().set(5, 7, "75 cl"), "CAPSULE_SIZE", 5, 7),
        (sheet().set(5, 14, "suspendu"), "CAPSULE_REGIME", 5, 14),
        (sheet().set(5, 16, "utilisé"), "CAPSULE_MOVEMENT", 5, 16),
        (sheet().set(4, 16, "fin"), "CAPSULE_MOVEMENT", 4, 16),
        (sheet().set(5, 15, "sorti"), "CATEGORY_UNKNOWN", 5, 15),
        (sheet().set(5, 17, "40.5"), "CAPSULE_COUNT_FORMAT", 5, 17),
        (sheet().set(5, 17, ""), "CAPSULE_COUNT_FORMAT", 5, 17),
        (sheet().set(5, 17, "-40"), "CAPSULE_COUNT_NEGATIVE", 5, 17),
        (sheet().set(5, 17, "10000001"), "CAPSULE_COUNT_TOO_LARGE", 5, 17),
        (sheet().set(6, 17, "59"), "CAPSULE_BALANCE", 6, 17),
        (sheet().set(5, 17, "101"), "CAPSULE_EXIT_OVER_STOCK", 5, 17),
        (sheet().without(4), "OPENING_MISSING", 5, 15),
        (sheet().without(6), "CLOSING_MISSING", 4, 15),
        (sheet().copy(4, &[(17, "99")]), "OPENING_TWICE", 9, 15),
        (sheet().copy(6, &[(17, "99")]), "CLOSING_TWICE", 9, 15),
        (complement("observation", ""), "COMPLEMENT_EMPTY", 9, 17),
        (complement("TAV", "12"), "COMPLEMENT_UNKNOWN", 9, 16),
        (kind(15, "x").without(5).without(6), "CATEGORY_UNKNOWN", 4, 15),
    ]
}

pub(super) fn annexe() -> Vec<Case> {
    let row = |cells: &[(usize, &str)]| sheet().copy(DOCUMENTS, cells);
    let cleared = |cells: &[(usize, &str)]| {
        let told = [(15, "NONAPUREMENT"), (16, ""), (17, ""), (18, "2026-08-07"), (20, "26FRG01")];
        cells.iter().fold(row(&told), |sheet, (column, cell)| sheet.set(9, *column, cell))
    };
    let statistic = |code, value| row(&[(15, "STATS EUROPEENNES"), (16, code), (17, value)]);
    vec![
        (row(&[(15, "EMPRUNTE")]), "ANNEXE_KIND", 9, 15),
        (row(&[(16, "milieu")]), "ANNEXE_ENTRY", 9, 16),
        (statistic("VIN", "1"), "ANNEXE_ENTRY", 9, 16),
        (statistic("JUS", "1.5.1"), "VOLUME_FORMAT", 9, 17),
        (statistic("JUS", "1,5"), "TOO_MANY_COLUMNS", 9, 18),
        (sheet().set(8, 18, "5"), "TOO_MANY_COLUMNS", 8, 18),
        (statistic("JUS", "1").copy(9, &[(17, "2")]), "ANNEXE_TWICE", 10, 16),
        (sheet().set(8, 17, ""), "ANNEXE_NUMBER_MISSING", 8, 20),
        (sheet().set(8, 20, "124"), "ANNEXE_NUMBER_CONFLICT", 8, 17),
        (sheet().set(8, 17, "0"), "ANNEXE_NUMBER_FORMAT", 8, 17),
        (sheet().set(8, 17, "-123"), "ANNEXE_NUMBER_FORMAT", 8, 17),
        (sheet().set(8, 17, "123.5"), "ANNEXE_NUMBER_FORMAT", 8, 17),
        (sheet().set(8, 17, "26FRG0001"), "ANNEXE_NUMBER_ELECTRONIC", 8, 17),
        (sheet().without(7), "ANNEXE_INCOMPLETE", 8, 16),
        (sheet().without(8), "ANNEXE_INCOMPLETE", 7, 16),
        (sheet().set(8, 17, "99"), "ANNEXE_REVERSED", 8, 17),
        (row(&[(16, "nb"), (17, "0")]), "ANNEXE_COUNT_FORMAT", 9, 17),
        (row(&[(17, "122")]), "ANNEXE_TWICE", 9, 15),
        (cleared(&[(18, "7 août")]), "ANNEXE_DATE_FORMAT", 9, 18),
        (cleared(&[(18, "")]), "ANNEXE_DATE_FORMAT", 9, 18),
        (cleared(&[(19, "FR12")]), "ANNEXE_CONSIGNEE_FORMAT", 9, 19),
        (cleared(&[]).copy(9, &[(18, "2026-08-08")]), "ANNEXE_TWICE", 10, 20),
    ]
}

#[test]
fn every_mistake_is_told_once_where_it_is() {
    let families = [establishment(), shape(), product_and_account(), movement(), capsule(), annexe()];
    for (sheet, code, line, column) in families.into_iter().flatten() {
        let told = places(&sheet.errors());
        let told: Vec<_> =
            told.iter().map(|(code, line, column)| (*code, *line, column.unwrap_or(0))).collect();
        assert_eq!(told, [(format!("DRM_CSV_{code}").as_str(), line, column)], "\n{}", sheet.text());
    }
}
