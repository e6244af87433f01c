//! The many forms in which the same file comes.

use domain::drm::declared::DocumentKind;

use super::sheet::{WINE, places, sheet};
use crate::drm_csv::{Annexe, DrmFile, read};
use crate::reference::movements::Dialect;

fn file(text: &str) -> DrmFile {
    read(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn separators_line_ends_marks_and_case_do_not_matter() {
    let plain = file(&sheet().text());
    let text = sheet().text();
    for other in [
        text.replace(',', ";").replace("1.5", "1,5").replace("8.5", "8,5"),
        text.replace(',', "\t"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
        text.replace("CAVE", "cave").replace("stocks_debut", "Stocks début").replace("suspendu", "SUSPENDU"),
        text.replace("ventefrance", "Vente-France ").replace("collectif suspendu", "Collectif suspendue"),
        text.replace("Bouteille 75 cl", "bouteille75CL").replace(",TRANQ,", ",Tranquille,"),
        text.replace(",Blanc,", ",\" Blanc \","),
        text.replace(",,,\n", "\n"),
        format!("{}\u{1a}", text.trim_end()),
    ] {
        assert_eq!(file(&other), plain, "{other}");
    }
}

#[test]
fn headers_comments_and_blank_rows_are_passed_over_and_counted() {
    let text = format!("# essai \"\n\nTYPE,PERIODE,IDENTIFIANT\n,,,,,\n{}", sheet().text());
    assert_eq!(file(&text).accounts[0].line, 5);
    let wrong = text.replace("sorties,ventefrance", "sorties,vente_france_");
    assert_eq!(file(&wrong).accounts[0].movements[0].line, 6);
    let wrong = text.replace(",8.5,", ",8.6,");
    assert_eq!(places(&read(wrong.as_bytes()).unwrap_err()), [("DRM_CSV_BALANCE", 7, Some(17))]);
}

#[test]
fn windows_1252_keeps_every_label() {
    let text = sheet().text().replace("Muscadet (1B228)", "Rosé d’été à l'œil (1B228)");
    let bytes: Vec<u8> = text
        .chars()
        .map(|character| match character {
            '’' => 0x92,
            'œ' => 0x9c,
            character => u8::try_from(u32::from(character)).unwrap(),
        })
        .collect();
    let read = read(&bytes).unwrap_or_else(|errors| panic!("{errors:?}"));
    assert_eq!(read.accounts[0].product.label(), "Rosé d’été à l'œil");
    assert_eq!(read, file(&text));
}

#[test]
fn the_establishment_may_be_told_in_several_ways() {
    let text = sheet().text().replace("99999902,", "99999902 (12345678901234),");
    assert_eq!(file(&text).siret.as_deref(), Some("12345678901234"));
    let text = sheet().text().replace("99999902,FR0000000002V", "(2B12345678),");
    let told = file(&text);
    assert_eq!((told.identifier, told.cvi.as_deref(), told.accise), (None, Some("2B12345678"), None));
    let partly = sheet().set(3, 4, "").set(5, 3, "");
    assert_eq!(file(&partly.text()), file(&sheet().text()));
}

#[test]
fn two_spellings_that_are_whole_are_two_accounts() {
    let text = sheet().text();
    let second: String =
        text.lines().take(3).map(|line| line.replace(",Melon,", ",Melon B,") + "\n").collect();
    assert_eq!(file(&(text + &second)).accounts.len(), 2);
}

#[test]
fn the_same_code_twice_adds_up_when_the_rows_differ() {
    let told = sheet().copy(WINE, &[(17, "0.5")]).set(3, 17, "8");
    assert_eq!(file(&told.text()).accounts[0].movements.len(), 2);
}

#[test]
fn annexes_are_read_from_either_column() {
    let told = sheet().set(7, 17, "").set(7, 20, "121").copy(8, &[(16, "nb"), (17, "3")]);
    let expected = Annexe::Documents {
        kind: DocumentKind::Stamp,
        first: "121".into(),
        last: "123".into(),
        count: Some(3),
    };
    assert_eq!(file(&told.text()).annexes, [expected]);
}

#[test]
fn the_dialect_is_that_of_the_stocks() {
    let text = sheet().text().replace("stocks_debut,revendique", "stocks_debut,initial");
    let text = text
        .replace("stocks_fin,revendique", "stocks_fin,final")
        .replace("ventefrancebouteillecrd", "destructionperte");
    let told = file(&text);
    assert_eq!(told.dialect, Dialect::Bivc);
    assert_eq!(told.accounts[0].movements[0].node(), domain::drm::Node::FinalExits);
    assert_eq!(file(&sheet().without(1).without(2).without(3).text()).dialect, Dialect::InterLoire);
}

#[test]
fn one_mistake_is_not_told_again_by_the_balance_or_the_stocks() {
    // The opening row is wrong, so neither its absence nor the balance is told.
    assert_eq!(places(&sheet().set(1, 17, "x").errors()), [("DRM_CSV_VOLUME_FORMAT", 1, Some(17))]);
    // A row that belongs nowhere may have belonged anywhere.
    let lost = sheet().set(2, 1, "?").set(6, 17, "1");
    assert_eq!(places(&lost.errors()), [("DRM_CSV_ROW_TYPE", 2, Some(1))]);
}
