use domain::units::Month;
use serde_json::{Value, json};

use super::documents as doc;
use super::teller::{Teller, Untrue};
use super::trade::{self, Billed, Trade};

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

/// Brings the estate through April to August 2026, each month closed and filed, its till with it: a bottling and its sales
/// with their invoices and payments, an export, a contract, lees to the distillery, bottles sent to be dressed elsewhere and back, a return, small bulk, the inventory
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
    let lot = bottled(teller, &months).await?;
    let trade = trade::open(teller, &lot).await?;
    let unpaid = april(teller, &trade).await?;
    let unpaid = may(teller, (&months, &trade), &lot, unpaid).await?;
    let (order, unpaid) = june(teller, (&months, &trade), &lot, unpaid).await?;
    july(teller, &months, &lot, (order, unpaid)).await?;
    august(teller, (&months, &trade), &lot).await
}

async fn record(teller: &Teller, on: &str, operation: Value) -> Result<Value, Untrue> {
    teller.command(doc::RECORD, json!({ "occurredOn": on, "operation": operation })).await
}

fn in_france() -> Value {
    json!({ "franceCrd": "YES" })
}

async fn bottled(teller: &Teller, months: &Months) -> Result<String, Untrue> {
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
    teller.text(&made, "/movement/details/lot/id")
}

/// Two orders that leave; gives their invoices.
async fn april(teller: &mut Teller, trade: &Trade) -> Result<[Billed; 2], Untrue> {
    let merchant =
        trade::dispatched(teller, trade, &trade.merchant, (600, None), (in_france(), "2026-04-20"));
    let merchant = trade::invoiced(teller, &merchant.await?, "2026-04-21").await?;
    teller.same("600 à 5,20 €", &json!(merchant.gross), &json!("3744.00"))?;
    let abroad = json!({ "export": { "country": "BE" } });
    let importer = trade::dispatched(teller, trade, &trade.importer, (300, None), (abroad, "2026-04-25"));
    let importer = trade::invoiced(teller, &importer.await?, "2026-04-25").await?;
    teller.same("300 à 4,80 €, sans TVA", &json!(importer.gross), &json!("1440.00"))?;
    let what = format!(
        "mise de 2 400 × 75 cl, 600 vendues en France ({}), 300 en Belgique ({})",
        merchant.number, importer.number
    );
    file(teller, "2026-04", &what).await?;
    Ok([merchant, importer])
}

/// A restaurant with its discount, the cellar door, bulk under contract; gives what is to be paid later.
async fn may(
    teller: &mut Teller,
    (months, trade): (&Months, &Trade),
    lot: &str,
    [merchant, importer]: [Billed; 2],
) -> Result<[Billed; 4], Untrue> {
    let rest = trade::paid(teller, &merchant, Some("2000"), "TRANSFER", "2026-05-10").await?;
    teller.same("reste dû", &json!(rest), &json!("1744.00"))?;
    let discounted = (360, Some("5"));
    let restaurant =
        trade::dispatched(teller, trade, &trade.restaurant, discounted, (in_france(), "2026-05-12"));
    let restaurant = trade::invoiced(teller, &restaurant.await?, "2026-05-12").await?;
    let door = trade::at_counter(teller, trade, 120, "CARD", "2026-05-12").await?;
    teller.same("120 à 8,50 € TTC", &json!(door.gross), &json!("1020.00"))?;
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
    let bulk = ("IGP Val de Loire blanc en vrac, l’hectolitre", 20, "110", "NET");
    let bulk = trade::in_bulk(teller, Some(&trade.trader), bulk, "2026-05-28").await?;
    let what = "360 au restaurant (remise de 5 %), 120 au caveau, 20 hl au négoce sous contrat, 3 000 capsules achetées";
    file(teller, "2026-05", what).await?;
    Ok([merchant, importer, restaurant, bulk])
}

/// What was sold before is paid, and the largest order leaves; gives it with what is to be paid later.
async fn june(
    teller: &mut Teller,
    (months, trade): (&Months, &Trade),
    lot: &str,
    [merchant, importer, restaurant, bulk]: [Billed; 4],
) -> Result<(String, [Billed; 2]), Untrue> {
    let order = trade::dispatched(teller, trade, &trade.merchant, (720, None), (in_france(), "2026-06-05"));
    let order = order.await?;
    let large = trade::invoiced(teller, &order, "2026-06-05").await?;
    trade::paid(teller, &restaurant, None, "CHEQUE", "2026-06-10").await?;
    trade::paid(teller, &merchant, Some("1744"), "TRANSFER", "2026-06-12").await?;
    trade::paid(teller, &importer, None, "TRANSFER", "2026-06-20").await?;
    let dressing = json!({ "bottlesOut": { "lotId": lot, "bottles": 240, "errand": "WORK" } });
    record(teller, "2026-06-18", dressing).await?;
    let lees = json!({ "bulkDispatch": {
        "vatId": months.first, "volume": "1.2", "destination": { "distillery": "YES" } } });
    record(teller, "2026-06-20", lees).await?;
    let annexes = json!({ "month": "2026-06", "annexes": { "documents": [
        { "kind": "PAID", "first": "419", "last": "424", "count": 6 },
    ] } });
    teller.command(doc::TELL_ANNEXES, annexes).await?;
    file(teller, "2026-06", "720 vendues, 240 parties à l'habillage, 1,2 hl à la distillerie").await?;
    Ok((order, [large, bulk]))
}

/// Bottles come back with their credit note, the rest is paid, litres are sold at the door.
async fn july(
    teller: &mut Teller,
    months: &Months,
    lot: &str,
    (order, [large, bulk]): (String, [Billed; 2]),
) -> Result<(), Untrue> {
    let back = json!({ "id": order, "dispatch": 1, "lines": [{ "lotId": lot, "bottles": 24 }], "credit": true,
        "reason": "Retour d'un caviste : 24 bouteilles bouchonnées", "occurredOn": "2026-07-08" });
    let returned = teller.command(doc::RETURN_ORDER, back).await?;
    teller.same("avoir", &returned["order"]["invoices"][1]["net"], &json!("124.80"))?;
    let forgotten = json!({ "bottleLoss": { "lotId": lot, "bottles": 12, "cause": "SAMPLING" } });
    let forgotten = record(teller, "2026-07-09", forgotten).await?;
    let correction = teller.text(&forgotten, "/movement/id")?;
    let dressed = json!({ "bottlesBack": { "lotId": lot, "bottles": 240, "errand": "WORK" } });
    record(teller, "2026-07-15", dressed).await?;
    let small_bulk = json!({ "bulkDispatch": {
        "vatId": months.first, "volume": "2.4", "destination": { "franceWithoutContract": "YES" } } });
    record(teller, "2026-07-21", small_bulk).await?;
    let litres = ("Muscadet en vrac, le litre", 240, "2.40", "GROSS");
    let litres = trade::in_bulk(teller, None, litres, "2026-07-21").await?;
    trade::paid(teller, &litres, None, "CASH", "2026-07-21").await?;
    trade::paid(teller, &bulk, None, "TRANSFER", "2026-07-25").await?;
    let rest = trade::paid(teller, &large, Some("4343.04"), "TRANSFER", "2026-07-28").await?;
    teller.same("reste dû après l’avoir", &json!(rest), &json!("0.00"))?;
    let what = "24 replacées en suspension et portées en avoir, 240 revenues, 2,4 hl de petit vrac";
    file(teller, "2026-07", what).await?;
    let amendment = json!({ "month": "2026-05", "occurredOn": "2026-07-10", "corrections": [correction],
        "observation": "Dégustation de 12 bouteilles oubliée en mai" });
    let amended = teller.command(doc::AMEND_DRM, amendment).await?;
    teller.same("rectification", &amended["month"]["amendments"][0]["number"], &json!(1))?;
    teller.step("Mai rectifié (n° 1) : la dégustation oubliée est entrée en juillet, la DRM déposée reste");
    Ok(())
}

async fn august(teller: &mut Teller, (months, trade): (&Months, &Trade), lot: &str) -> Result<(), Untrue> {
    let counted = json!({ "adjustment": {
        "vatId": months.first, "counted": "0.1", "annual": true, "reason": "Inventaire du 31 juillet" } });
    record(teller, "2026-08-01", counted).await?;
    let counted = json!({ "lotAdjustment": {
        "lotId": lot, "counted": 300, "annual": true, "reason": "Inventaire du 31 juillet" } });
    record(teller, "2026-08-01", counted).await?;
    let discounted = (240, Some("5"));
    let restaurant =
        trade::dispatched(teller, trade, &trade.restaurant, discounted, (in_france(), "2026-08-10"));
    let wrong = trade::invoiced(teller, &restaurant.await?, "2026-08-10").await?;
    let right = trade::corrected(teller, &trade.restaurant, &wrong, "BQ-2026-081", "2026-08-12").await?;
    teller.same("rectificative", &json!(right.gross), &json!(wrong.gross))?;
    trade::at_counter(teller, trade, 60, "CASH", "2026-08-14").await?;
    let rest = json!({ "loss": { "vatId": months.first, "volume": "0.1", "cause": "TANK_STORAGE" } });
    record(teller, "2026-08-20", rest).await?;
    for vat in [&months.first, &months.second] {
        teller.command(doc::RETIRE_VAT, json!({ "id": vat, "occurredOn": "2026-08-31" })).await?;
    }
    let what = "inventaire du 31 juillet conforme, les 300 dernières vendues, une facture rectifiée";
    file(teller, "2026-08", what).await
}

/// Closes a month on the 5th of the next and files it on the 8th; its till is closed with it.
pub async fn file(teller: &mut Teller, month: &str, what: &str) -> Result<(), Untrue> {
    let next = month.parse::<Month>().map_err(|_| teller.untrue(month.to_owned()))?.next();
    let close = json!({ "month": month, "occurredOn": format!("{next}-05") });
    let closed = teller.command(doc::CLOSE_MONTH, close).await?;
    let sha256 = teller.text(&closed, "/month/sha256")?;
    let reference = format!("CIEL-{month}");
    let filed = json!({ "month": month, "reference": reference, "occurredOn": format!("{next}-08") });
    let filed = teller.command(doc::FILE_DRM, filed).await?;
    let till = teller.command(doc::CLOSE_TILL, json!({ "month": month })).await?;
    teller.text(&till, "/closedOn")?;
    teller.same("état de la DRM", &filed["month"]["status"], &json!("FILED"))?;
    teller.step(&format!("DRM {month} : {what} ; clôturée ({}…), déposée, caisse close", &sha256[..16]));
    Ok(())
}
