//! The example file of the interprofession, which is not ours to publish: `MONCHAI_SHARED_DATA` says where it lies.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use domain::units::Volume;
use gateway::app::App;
use serde_json::{Value, json};
use testkit::TestDatabase;

use super::drm::closings;
use crate::support::{House, Scratch, on};

fn example() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("MONCHAI_SHARED_DATA") else {
        eprintln!("skipped: MONCHAI_SHARED_DATA does not say where the official example is");
        return None;
    };
    Some(PathBuf::from(folder).join("drm/examples/interloire_201606.csv"))
}

fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list["edges"].as_array().unwrap().iter().map(|edge| &edge["node"])
}

/// Capsules as the file names them.
fn named(kind: &Value) -> String {
    let category = match kind["category"].as_str().unwrap() {
        "STILL" => "TRANQ",
        "SPARKLING" => "MOUSSEUX",
        other => other,
    };
    let size = kind["sizeMl"].as_i64().unwrap();
    let container = match (kind["bagInBox"].as_bool().unwrap(), kind["regime"].as_str().unwrap()) {
        (true, "COLLECTIVE_SUSPENDED") => format!("BIB {}l", size / 1_000),
        (false, "COLLECTIVE_SUSPENDED") => format!("Bouteille {} cl", size / 10),
        (_, regime) => regime.to_owned(),
    };
    assert_eq!(kind["colour"], "WINE_LEES");
    format!("LIEDEVIN {category} {container}")
}

#[tokio::test]
async fn the_official_example_opens_an_estate_to_the_millilitre() {
    let Some(path) = example() else { return };
    let expected: BTreeMap<String, String> =
        closings(&std::fs::read_to_string(&path).unwrap()).into_iter().collect();
    assert_eq!(expected.len(), 16, "10 wines and 6 accounts of capsules");
    let database = Arc::new(TestDatabase::new().await);
    let told = on(&database, &["drm", "import", path.to_str().unwrap()]).done();
    assert!(told.contains("16 comptes"), "{told}");

    let app = App::new(database.server_pool().clone());
    let estate = app.journal.estates().await.unwrap()[0];
    let house = House::serve(Arc::clone(&database), app, estate).await;
    let query = "{ estate { booksFrom openingStock { wine { label } regime volume unplaced } }
        capsuleAccounts { edges { node { onHand opening kind { category regime sizeMl bagInBox colour } } } } }";
    let found = house.ask(query, json!({})).await;
    assert_eq!(found["estate"]["booksFrom"], "2016-07");
    let mut opened = BTreeMap::new();
    for stock in found["estate"]["openingStock"].as_array().unwrap() {
        assert_eq!((&stock["regime"], &stock["unplaced"]), (&json!("SUSPENDED"), &stock["volume"]));
        let label = stock["wine"]["label"].as_str().unwrap().to_owned();
        opened.insert(label, ml(stock["volume"].as_str().unwrap()));
    }
    for account in rows(&found["capsuleAccounts"]) {
        assert_eq!(account["onHand"], account["opening"]);
        opened.insert(named(&account["kind"]), account["onHand"].as_i64().unwrap());
    }
    let closed = |(name, text): (&String, &String)| {
        let count = name.starts_with("LIEDEVIN").then(|| text.parse().unwrap());
        (name.clone(), count.unwrap_or_else(|| ml(text)))
    };
    let expected: BTreeMap<String, i64> = expected.iter().map(closed).collect();
    assert_eq!(opened, expected);

    // And it is carried over to the next month's file.
    let scratch = Scratch::new();
    let july = scratch.file("july.csv");
    on(&database, &["drm", "export", "--month", "2016-07", "--format", "interloire", &july]).done();
    on(&database, &["drm", "check", &july]).done();
    let carried: BTreeMap<String, String> =
        closings(&std::fs::read_to_string(&july).unwrap()).into_iter().collect();
    // Which tells the code of each wine besides its label.
    let carried: BTreeMap<String, i64> =
        carried.iter().map(closed).map(|(name, figure)| (without_code(&name), figure)).collect();
    assert_eq!(carried, expected);
}

fn without_code(label: &str) -> String {
    label.split(" (").next().unwrap_or_default().to_owned()
}

fn ml(hl: &str) -> i64 {
    Volume::parse_hl(hl).unwrap().ml()
}
