//! The return of the demonstration estate.

use domain::units::Volume;

use super::write;
use crate::drm_csv::read;
use crate::reference::wines::{Match, resolve};

const DEMO: &str = include_str!("../../../../fixtures/demo/drm_2026-03.csv");

#[test]
fn the_demonstration_return_is_read_whole() {
    let file = read(DEMO.as_bytes()).unwrap();
    assert_eq!(file.period.to_string(), "2026-03");
    assert_eq!((file.accounts.len(), file.capsules.len(), file.annexes.len()), (4, 3, 1));
    let muscadet = &file.accounts[0];
    assert_eq!(muscadet.product.label(), "Muscadet Sèvre et Maine sur lie");
    assert_eq!(muscadet.closing, Volume::from_ml(20_250_000));
    assert_eq!(file.capsules[0].closing, 11_436);
    assert_eq!(file.unexplained().count(), 0);
}

#[test]
fn its_wines_are_known() {
    for account in read(DEMO.as_bytes()).unwrap().accounts {
        let product = account.product;
        let found = resolve(&product.names(), product.label(), product.code().as_ref());
        assert!(
            matches!(found, Match::One(wine) if Some(&wine.code) == product.code().as_ref()),
            "{product:?}"
        );
    }
}

/// The rows with their cells parted by semicolons.
fn with_semicolons(rows: &str) -> String {
    let mut quoted = false;
    rows.chars()
        .map(|it| {
            quoted ^= it == '"';
            if it == ',' && !quoted { ';' } else { it }
        })
        .collect()
}

#[test]
fn it_is_written_as_it_stands() {
    let written = String::from_utf8(write(&read(DEMO.as_bytes()).unwrap())).unwrap();
    let (_comment, rows) = DEMO.split_once('\n').unwrap();
    assert_eq!(written, with_semicolons(rows));
}
