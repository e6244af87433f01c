//! Invoices that are written down before they are issued.

use serde_json::{Value, json};

use crate::support::commands::{
    CONFIRM_ORDER, CREDIT_INVOICE, DISCARD_INVOICE_DRAFT, DISPATCH_ORDER, ISSUE_INVOICE_DRAFT,
    SAVE_INVOICE_DRAFT,
};
use crate::support::{House, id};

async fn seller() -> House {
    let house = House::open().await;
    house.described().await;
    house
}

fn visits(count: i64) -> Value {
    json!({ "charges": [{ "label": "Visite", "service": true, "count": count, "unitPrice": "12" }], "basis": "GROSS",
        "terms": { "buyerReference": "BC 17", "dueOn": "2025-10-15" } })
}

async fn open(house: &House) -> Vec<Value> {
    let found = house.ask("{ invoiceDrafts { edges { node { id open } } } }", json!({})).await;
    found["invoiceDrafts"]["edges"].as_array().unwrap().iter().map(|edge| edge["node"].clone()).collect()
}

async fn preview(house: &House, draft: &str) -> Value {
    let query =
        "query ($id: UUID!) { invoicePreview(draftId: $id) { gross vatAmount lines { label count net } } }";
    house.ask(query, json!({ "id": draft })).await["invoicePreview"].clone()
}

#[tokio::test]
async fn a_draft_is_written_down_looked_at_changed_and_issued() {
    let house = seller().await;
    let saved = house.command(&SAVE_INVOICE_DRAFT, visits(2)).await["draft"].clone();
    assert_eq!(
        (&saved["open"], &saved["invoice"], &saved["dueOn"]),
        (&json!(true), &Value::Null, &json!("2025-10-15"))
    );
    let draft = id(&saved);
    assert_eq!(preview(&house, &draft).await["gross"], json!("24.00"));
    let mut changed = visits(3);
    changed["id"] = json!(draft);
    let again = house.command(&SAVE_INVOICE_DRAFT, changed).await["draft"].clone();
    assert_eq!((id(&again), &again["charges"][0]["count"]), (draft.clone(), &json!(3)));
    assert_eq!(open(&house).await.len(), 1);
    let issue =
        json!({ "id": draft, "issuedOn": "2025-09-15", "commandId": "0199aaaa-0000-7000-8000-000000000021" });
    let issued = house.command(&ISSUE_INVOICE_DRAFT, issue.clone()).await["invoice"].clone();
    assert_eq!(
        (id(&issued), &issued["number"], &issued["gross"], &issued["buyerReference"], &issued["dueOn"]),
        (draft.clone(), &json!("FA-2025-000001"), &json!("36.00"), &json!("BC 17"), &json!("2025-10-15"))
    );
    assert!(open(&house).await.is_empty());
    let twice = house.send(&ISSUE_INVOICE_DRAFT, issue).await;
    assert_eq!((&twice["replayed"], &twice["invoice"]["number"]), (&json!(true), &json!("FA-2025-000001")));
    let more = json!({ "id": draft, "issuedOn": "2025-09-16" });
    house.refused(&ISSUE_INVOICE_DRAFT, more, "INVOICE_ALREADY_ISSUED").await;
    let mut late = visits(1);
    late["id"] = json!(draft);
    house.refused(&SAVE_INVOICE_DRAFT, late, "INVOICE_ALREADY_ISSUED").await;
    house.audit().await;
}

#[tokio::test]
async fn a_draft_of_an_order_charges_what_left_when_it_is_issued() {
    let house = seller().await;
    let lot = house.lot("L24-01", 600).await;
    let order = house.order(&lot, 6, "2025-09-12").await;
    let saved = house.command(&SAVE_INVOICE_DRAFT, json!({ "orderId": order })).await["draft"].clone();
    let draft = id(&saved);
    assert_eq!(saved["order"]["id"], json!(order));
    let issue = json!({ "id": draft, "issuedOn": "2025-09-15" });
    house.refused(&ISSUE_INVOICE_DRAFT, issue.clone(), "ORDER_NOT_DISPATCHED").await;
    let step = json!({ "id": order, "occurredOn": "2025-09-13" });
    for command in [&CONFIRM_ORDER, &DISPATCH_ORDER] {
        house.command(command, step.clone()).await;
    }
    let told = preview(&house, &draft).await;
    let issued = house.command(&ISSUE_INVOICE_DRAFT, issue).await["invoice"].clone();
    assert_eq!((&issued["gross"], &issued["bottles"]), (&told["gross"], &json!(6)));
    let back = json!({ "id": issued["id"], "reason": "erreur", "issuedOn": "2025-09-16" });
    house.command(&CREDIT_INVOICE, back).await;
    house.audit().await;
}

#[tokio::test]
async fn a_draft_is_given_up_and_takes_no_number() {
    let house = seller().await;
    let draft = id(&house.command(&SAVE_INVOICE_DRAFT, visits(2)).await["draft"]);
    house.refused(&DISCARD_INVOICE_DRAFT, json!({ "id": draft, "reason": " " }), "REASON_MISSING").await;
    let gone = json!({ "id": draft, "reason": "Saisie deux fois" });
    assert_eq!(house.command(&DISCARD_INVOICE_DRAFT, gone).await["draft"]["open"], json!(false));
    assert!(open(&house).await.is_empty());
    let issue = json!({ "id": draft, "issuedOn": "2025-09-15" });
    house.refused(&ISSUE_INVOICE_DRAFT, issue, "INVOICE_DRAFT_DISCARDED").await;
    let next = id(&house.command(&SAVE_INVOICE_DRAFT, visits(1)).await["draft"]);
    let issued = house.command(&ISSUE_INVOICE_DRAFT, json!({ "id": next, "issuedOn": "2025-09-15" })).await;
    assert_eq!(issued["invoice"]["number"], json!("FA-2025-000001"));
    house.audit().await;
}

#[tokio::test]
async fn a_draft_names_what_the_estate_has_and_nothing_else() {
    let house = seller().await;
    let nobody = "0199aaaa-0000-7000-8000-0000000000ff";
    house.refused(&SAVE_INVOICE_DRAFT, json!({ "orderId": nobody }), "ORDER_NOT_FOUND").await;
    let mut input = visits(1);
    input["customerId"] = json!(nobody);
    house.refused(&SAVE_INVOICE_DRAFT, input, "PARTY_NOT_FOUND").await;
    let mut input = visits(1);
    input["id"] = json!(nobody);
    house.refused(&SAVE_INVOICE_DRAFT, input, "INVOICE_NOT_FOUND").await;
    house.refused(&SAVE_INVOICE_DRAFT, json!({}), "INVOICE_WITHOUT_LINES").await;
    house
        .refused(&ISSUE_INVOICE_DRAFT, json!({ "id": nobody, "issuedOn": "2025-09-15" }), "INVOICE_NOT_FOUND")
        .await;
    house.refused(&DISCARD_INVOICE_DRAFT, json!({ "id": nobody, "reason": "x" }), "INVOICE_NOT_FOUND").await;
}
