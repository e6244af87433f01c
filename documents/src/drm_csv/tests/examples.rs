//! The portals' own example files, where a copy of them is at hand: they are not part of the project.

use std::path::Path;

use domain::terms::{Regime, WineCode};

use super::sheet::places;
use super::write;
use crate::drm_csv::{RowError, read};
use crate::reference::inao_code;
use crate::reference::movements::{self, Dialect};
use crate::reference::wines::{self, Match, resolve};
use crate::text::Comments;
use crate::text::key;

/// The variable that names the directory of data by others.
const SHARED: &str = "MONCHAI_SHARED_DATA";

fn shared(path: &str) -> Option<Vec<u8>> {
    let Some(directory) = std::env::var_os(SHARED) else {
        eprintln!("skipped: {SHARED} is not set, so {path} cannot be read");
        return None;
    };
    Some(std::fs::read(Path::new(&directory).join(path)).unwrap())
}

fn told(errors: &[RowError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_interloire_example_is_read_and_every_account_balances() {
    let Some(bytes) = shared("drm/examples/interloire_201606.csv") else { return };
    let file = read(&bytes).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert_eq!(file.dialect, Dialect::InterLoire);
    assert_eq!((file.accounts.len(), file.capsules.len(), file.annexes.len()), (10, 6, 7));
    assert_eq!(file.accounts.len() + file.capsules.len(), 16);
    for account in &file.accounts {
        assert_eq!(account.opening + account.entries() - account.exits(), account.closing);
        let product = &account.product;
        let found = resolve(&product.names(), product.label(), product.code().as_ref());
        assert!(matches!(found, Match::One(_)), "{product:?}: {found:?}");
    }
    // Two sales to industry without an observation: the portal asks for it later.
    assert_eq!(file.unexplained().count(), 2);
    let text = String::from_utf8(bytes).unwrap();
    let latin_1: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    assert_eq!(read(&latin_1).as_ref(), Ok(&file));
    let again = read(&write(&file)).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert_eq!(write(&again), write(&file));
}

#[test]
fn the_crd_sample_balances() {
    let Some(bytes) = shared("drm/examples/generic_crd.csv") else { return };
    let file = read(&bytes).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    let capsules = &file.capsules[0];
    assert_eq!((capsules.opening, capsules.entries(), capsules.exits()), (30_000, 1_655, 3_873));
    assert_eq!(capsules.closing, 27_782);
}

#[test]
fn the_slips_of_the_other_samples_are_told() {
    if let Some(bytes) = shared("drm/examples/generic_cave.csv") {
        // Codes of suspended stock under paid stock.
        let expected =
            [("DRM_CSV_MOVEMENT_MISPLACED", 8, Some(16)), ("DRM_CSV_MOVEMENT_MISPLACED", 9, Some(16))];
        assert_eq!(places(&read(&bytes).unwrap_err()), expected);
    }
    if let Some(bytes) = shared("drm/examples/generic_annexe.csv") {
        // Stamps from 123 to 121.
        assert_eq!(places(&read(&bytes).unwrap_err()), [("DRM_CSV_ANNEXE_REVERSED", 7, Some(17))]);
    }
}

#[test]
fn the_wine_table_is_that_of_the_catalogue() {
    let Some(bytes) = shared("drm/catalogues/loire_products.csv") else { return };
    let (rows, flaws) = crate::text::split(std::str::from_utf8(&bytes).unwrap(), ',', Comments::Skipped);
    assert_eq!(flaws, []);
    for wine in wines::all() {
        let alike = rows.iter().filter(|row| key(&row.cells[3]) == key(&wine.label));
        let alike: Vec<_> = alike.collect();
        let [row] = alike.as_slice() else { panic!("{wine:?}: {alike:?}") };
        let fiscal = WineCode::Fiscal(row.cells[12].clone());
        assert_eq!(wine.code, inao_code(&row.cells[1]).map_or(fiscal, WineCode::Inao));
        let tree = row.cells[16..23].iter().map(|key| key.replace("DEFAUT", ""));
        assert_eq!(wine.tree.to_vec(), tree.collect::<Vec<_>>());
    }
}

#[test]
fn the_movement_table_is_that_of_the_catalogues() {
    for (dialect, path) in [(Dialect::InterLoire, "interloire"), (Dialect::Bivc, "bivc")] {
        let Some(bytes) = shared(&format!("drm/catalogues/{path}_movements.csv")) else { return };
        let (rows, flaws) = crate::text::split(std::str::from_utf8(&bytes).unwrap(), ',', Comments::Skipped);
        assert_eq!(flaws, []);
        let mut found = 0;
        for row in rows.iter().skip(1).filter(|row| !row.cells[1].starts_with("stocks")) {
            let node = row.cells[6].trim_end_matches("/volume");
            let known = movements::all().iter().filter(|known| {
                known.dialect == Some(dialect)
                    && known.code == row.cells[2]
                    && known.node.path() == node
                    && (known.regime == Regime::Paid) == (row.cells[0] == "acquitte")
            });
            assert_eq!(known.count(), 1, "{row:?}");
            found += 1;
        }
        assert_eq!(movements::all().iter().filter(|known| known.dialect == Some(dialect)).count(), found);
    }
}
