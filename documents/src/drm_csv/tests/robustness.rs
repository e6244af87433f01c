//! What no person would write.

use std::fmt::Write;
use std::time::Instant;

use proptest::collection::vec;
use proptest::prelude::*;

use super::sheet::{places, sheet};
use crate::drm_csv::read;

#[test]
fn files_of_another_kind_are_refused_in_one_error() {
    let code = |bytes: &[u8]| places(&read(bytes).unwrap_err());
    assert_eq!(code(b""), [("DRM_CSV_NO_ROWS", 1, None)]);
    assert_eq!(code(b"\xef\xbb\xbf\n# rien\n,,,\n"), [("DRM_CSV_NO_ROWS", 1, None)]);
    assert_eq!(code(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), [("DRM_CSV_NOT_CSV", 1, None)]);
    assert_eq!(code(b"<?xml version=\"1.0\"?>"), [("DRM_CSV_NOT_CSV", 1, None)]);
    assert_eq!(code(b"hello"), [("DRM_CSV_TOO_FEW_COLUMNS", 1, None)]);
}

#[test]
fn a_hundred_thousand_rows_are_read_in_reasonable_time() {
    let mut text = sheet().text();
    let row = text.lines().nth(1).unwrap().replace("1.5,,,", "0.00001,,,");
    for document in 0..100_000 {
        writeln!(text, "{row}{document}").unwrap();
    }
    let text = text.replace(",8.5,", ",7.5,");
    let start = Instant::now();
    let file = read(text.as_bytes()).unwrap_or_else(|errors| panic!("{}", errors[0]));
    assert_eq!(file.accounts[0].movements.len(), 100_001);
    // Every row wrong takes no longer, and no more is told than a person reads.
    let wrong = text.replace("ventefrancebouteillecrd", "ventefrancebouteilecrd");
    let errors = read(wrong.as_bytes()).unwrap_err();
    assert_eq!(errors.len(), 1_001);
    assert_eq!(errors[1_000].problem.code(), "DRM_CSV_TOO_MANY_MISTAKES");
    let elapsed = start.elapsed();
    assert!(elapsed.as_secs() < 60, "{elapsed:?}");
}

#[test]
fn a_quote_left_open_costs_no_more_than_its_file() {
    let text = format!("{}\"{}", sheet().text(), "\"\"\n".repeat(200_000));
    assert_eq!(places(&read(text.as_bytes()).unwrap_err()), [("DRM_CSV_QUOTE_UNCLOSED", 9, Some(1))]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn arbitrary_text_in_a_real_file_never_panics(
        at in 0_usize..1_000,
        cut in 0_usize..100,
        text in "[\\PC\"',;\t\r\n#()0-9.-]{0,60}",
    ) {
        let whole = sheet().text();
        let start = at % whole.len();
        let end = (start + cut).min(whole.len());
        let spoiled = format!("{}{text}{}", &whole[..start], &whole[end..]);
        if let Err(errors) = read(spoiled.as_bytes()) {
            prop_assert!(!errors.is_empty());
            prop_assert!(errors.windows(2).all(|pair| (pair[0].line, pair[0].column) <= (pair[1].line, pair[1].column)));
        }
    }

    #[test]
    fn an_arbitrary_cell_never_panics(line in 1_usize..9, column in 1_usize..26, cell in "\\PC{0,40}") {
        let _ = read(sheet().set(line, column, &cell).text().as_bytes());
    }
}
