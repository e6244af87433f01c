//! Volumes and counts that the cellar cannot give, take or have.

use serde_json::{Value, json};

use crate::support::commands::RECORD;
use crate::support::{GROS_PLANT, House, MUSCADET, capsules};

fn on(day: &str, operation: Value) -> Value {
    json!({ "occurredOn": day, "operation": operation })
}

fn loss(vat: &str, volume: &str) -> Value {
    json!({ "loss": { "vatId": vat, "volume": volume, "cause": "PROCESSING" } })
}

fn purchase(house: &House, vat: &str, volume: &str) -> Value {
    json!({ "purchase": { "vatId": vat, "wineId": house.wine(MUSCADET), "volume": volume } })
}

#[tokio::test]
async fn a_vat_gives_no_more_than_it_holds_now() {
    let house = House::open().await;
    let (vat, empty) = (house.filled("C1", "50", "10").await, house.vat("C2", "50").await);
    let refused = house.refused(&RECORD, on("2025-09-20", loss(&vat, "10.00001")), "VAT_SHORT").await;
    let sentence =
        "La cuve C1 ne peut donner que 10 hl (au 20/09/2025), pertes comprises, sur 10,00001 hl demandés.";
    assert_eq!(refused["message"], sentence);
    let params = json!([
        { "name": "vat", "value": "C1" },
        { "name": "requested", "value": "10.00001" },
        { "name": "available", "value": "10" },
        { "name": "on", "value": "2025-09-20" },
    ]);
    assert_eq!(refused["params"], params);
    let transfer = json!({ "transfer": { "sources": [{ "vatId": vat, "volume": "11" }], "toVatId": empty } });
    house.refused(&RECORD, on("2025-09-20", transfer), "VAT_SHORT").await;
    let dispatch = json!({ "bulkDispatch": {
        "vatId": vat, "volume": "11", "destination": { "distillery": "YES" } } });
    house.refused(&RECORD, on("2025-09-20", dispatch), "VAT_SHORT").await;
    house.refused(&RECORD, on("2025-09-20", loss(&empty, "1")), "VAT_SHORT").await;
    // All of it may leave.
    house.record("2025-09-20", loss(&vat, "10")).await;
}

#[tokio::test]
async fn a_vat_gives_nothing_on_a_day_that_a_later_one_needs() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    house.record("2025-09-20", loss(&vat, "9")).await;
    house.record("2025-09-25", purchase(&house, &vat, "30")).await;
    let refused = house.refused(&RECORD, on("2025-09-10", loss(&vat, "1.5")), "VAT_SHORT").await;
    assert_eq!(refused["params"][3]["value"], "2025-09-20", "the day on which it would be missing");
    house.record("2025-09-10", loss(&vat, "1")).await;
    assert_eq!(house.content(&vat).await, "30");
}

#[tokio::test]
async fn a_vat_takes_no_more_than_fits_now_and_later() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    let refused = house.refused(&RECORD, on("2025-09-20", purchase(&house, &vat, "10.5")), "VAT_FULL").await;
    assert_eq!(
        refused["message"],
        "La cuve C1 n'a de place que pour 10 hl (au 20/09/2025), et non pour 10,5 hl."
    );
    house.record("2025-09-20", purchase(&house, &vat, "8")).await;
    house.record("2025-09-25", loss(&vat, "30")).await;
    let refused = house.refused(&RECORD, on("2025-09-10", purchase(&house, &vat, "3")), "VAT_FULL").await;
    assert_eq!(refused["params"][3]["value"], "2025-09-20", "the day on which it would overflow");
    let other = house.filled("C2", "50", "40").await;
    let transfer = json!({ "transfer": { "sources": [{ "vatId": other, "volume": "39" }], "toVatId": vat } });
    house.refused(&RECORD, on("2025-09-26", transfer), "VAT_FULL").await;
    let count = json!({ "adjustment": { "vatId": vat, "counted": "51", "reason": "Inventaire" } });
    house.refused(&RECORD, on("2025-09-27", count), "VAT_FULL").await;
}

#[tokio::test]
async fn two_thousand_bottles_and_their_loss_need_more_than_fifteen_hectolitres() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "15").await;
    let bottling = |loss: Value| {
        on(
            "2025-09-20",
            json!({ "bottling": {
            "vatId": vat, "lotNumber": "L25-01", "bottles": 2_000, "sizeMl": 750, "loss": loss } }),
        )
    };
    let refused = house.refused(&RECORD, bottling(json!("0.2")), "VAT_SHORT").await;
    assert_eq!(
        refused["message"],
        "La cuve C1 ne peut donner que 15 hl (au 20/09/2025), pertes comprises, sur 15,2 hl demandés."
    );
    house.command(&RECORD, bottling(json!(null))).await;
    assert_eq!(house.content(&vat).await, "0");
}

#[tokio::test]
async fn a_second_wine_does_not_enter_a_vat() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let other = house.filled_with("C2", "50", GROS_PLANT, "10").await;
    let transfer = json!({ "transfer": { "sources": [{ "vatId": other, "volume": "1" }], "toVatId": vat } });
    let refused = house.refused(&RECORD, on("2025-09-20", transfer), "VAT_HOLDS_OTHER_WINE").await;
    assert_eq!(
        refused["message"],
        format!(
            "Au 20/09/2025, la cuve C1 contient « {MUSCADET} » : reclassez le vin avant d'y mettre ou d'en tirer \
             « {GROS_PLANT} »."
        )
    );
    let purchase = json!({ "purchase": { "vatId": vat, "wineId": house.wine(GROS_PLANT), "volume": "1" } });
    house.refused(&RECORD, on("2025-09-20", purchase), "VAT_HOLDS_OTHER_WINE").await;
    let third = house.vat("C3", "50").await;
    let blend = json!({ "transfer": {
        "sources": [{ "vatId": vat, "volume": "1" }, { "vatId": other, "volume": "1" }], "toVatId": third } });
    house.refused(&RECORD, on("2025-09-20", blend), "BLEND_OF_TWO_WINES").await;
    let reclassify = json!({ "reclassification": {
        "vatId": other, "toWineId": house.wine(MUSCADET), "kind": "FALLBACK" } });
    house.record("2025-09-21", reclassify).await;
    let transfer = json!({ "transfer": { "sources": [{ "vatId": other, "volume": "1" }], "toVatId": vat } });
    house.record("2025-09-22", transfer).await;
    assert_eq!(house.content(&vat).await, "11");
}

#[tokio::test]
async fn a_volume_is_above_zero_and_below_what_a_cellar_can_hold() {
    let house = House::open().await;
    let (vat, empty) = (house.filled("C1", "50", "10").await, house.vat("C2", "50").await);
    let lot = house.lot("L24-01", 600).await;
    let with = |volume: &str| {
        let wine = house.wine(MUSCADET);
        [
            loss(&vat, volume),
            purchase(&house, &empty, volume),
            json!({ "openingInVat": { "vatId": empty, "wineId": wine, "volume": volume } }),
            json!({ "bulkDispatch": { "vatId": vat, "volume": volume, "destination": { "industry": "YES" } } }),
            json!({ "transfer": { "sources": [{ "vatId": vat, "volume": volume }], "toVatId": empty } }),
        ]
    };
    for (volume, code) in [
        ("0", "VOLUME_NOT_POSITIVE"),
        ("-1", "VOLUME_NOT_POSITIVE"),
        ("100000.00001", "VOLUME_ABSURD"),
        ("90000000000000", "VOLUME_ABSURD"),
    ] {
        for operation in with(volume) {
            house.refused(&RECORD, on("2025-09-20", operation), code).await;
        }
    }
    let sale = |bottles: i64| json!({ "sale": { "lotId": lot, "bottles": bottles, "destination": { "franceCrd": "YES" } } });
    for (bottles, code) in [
        (0, "BOTTLES_NOT_POSITIVE"),
        (-60, "BOTTLES_NOT_POSITIVE"),
        (10_000_001, "BOTTLES_ABSURD"),
        (i64::MAX, "BOTTLES_ABSURD"),
    ] {
        house.refused(&RECORD, on("2025-09-20", sale(bottles)), code).await;
        let broken = json!({ "bottleLoss": { "lotId": lot, "bottles": bottles, "cause": "BREAKAGE" } });
        house.refused(&RECORD, on("2025-09-20", broken), code).await;
    }
}

#[tokio::test]
async fn a_loss_is_a_part_of_what_moves() {
    let house = House::open().await;
    let (vat, empty) = (house.filled("C1", "50", "10").await, house.vat("C2", "50").await);
    let parcel = house.parcel("Les Grands Clos").await;
    let transfer = |loss: &str| {
        json!({ "transfer": {
        "sources": [{ "vatId": vat, "volume": "2" }], "toVatId": empty, "loss": loss } })
    };
    let bottling = |loss: &str| {
        json!({ "bottling": {
        "vatId": vat, "lotNumber": "L25-01", "bottles": 100, "sizeMl": 750, "loss": loss } })
    };
    let harvest = |waste: &str| {
        json!({ "harvest": {
        "parcelId": parcel, "vatId": empty, "wineId": house.wine(MUSCADET), "vintage": 2025,
        "volume": "2", "waste": waste } })
    };
    for operation in
        [transfer("2"), transfer("-0.1"), bottling("0.8"), bottling("-0.1"), harvest("2"), harvest("-1")]
    {
        house.refused(&RECORD, on("2025-09-20", operation), "LOSS_INVALID").await;
    }
}

#[tokio::test]
async fn a_lot_is_what_its_bottles_and_capsules_are() {
    let house = House::open().await;
    let vat = house.filled("C1", "200", "150").await;
    let bottling = |change: &dyn Fn(&mut Value)| {
        let mut operation = json!({ "bottling": {
            "vatId": vat, "lotNumber": "L25-01", "bottles": 100, "sizeMl": 750, "capsules": capsules() } });
        change(&mut operation["bottling"]);
        on("2025-09-20", operation)
    };
    let number = bottling(&|it| it["lotNumber"] = json!("25-01"));
    house.refused(&RECORD, number, "LOT_NUMBER_INVALID").await;
    let size = bottling(&|it| {
        it["sizeMl"] = json!(50);
        it["capsules"] = json!(null);
    });
    house.refused(&RECORD, size, "BOTTLE_SIZE_INVALID").await;
    house.refused(&RECORD, bottling(&|it| it["sizeMl"] = json!(1_500)), "CAPSULE_SIZE_DIFFERS").await;
    house.refused(&RECORD, bottling(&|it| it["bottles"] = json!(12_001)), "CAPSULES_SHORT").await;
    let others = bottling(&|it| it["capsules"] = json!({ "sizeMl": 750, "colour": "GREEN" }));
    house.refused(&RECORD, others, "CAPSULE_ACCOUNT_NOT_FOUND").await;
    house.command(&RECORD, bottling(&|_| ())).await;
    house.refused(&RECORD, bottling(&|it| it["lotNumber"] = json!("l25-01 ")), "LOT_NUMBER_TAKEN").await;
}
