use domain::units::Month;
use serde_json::{Value, json};

use super::documents as doc;
use super::teller::{Teller, Untrue};

/// The months of the demo estate that are filed before the story begins.
pub const FILED_BEFORE: [&str; 5] = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08"];
/// The month of the story.
pub const STORY_MONTH: &str = "2026-09";

/// The lot that the months before the story fill and sell.
const LOT: &str = "L26-SM-00";

/// The ids that the months hand on.
struct Months {
    muscadet: String,
    white: String,
    /// Holds the Muscadet of these months.
    first: String,
    /// Holds the white of the contract.
    second: String,
}

/// Brings the estate through April to August 2026, each month closed and filed: a bottling and its sales, an export, a
/// contract, lees to the distillery, bottles sent to be dressed elsewhere and back, a return, small bulk, the inventory
/// of 31 July, documents used, an amendment. What these months take from the opening stock they use up, so that the
/// story finds the rest.
pub async fn before(teller: &mut Teller, muscadet: &str, white: &str) -> Result<(), Untrue> {
    let mut vats = Vec::new();
    for (code, capacity, material) in [("C5", "60", "CONCRETE"), ("C6", "30", "STAINLESS_STEEL")] {
        let vat = json!({
            "code": code, "capacity": capacity, "material": material, "inServiceOn": "2026-04-01",
        });
        let vat = teller.command(doc::COMMISSION_VAT, vat).await?;
        vats.push(teller.text(&vat, "/vat/id")?);
    }
    let [first, second] = vats.try_into().map_err(|_| teller.untrue("deux cuves".to_owned()))?;
    let months = Months { muscadet: muscadet.to_owned(), white: white.to_owned(), first, second };
    let lot = april(teller, &months).await?;
    may(teller, &months, &lot).await?;
    june(teller, &months, &lot).await?;
    july(teller, &months, &lot).await?;
    august(teller, &months, &lot).await
}

async fn record(teller: &Teller, on: &str, operation: Value) -> Result<Value, Untrue> {
    teller.command(doc::RECORD, json!({ "occurredOn": on, "operation": operation })).await
}

fn sale(lot: &str, bottles: u32, destination: Value) -> Value {
    json!({ "sale": { "lotId": lot, "bottles": bottles, "destination": destination } })
}

fn in_france() -> Value {
    json!({ "franceCrd": "YES" })
}

async fn april(teller: &mut Teller, months: &Months) -> Result<String, Untrue> {
    let Months { muscadet, white, first, second } = months;
    let opening = [(first, muscadet, "21.9"), (second, white, "20")];
    for (vat, wine, volume) in opening {
        let operation = json!({ "openingInVat": { "vatId": vat, "wineId": wine, "volume": volume } });
        record(teller, "2026-04-01", operation).await?;
    }
    let bottling = json!({ "bottling": {
        "vatId": first, "lotNumber": LOT, "bottles": 2_400, "sizeMl": 750, "loss": "0.2", "vintage": 2025,
        "capsules": { "sizeMl": 750, "colour": "WINE_LEES" } } });
    let made = record(teller, "2026-04-10", bottling).await?;
    let lot = teller.text(&made, "/movement/details/lot/id")?;
    record(teller, "2026-04-20", sale(&lot, 600, in_france())).await?;
    record(teller, "2026-04-25", sale(&lot, 300, json!({ "export": { "country": "BE" } }))).await?;
    file(teller, "2026-04", "mise de 2 400 × 75 cl, 600 vendues en France, 300 en Belgique").await?;
    Ok(lot)
}

async fn may(teller: &mut Teller, months: &Months, lot: &str) -> Result<(), Untrue> {
    record(teller, "2026-05-12", sale(lot, 480, in_france())).await?;
    let accounts = teller.ask(doc::CAPSULES, json!({})).await?;
    let accounts = accounts["capsuleAccounts"]["edges"].as_array().cloned().unwrap_or_default();
    let of_75_cl = accounts.iter().find(|account| account["node"]["kind"]["sizeMl"] == json!(750));
    let id = of_75_cl.map_or(Value::Null, |account| account["node"]["id"].clone());
    let bought = json!({ "accountId": id, "action": "BUY", "count": 3_000, "occurredOn": "2026-05-15" });
    teller.command(doc::MOVE_CAPSULES, bought).await?;
    let tasted = json!({ "bottleLoss": { "lotId": lot, "bottles": 12, "cause": "SAMPLING" } });
    record(teller, "2026-05-20", tasted).await?;
    let contract = json!({ "bulkDispatch": { "vatId": months.second, "volume": "20",
        "destination": { "contract": { "number": "20260528014" } } } });
    record(teller, "2026-05-28", contract).await?;
    file(teller, "2026-05", "480 vendues, 20 hl au négoce sous contrat, 3 000 capsules achetées").await
}

async fn june(teller: &mut Teller, months: &Months, lot: &str) -> Result<(), Untrue> {
    record(teller, "2026-06-05", sale(lot, 720, in_france())).await?;
    let dressing = json!({ "bottlesOut": { "lotId": lot, "bottles": 240, "errand": "WORK" } });
    record(teller, "2026-06-18", dressing).await?;
    let lees = json!({ "bulkDispatch": {
        "vatId": months.first, "volume": "1.2", "destination": { "distillery": "YES" } } });
    record(teller, "2026-06-20", lees).await?;
    let annexes = json!({ "month": "2026-06", "annexes": { "documents": [
        { "kind": "PAID", "first": "419", "last": "424", "count": 6 },
    ] } });
    teller.command(doc::TELL_ANNEXES, annexes).await?;
    file(teller, "2026-06", "720 vendues, 240 parties à l'habillage, 1,2 hl à la distillerie").await
}

async fn july(teller: &mut Teller, months: &Months, lot: &str) -> Result<(), Untrue> {
    let back = json!({ "saleReturn": { "lotId": lot, "bottles": 24, "soldOn": "2026-06-05",
        "reason": "Retour d'un caviste : 24 bouteilles bouchonnées" } });
    record(teller, "2026-07-08", back).await?;
    let forgotten = json!({ "bottleLoss": { "lotId": lot, "bottles": 12, "cause": "SAMPLING" } });
    let forgotten = record(teller, "2026-07-09", forgotten).await?;
    let correction = teller.text(&forgotten, "/movement/id")?;
    let dressed = json!({ "bottlesBack": { "lotId": lot, "bottles": 240, "errand": "WORK" } });
    record(teller, "2026-07-15", dressed).await?;
    let small_bulk = json!({ "bulkDispatch": {
        "vatId": months.first, "volume": "2.4", "destination": { "franceWithoutContract": "YES" } } });
    record(teller, "2026-07-21", small_bulk).await?;
    file(teller, "2026-07", "24 replacées en suspension, 240 revenues, 2,4 hl de petit vrac").await?;
    let amendment = json!({ "month": "2026-05", "occurredOn": "2026-07-10", "corrections": [correction],
        "observation": "Dégustation de 12 bouteilles oubliée en mai" });
    let amended = teller.command(doc::AMEND_DRM, amendment).await?;
    teller.same("rectification", &amended["month"]["amendments"][0]["number"], &json!(1))?;
    teller.step("Mai rectifié (n° 1) : la dégustation oubliée est entrée en juillet, la DRM déposée reste");
    Ok(())
}

async fn august(teller: &mut Teller, months: &Months, lot: &str) -> Result<(), Untrue> {
    let counted = json!({ "adjustment": {
        "vatId": months.first, "counted": "0.1", "annual": true, "reason": "Inventaire du 31 juillet" } });
    record(teller, "2026-08-01", counted).await?;
    let counted = json!({ "lotAdjustment": {
        "lotId": lot, "counted": 300, "annual": true, "reason": "Inventaire du 31 juillet" } });
    record(teller, "2026-08-01", counted).await?;
    record(teller, "2026-08-10", sale(lot, 300, in_france())).await?;
    let rest = json!({ "loss": { "vatId": months.first, "volume": "0.1", "cause": "TANK_STORAGE" } });
    record(teller, "2026-08-20", rest).await?;
    for vat in [&months.first, &months.second] {
        teller.command(doc::RETIRE_VAT, json!({ "id": vat, "occurredOn": "2026-08-31" })).await?;
    }
    file(teller, "2026-08", "inventaire du 31 juillet conforme, les 300 dernières vendues").await
}

/// Closes a month on the 5th of the next and files it on the 8th.
pub async fn file(teller: &mut Teller, month: &str, what: &str) -> Result<(), Untrue> {
    let next = month.parse::<Month>().map_err(|_| teller.untrue(month.to_owned()))?.next();
    let close = json!({ "month": month, "occurredOn": format!("{next}-05") });
    let closed = teller.command(doc::CLOSE_MONTH, close).await?;
    let sha256 = teller.text(&closed, "/month/sha256")?;
    let reference = format!("CIEL-{month}");
    let filed = json!({ "month": month, "reference": reference, "occurredOn": format!("{next}-08") });
    let filed = teller.command(doc::FILE_DRM, filed).await?;
    teller.same("état de la DRM", &filed["month"]["status"], &json!("FILED"))?;
    teller.step(&format!("DRM {month} : {what} ; clôturée ({}…), déposée", &sha256[..16]));
    Ok(())
}
