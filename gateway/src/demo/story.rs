use serde_json::{Value, json};

use super::documents as doc;
use super::identity::describe;
use super::months::before;
use super::teller::{Teller, Untrue};
use super::trade::{invoiced, paid};
use crate::drm_file::{Opening, opening, read_return};

/// The demo estate's last return: the ground of its books.
pub const DRM_FILE: &[u8] = include_bytes!("../../../fixtures/demo/drm_2026-03.csv");
/// Its name.
pub const ESTATE_NAME: &str = "Domaine de la Vigie";
/// The wine of the story.
const MUSCADET: &str = "Muscadet Sèvre et Maine sur lie";

/// The opening of the demo estate.
pub fn demo_opening() -> Result<Opening, Untrue> {
    let broken = |what: String| Untrue { step: "fichier DRM".to_owned(), what };
    let told = read_return(DRM_FILE).map_err(|unreadable| broken(format!("{unreadable:?}")))?;
    opening(&told, DRM_FILE, Some(ESTATE_NAME.to_owned())).map_err(|problem| broken(problem.to_string()))
}

/// What the story leaves for the checks to look at.
pub struct Told {
    /// The vat that the harvest went into.
    pub vat: String,
    /// The lot that was bottled.
    pub lot: String,
}

/// Brings the estate through April to August 2026, each month filed, and through September: harvest, racking, loss, bottling, an order.
pub async fn tell(teller: &mut Teller) -> Result<Told, Untrue> {
    let wines = opening_stock(teller).await?;
    let muscadet = wine_id(teller, &wines, MUSCADET)?;
    describe(teller).await?;
    let white = wine_id(teller, &wines, "IGP Val de Loire blanc")?;
    before(teller, &muscadet, &white).await?;
    let cellar = cellar(teller).await?;
    place(teller, &cellar, &wines).await?;
    harvest(teller, &cellar, &muscadet).await?;
    rack_and_lose(teller, &cellar).await?;
    let lot = bottle(teller, &cellar).await?;
    order(teller, &lot).await?;
    drm(teller).await?;
    Ok(Told { vat: cellar.first, lot })
}

struct Cellar {
    parcel: String,
    first: String,
    second: String,
    old: String,
    small: String,
}

async fn opening_stock(teller: &mut Teller) -> Result<Vec<Value>, Untrue> {
    let estate = teller.ask(doc::ESTATE, json!({})).await?;
    let name = teller.text(&estate, "/estate/name")?;
    let month = teller.text(&estate, "/estate/booksFrom")?;
    teller.step(&format!("Ouverture de {name} : ses registres commencent en {month}"));
    let stocks = estate["estate"]["openingStock"].as_array().cloned().unwrap_or_default();
    for stock in &stocks {
        let line = format!("       {:<55} {:>13}", as_text(&stock["wine"]["label"]), hl(&stock["volume"]));
        teller.say(line);
    }
    let opening = demo_opening()?;
    for account in &opening.operation.wines {
        let label = &account.spec.label;
        let found = stocks.iter().find(|stock| stock["wine"]["label"] == json!(label));
        let found = found.map_or(Value::Null, |stock| stock["volume"].clone());
        teller.same(label, &found, &json!(account.closing_ml.to_hl_string()))?;
    }
    Ok(stocks)
}

fn wine_id(teller: &Teller, stocks: &[Value], label: &str) -> Result<String, Untrue> {
    let stock = stocks.iter().find(|stock| stock["wine"]["label"] == json!(label));
    let id = stock.and_then(|stock| stock["wine"]["id"].as_str());
    id.map(str::to_owned).ok_or_else(|| teller.untrue(format!("« {label} » manque")))
}

async fn cellar(teller: &mut Teller) -> Result<Cellar, Untrue> {
    let parcel =
        json!({ "name": "Les Grands Clos", "areaM2": 42_000, "grape": "Melon B.", "cadastre": "AB 112" });
    let parcel = teller.command(doc::REGISTER_PARCEL, parcel).await?;
    let mut vats = Vec::new();
    let plan = [
        ("C1", "50", "STAINLESS_STEEL"),
        ("C2", "30", "STAINLESS_STEEL"),
        ("C3", "200", "CONCRETE"),
        ("C4", "20", "WOOD"),
    ];
    for (code, capacity, material) in plan {
        let vat = json!({
            "code": code, "capacity": capacity, "material": material, "inServiceOn": "2026-09-01",
        });
        let vat = teller.command(doc::COMMISSION_VAT, vat).await?;
        vats.push(teller.text(&vat, "/vat/id")?);
    }
    teller.step("Cuverie : C1 50 hl, C2 30 hl, C3 200 hl, C4 20 hl ; parcelle Les Grands Clos");
    let [first, second, old, small] =
        vats.try_into().map_err(|_| teller.untrue("quatre cuves".to_owned()))?;
    Ok(Cellar { parcel: teller.text(&parcel, "/parcel/id")?, first, second, old, small })
}

/// A part of the opening stock is found in a vat and in bottles; none of it changes the return.
async fn place(teller: &mut Teller, cellar: &Cellar, wines: &[Value]) -> Result<(), Untrue> {
    let muscadet = wine_id(teller, wines, MUSCADET)?;
    let rose = wine_id(teller, wines, "IGP Val de Loire rosé")?;
    let operations = [
        json!({ "openingInVat": { "vatId": cellar.old, "wineId": muscadet, "volume": "150" } }),
        json!({ "openingInVat": { "vatId": cellar.small, "wineId": rose, "volume": "15" } }),
        json!({ "openingInBottles": {
            "lotNumber": "L25-SM-01", "wineId": muscadet, "bottles": 4_000, "sizeMl": 750, "vintage": 2025,
            "capsules": { "sizeMl": 750, "colour": "WINE_LEES" },
        } }),
    ];
    for operation in operations {
        teller.command(doc::RECORD, json!({ "occurredOn": "2026-09-01", "operation": operation })).await?;
    }
    let level = content(teller, &cellar.old).await?;
    teller.same("contenu de C3", &level, &json!("150"))?;
    teller.step("Stock d'ouverture retrouvé : 150 hl en C3, 15 hl en C4, 4 000 bouteilles (lot L25-SM-01)");
    Ok(())
}

async fn harvest(teller: &mut Teller, cellar: &Cellar, wine: &str) -> Result<(), Untrue> {
    let operation = json!({ "harvest": {
        "parcelId": cellar.parcel, "vatId": cellar.first, "wineId": wine, "vintage": 2026,
        "volume": "25.4", "waste": "0.8", "weightKg": 3_200,
    } });
    let draft = json!({ "occurredOn": "2026-09-10", "operation": operation });
    let draft = teller.command(doc::DRAFT, draft).await?;
    teller.same("contenu avant validation", &content(teller, &cellar.first).await?, &json!("0"))?;
    let id = teller.text(&draft, "/movement/id")?;
    teller.command(doc::VALIDATE, json!({ "id": id })).await?;
    teller.same("contenu de C1", &content(teller, &cellar.first).await?, &json!("24.6"))?;
    teller
        .step("Vendange du 10/09 : 25,4 hl dont 0,8 hl de déchets, en brouillon puis validée → C1 : 24,6 hl");
    let retire = json!({ "id": cellar.parcel, "occurredOn": "2026-09-11" });
    let sentence = teller.refused(doc::RETIRE_PARCEL, retire, "PARCEL_HAS_HARVESTS").await?;
    teller.say(format!("       refusé : {sentence}"));
    let amend = json!({ "id": id, "occurredOn": "2026-09-10", "operation": {
        "loss": { "vatId": cellar.first, "volume": "1", "cause": "PROCESSING" } } });
    let sentence = teller.refused(doc::AMEND, amend, "MOVEMENT_LOCKED").await?;
    teller.say(format!("       refusé : {sentence}"));
    Ok(())
}

async fn rack_and_lose(teller: &mut Teller, cellar: &Cellar) -> Result<(), Untrue> {
    let transfer = json!({ "transfer": {
        "sources": [{ "vatId": cellar.first, "volume": "5" }], "toVatId": cellar.second } });
    teller.command(doc::RECORD, json!({ "occurredOn": "2026-09-18", "operation": transfer })).await?;
    teller.same("contenu de C1", &content(teller, &cellar.first).await?, &json!("19.6"))?;
    teller.same("contenu de C2", &content(teller, &cellar.second).await?, &json!("5"))?;
    teller.step("Soutirage du 18/09 : 5,0 hl de C1 vers C2 → C1 : 19,6 hl, C2 : 5 hl");
    let loss = json!({ "loss": { "vatId": cellar.first, "volume": "0.1", "cause": "PROCESSING" } });
    teller.command(doc::RECORD, json!({ "occurredOn": "2026-09-19", "operation": loss })).await?;
    teller.same("contenu de C1", &content(teller, &cellar.first).await?, &json!("19.5"))?;
    teller.step("Perte du 19/09 : 0,1 hl à l'élaboration → C1 : 19,5 hl");
    let second = json!({ "transfer": {
        "sources": [{ "vatId": cellar.small, "volume": "1" }], "toVatId": cellar.second } });
    let second = json!({ "occurredOn": "2026-09-19", "operation": second });
    let sentence = teller.refused(doc::RECORD, second, "VAT_HOLDS_OTHER_WINE").await?;
    teller.say(format!("       refusé : {sentence}"));
    Ok(())
}

async fn bottle(teller: &mut Teller, cellar: &Cellar) -> Result<String, Untrue> {
    let too_much = json!({ "occurredOn": "2026-09-25", "operation": { "bottling": {
        "vatId": cellar.small, "lotNumber": "L26-RO-01", "bottles": 2_000, "sizeMl": 750, "loss": "0.2" } } });
    let sentence = teller.refused(doc::RECORD, too_much, "VAT_SHORT").await?;
    let bottling = json!({ "bottling": {
        "vatId": cellar.first, "lotNumber": "L26-SM-01", "bottles": 2_500, "sizeMl": 750, "loss": "0.2",
        "vintage": 2026, "capsules": { "sizeMl": 750, "colour": "WINE_LEES" } } });
    let made =
        teller.command(doc::RECORD, json!({ "occurredOn": "2026-09-25", "operation": bottling })).await?;
    teller.same("contenu de C1", &content(teller, &cellar.first).await?, &json!("0.55"))?;
    let capsules = teller.ask(doc::CAPSULES, json!({})).await?;
    let accounts = capsules["capsuleAccounts"]["edges"].as_array().cloned().unwrap_or_default();
    let of_75_cl = accounts.iter().find(|account| account["node"]["kind"]["sizeMl"] == json!(750));
    let on_hand = of_75_cl.map_or(Value::Null, |account| account["node"]["onHand"].clone());
    teller.same("capsules 75 cl", &on_hand, &json!(12_036 - 2_500))?;
    teller.step(
        "Mise du 25/09 : 2 500 × 75 cl et 0,2 hl de perte, 18,95 hl tirés → C1 : 0,55 hl, 9 536 capsules",
    );
    teller.say(format!("       refusé (2 000 × 75 cl + 0,2 hl) : {sentence}"));
    teller.text(&made, "/movement/details/lot/id")
}

async fn order(teller: &mut Teller, lot: &str) -> Result<(), Untrue> {
    let order = json!({
        "destination": { "franceCrd": "YES" }, "occurredOn": "2026-09-28", "basis": "GROSS",
        "lines": [{ "lotId": lot, "bottles": 60, "unitPrice": "8.50" }],
    });
    let order = teller.command(doc::PLACE_ORDER, order).await?;
    teller.same("total", &order["order"]["total"], &json!("510.00"))?;
    let id = teller.text(&order, "/order/id")?;
    teller.command(doc::CONFIRM_ORDER, json!({ "id": id, "occurredOn": "2026-09-28" })).await?;
    let reserved = teller.ask(doc::LOT, json!({ "id": lot })).await?;
    teller.same("réservées", &reserved["lot"]["reserved"], &json!(60))?;
    teller.same("disponibles", &reserved["lot"]["available"], &json!(2_440))?;
    teller.step("Commande de 60 bouteilles à 8,50 € : confirmée → 60 réservées, 2 440 disponibles");
    let too_many = json!({ "occurredOn": "2026-09-28", "operation": {
        "sale": { "lotId": lot, "bottles": 2_441, "destination": { "franceCrd": "YES" } } } });
    let sentence = teller.refused(doc::RECORD, too_many, "LOT_OVERSOLD").await?;
    teller.say(format!("       refusé : {sentence}"));
    teller.command(doc::DISPATCH_ORDER, json!({ "id": id, "occurredOn": "2026-09-29" })).await?;
    let products = teller.ask(doc::PRODUCTS, json!({})).await?;
    let products = products["products"]["edges"].as_array().cloned().unwrap_or_default();
    let product = products.iter().map(|edge| &edge["node"]).find(|product| product["vintage"] == json!(2026));
    let product = product.cloned().unwrap_or_default();
    teller.same("en stock", &product["onHand"], &json!(2_440))?;
    teller.same("réservées", &product["reserved"], &json!(0))?;
    teller.same("vendues", &product["sold"], &json!(60))?;
    teller.step("Expédition du 29/09 → 2 440 en stock, 0 réservée, 60 vendues");
    let invoice = invoiced(teller, &id, "2026-09-30").await?;
    teller.same("60 à 8,50 € TTC", &json!(invoice.gross), &json!("510.00"))?;
    let rest = paid(teller, &invoice, None, "CARD", "2026-09-30").await?;
    teller.same("reste dû", &json!(rest), &json!("0.00"))?;
    teller.step(&format!(
        "Facture {} : 425,00 € HT, 85,00 € de TVA, 510,00 € TTC, réglée par carte",
        invoice.number
    ));
    Ok(())
}

/// The month's return: every account must balance, and the story's figures stand where they must.
async fn drm(teller: &mut Teller) -> Result<(), Untrue> {
    let answer = teller.ask(doc::DRM, json!({ "month": "2026-09" })).await?;
    let month = &answer["drmMonth"];
    teller.same("équilibre", &month["holds"], &json!(true))?;
    teller.step("DRM de septembre 2026 : début + entrées − sorties = fin, pour chaque vin");
    for wine in month["wines"].as_array().cloned().unwrap_or_default() {
        teller.same("équilibre", &wine["holds"], &json!(true))?;
        let sum = |side: &Value| {
            let nodes = side.as_array().cloned().unwrap_or_default();
            let texts: Vec<String> = nodes
                .iter()
                .map(|node| format!("{} {}", as_text(&node["node"]), hl(&node["volume"])))
                .collect();
            if texts.is_empty() { "-".to_owned() } else { texts.join(", ") }
        };
        let label = as_text(&wine["wine"]["label"]);
        teller.say(format!("       {label} : début {}", hl(&wine["opening"])));
        teller.say(format!(
            "         entrées : {} ; sorties : {}",
            sum(&wine["entries"]),
            sum(&wine["exits"])
        ));
        teller.say(format!("         fin {}", hl(&wine["closing"])));
        if label == MUSCADET {
            let node = |side: &str, name: &str| {
                let nodes = wine[side].as_array().cloned().unwrap_or_default();
                nodes.into_iter().find(|node| node["node"] == json!(name)).unwrap_or_default()["volume"]
                    .clone()
            };
            teller.same("production", &node("entries", "VOLUME_PRODUCED"), &json!("24.6"))?;
            teller.same("pertes", &node("exits", "LOSSES"), &json!("0.3"))?;
            teller.same("ventes CRD", &node("exits", "FRANCE_CRD_SUSPENDED"), &json!("0.45"))?;
            teller.same("fin", &wine["closing"], &json!("204.45"))?;
        }
    }
    Ok(())
}

async fn content(teller: &Teller, vat: &str) -> Result<Value, Untrue> {
    let answer = teller.ask(doc::VAT, json!({ "id": vat })).await?;
    Ok(answer["vat"]["content"].clone())
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A volume of an answer as it is read in French.
fn hl(value: &Value) -> String {
    format!("{} hl", as_text(value).replace('.', ","))
}
