//! Invoices, payments, the counter and the till, as a bookkeeper sends them.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::commands::{
    CLOSE_TILL, CONFIRM_ORDER, CREATE_PARTY, CREDIT_INVOICE, Command, DISPATCH_ORDER, ISSUE_INVOICE,
    PLACE_ORDER, RECORD_PAYMENT, REFUND_PAYMENT, REPLACE_INVOICE, REVERSE_PAYMENT, SELL_AT_COUNTER,
};
use crate::support::{House, id};

/// An estate that has stated who it is.
async fn seller() -> House {
    let house = House::open().await;
    house.described().await;
    house
}

/// A business with all that an invoice wants of it.
async fn company(house: &House) -> String {
    let address =
        json!({ "lines": ["3 quai de la Fosse"], "postalCode": "44000", "city": "Nantes", "country": "FR" });
    let party = json!({
        "kind": "COMPANY", "name": "Cave du Port", "siren": "000000026", "billingAddress": address,
    });
    id(&house.command(&CREATE_PARTY, json!({ "party": party })).await["party"])
}

/// An order of sixty bottles at 8,50 € with VAT that was confirmed.
async fn confirmed(house: &House, lot: &str, customer: Option<&str>) -> String {
    let input = json!({
        "customerId": customer, "destination": { "franceCrd": "YES" }, "basis": "GROSS", "occurredOn": "2025-09-12",
        "lines": [{ "lotId": lot, "bottles": 60, "unitPrice": "8,50" }],
    });
    let order = id(&house.command(&PLACE_ORDER, input).await["order"]);
    house.command(&CONFIRM_ORDER, json!({ "id": order, "occurredOn": "2025-09-12" })).await;
    order
}

async fn dispatch(house: &House, order: &str, some: Option<(&str, i64)>, on: &str) -> Value {
    let lines = some.map(|(lot, bottles)| json!([{ "lotId": lot, "bottles": bottles }]));
    let input = json!({ "id": order, "lines": lines, "occurredOn": on });
    house.command(&DISPATCH_ORDER, input).await["order"].clone()
}

fn issue(order: &str, on: &str) -> Value {
    json!({ "orderId": order, "issuedOn": on })
}

fn pay(invoice: &Value, amount: &str, means: &str, on: &str) -> Value {
    json!({ "invoiceId": invoice["id"], "amount": amount, "means": means, "occurredOn": on })
}

/// Refused, the ledger as it was. A customer's identity is sealed before the command is decided; a seal without its event is
/// harmless.
async fn declined(house: &House, command: &Command, input: Value, code: &str) -> Value {
    let before = house.position().await;
    let answer = house.send(command, input).await;
    assert_eq!((&answer["__typename"], &answer["code"]), (&json!("Refused"), &json!(code)), "{answer}");
    assert_eq!(house.position().await, before);
    answer
}

fn figures<'a>(invoice: &'a Value, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| invoice[*name].as_str().unwrap_or_default()).collect()
}

/// Sixty bottles that left and are invoiced.
async fn invoiced(house: &House) -> Value {
    let lot = house.lot("L24-01", 600).await;
    let customer = company(house).await;
    let order = confirmed(house, &lot, Some(&customer)).await;
    dispatch(house, &order, None, "2025-09-14").await;
    house.command(&ISSUE_INVOICE, issue(&order, "2025-09-15")).await["invoice"].clone()
}

#[tokio::test]
async fn what_left_is_invoiced_to_the_cent() {
    let house = seller().await;
    let invoice = invoiced(&house).await;
    assert_eq!(
        figures(
            &invoice,
            &["number", "kind", "status", "suppliedOn", "dueOn", "net", "vatAmount", "gross", "balance"]
        ),
        [
            "FA-2025-000001",
            "INVOICE",
            "LATE",
            "2025-09-14",
            "2025-10-15",
            "425.00",
            "85.00",
            "510.00",
            "510.00"
        ]
    );
    assert_eq!(
        invoice["vat"],
        json!([{ "category": "S", "rate": "20.00", "base": "425.00", "vat": "85.00" }])
    );
    assert_eq!(invoice["lines"][0]["label"], "Muscadet Sèvre et Maine sur lie 2024, 75 cl");
    assert_eq!(
        (&invoice["lines"][0]["count"], &invoice["customer"]["name"]),
        (&json!(60), &json!("Cave du Port"))
    );
    house.audit().await;
}

#[tokio::test]
async fn an_order_leaves_in_parts_and_each_part_is_invoiced_once() {
    let house = seller().await;
    let lot = house.lot("L24-01", 600).await;
    let order = confirmed(&house, &lot, Some(&company(&house).await)).await;
    let part = dispatch(&house, &order, Some((&lot, 24)), "2025-09-13").await;
    assert_eq!(
        (&part["status"], &part["lines"][0]["lot"]["reserved"]),
        (&json!("PARTLY_DISPATCHED"), &json!(36))
    );
    let first = house.command(&ISSUE_INVOICE, issue(&order, "2025-09-14")).await["invoice"].clone();
    assert_eq!(figures(&first, &["number", "gross"]), ["FA-2025-000001", "204.00"]);
    declined(&house, &ISSUE_INVOICE, issue(&order, "2025-09-14"), "ORDER_INVOICED_ALREADY").await;
    let beyond =
        json!({ "id": order, "lines": [{ "lotId": lot, "bottles": 37 }], "occurredOn": "2025-09-15" });
    house.refused(&DISPATCH_ORDER, beyond, "ORDER_DISPATCH_BEYOND").await;
    let whole = dispatch(&house, &order, None, "2025-09-16").await;
    assert_eq!((&whole["status"], &whole["lines"][0]["lot"]["sold"]), (&json!("DISPATCHED"), &json!(60)));
    let second = house.command(&ISSUE_INVOICE, issue(&order, "2025-09-16")).await["invoice"].clone();
    assert_eq!(figures(&second, &["number", "gross"]), ["FA-2025-000002", "306.00"]);
    let found = house.ask(
        "query ($id: UUID!) { order(id: $id) { dispatches { invoice { number } } } }",
        json!({ "id": order }),
    );
    let numbers = found.await["order"]["dispatches"].clone();
    assert_eq!(
        numbers,
        json!([{ "invoice": { "number": "FA-2025-000001" } }, { "invoice": { "number": "FA-2025-000002" } }])
    );
    house.audit().await;
}

#[tokio::test]
async fn an_invoice_is_paid_in_parts_given_back_and_set_right() {
    let house = seller().await;
    let invoice = invoiced(&house).await;
    let part =
        house.command(&RECORD_PAYMENT, pay(&invoice, "200", "CHEQUE", "2025-09-20")).await["invoice"].clone();
    assert_eq!(figures(&part, &["paid", "balance"]), ["200.00", "310.00"]);
    let over =
        house.command(&RECORD_PAYMENT, pay(&invoice, "320", "TRANSFER", "2025-09-21")).await["invoice"]
            .clone();
    assert_eq!(figures(&over, &["status", "balance"]), ["OVERPAID", "-10.00"]);
    house
        .refused(&REFUND_PAYMENT, pay(&invoice, "10.01", "TRANSFER", "2025-09-22"), "REFUND_BEYOND_BALANCE")
        .await;
    let even = house.command(&REFUND_PAYMENT, pay(&invoice, "10", "TRANSFER", "2025-09-22")).await["invoice"]
        .clone();
    assert_eq!(figures(&even, &["status", "balance"]), ["PAID", "0.00"]);
    let cheque = even["payments"][0]["id"].clone();
    let reverse = json!({ "invoiceId": invoice["id"], "paymentId": cheque, "reason": "impayé", "occurredOn": "2025-09-23" });
    let unpaid = house.command(&REVERSE_PAYMENT, reverse).await["invoice"].clone();
    assert_eq!(figures(&unpaid, &["balance"]), ["200.00"]);
    house.refused(&RECORD_PAYMENT, pay(&invoice, "1000,01", "CASH", "2025-09-24"), "CASH_BEYOND_LAW").await;
    let aged = house
        .ask("{ agedBalances(on: \"2025-11-20\") { customer { name } days60 balance } }", json!({}))
        .await;
    assert_eq!(
        aged["agedBalances"],
        json!([{ "customer": { "name": "Cave du Port" }, "days60": "200.00", "balance": "200.00" }])
    );
    house.audit().await;
}

#[tokio::test]
async fn an_invoice_is_credited_by_line_and_whole_and_its_dispatch_is_free_again() {
    let house = seller().await;
    let invoice = invoiced(&house).await;
    let credit = |lines: Value, on: &str| json!({ "id": invoice["id"], "lines": lines, "reason": "casse", "issuedOn": on });
    let some = json!([{ "line": 1, "count": 6 }]);
    let note = house.command(&CREDIT_INVOICE, credit(some, "2025-09-16")).await["invoice"].clone();
    assert_eq!(
        figures(&note, &["number", "kind", "gross", "reason", "balance"]),
        ["AV-2025-000001", "CREDIT_NOTE", "51.00", "casse", "0.00"]
    );
    assert_eq!(note["preceding"]["number"], "FA-2025-000001");
    let beyond = json!([{ "line": 1, "count": 55 }]);
    house.refused(&CREDIT_INVOICE, credit(beyond, "2025-09-16"), "CREDIT_BEYOND_COUNT").await;
    let rest = house.command(&CREDIT_INVOICE, credit(Value::Null, "2025-09-17")).await["invoice"].clone();
    assert_eq!(figures(&rest, &["number", "gross"]), ["AV-2025-000002", "459.00"]);
    house.refused(&CREDIT_INVOICE, credit(Value::Null, "2025-09-18"), "CREDIT_OF_NOTHING").await;
    let order = invoice["order"]["id"].as_str().unwrap();
    let anew = house.command(&ISSUE_INVOICE, issue(order, "2025-09-18")).await["invoice"].clone();
    assert_eq!(figures(&anew, &["number", "gross"]), ["FA-2025-000002", "510.00"]);
    let revenue = "{ revenue(by: MONTH, from: \"2025-09\", until: \"2025-09\") { month bottles net }
        vatByMonth(from: \"2025-09\", until: \"2025-09\") { rate base vat } }";
    let sums = house.ask(revenue, json!({})).await;
    assert_eq!(sums["revenue"], json!([{ "month": "2025-09", "bottles": 60, "net": "425.00" }]));
    assert_eq!(sums["vatByMonth"], json!([{ "rate": "20.00", "base": "425.00", "vat": "85.00" }]));
    house.audit().await;
}

#[tokio::test]
async fn a_corrective_invoice_takes_the_place_of_another() {
    let house = seller().await;
    let invoice = invoiced(&house).await;
    house.command(&RECORD_PAYMENT, pay(&invoice, "100", "CARD", "2025-09-16")).await;
    let input = json!({
        "id": invoice["id"], "reason": "référence oubliée", "terms": { "buyerReference": "BC 4417" },
        "issuedOn": "2025-09-17",
    });
    let corrective = house.command(&REPLACE_INVOICE, input.clone()).await["invoice"].clone();
    assert_eq!(
        figures(&corrective, &["number", "kind", "gross", "paid", "balance", "buyerReference"]),
        ["FA-2025-000002", "CORRECTIVE", "510.00", "100.00", "410.00", "BC 4417"]
    );
    assert_eq!(corrective["preceding"], json!({ "number": "FA-2025-000001", "status": "REPLACED" }));
    declined(&house, &REPLACE_INVOICE, input, "INVOICE_REPLACED").await;
    house.refused(&RECORD_PAYMENT, pay(&invoice, "1", "CARD", "2025-09-18"), "INVOICE_REPLACED").await;
    house.audit().await;
}

#[tokio::test]
async fn the_counter_sells_in_one_step_and_the_day_is_closed() {
    let house = seller().await;
    let lot = house.lot("L24-01", 600).await;
    let input = json!({
        "commandId": "0199aaaa-0000-7000-8000-000000000001", "lines": [{ "lotId": lot, "bottles": 6, "unitPrice": "8.50" }],
        "means": "CARD", "occurredOn": "2025-09-20",
    });
    let sold = house.command(&SELL_AT_COUNTER, input.clone()).await;
    assert_eq!(
        figures(&sold["invoice"], &["number", "buyerKind", "gross", "status"]),
        ["FA-2025-000001", "CONSUMER", "51.00", "PAID"]
    );
    let again = house.send(&SELL_AT_COUNTER, input).await;
    assert_eq!((&again["replayed"], &again["invoice"]["number"]), (&json!(true), &json!("FA-2025-000001")));
    let too_many = json!({
        "lines": [{ "lotId": lot, "bottles": 595, "unitPrice": "8.50" }], "means": "CARD", "occurredOn": "2025-09-20",
    });
    house.refused(&SELL_AT_COUNTER, too_many, "LOT_OVERSOLD").await;
    house.command(&CLOSE_TILL, json!({ "day": "2025-09-20" })).await;
    let late =
        json!({ "lines": [{ "lotId": lot, "bottles": 1, "unitPrice": "8.50" }], "occurredOn": "2025-09-20" });
    house.refused(&SELL_AT_COUNTER, late, "TILL_DAY_CLOSED").await;
    house.command(&CLOSE_TILL, json!({ "month": "2025-09" })).await;
    let closings = house.ask("{ tillClosings { edges { node { kind closedOn documents gross received grandTotal means { means amount } } } } }", json!({}));
    let closings = closings.await["tillClosings"]["edges"].clone();
    let kinds: Vec<_> =
        closings.as_array().unwrap().iter().map(|edge| edge["node"]["kind"].clone()).collect();
    assert_eq!(kinds, ["MONTH", "DAY", "DAY"]);
    let month = &closings[0]["node"];
    assert_eq!(
        figures(month, &["closedOn", "gross", "received", "grandTotal"]),
        ["2025-09-30", "51.00", "51.00", "51.00"]
    );
    assert_eq!(month["means"], json!([{ "means": "CARD", "amount": "51.00" }]));
    house.audit().await;
}

#[tokio::test]
async fn a_business_without_the_mentions_of_the_law_is_not_invoiced_and_takes_no_number() {
    let house = seller().await;
    let party = json!({ "kind": "COMPANY", "name": "Sans adresse" });
    let customer = id(&house.command(&CREATE_PARTY, json!({ "party": party })).await["party"]);
    let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": "12" });
    let input = json!({ "customerId": customer, "charges": [charge], "issuedOn": "2025-09-15" });
    let told = declined(&house, &ISSUE_INVOICE, input, "INVOICE_MENTIONS_MISSING").await;
    assert_eq!(
        told["params"],
        json!([{ "name": "missing", "value": "BILLING_ADDRESS, SIREN, ELECTRONIC_ADDRESS" }])
    );
    let plain = json!({ "charges": [charge], "issuedOn": "2025-09-15" });
    let issued = house.command(&ISSUE_INVOICE, plain).await;
    assert_eq!(issued["invoice"]["number"], "FA-2025-000001");
    let before = json!({ "charges": [charge], "issuedOn": "2025-09-14" });
    house.refused(&ISSUE_INVOICE, before, "INVOICE_DATE_BEFORE_LAST").await;
    let terms = json!({ "dueOn": "2025-12-31" });
    let lot = house.lot("L24-01", 60).await;
    let order = confirmed(&house, &lot, Some(&company(&house).await)).await;
    dispatch(&house, &order, None, "2025-09-14").await;
    let late = json!({ "orderId": order, "terms": terms, "issuedOn": "2025-09-15" });
    declined(&house, &ISSUE_INVOICE, late, "PAYMENT_TERMS_BEYOND_LAW").await;
    house.audit().await;
}

#[tokio::test]
async fn invoices_are_filtered_and_sorted() {
    let house = seller().await;
    for (price, on) in [("30", "2025-09-15"), ("10", "2025-09-16"), ("20", "2025-09-17")] {
        let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": price });
        house.command(&ISSUE_INVOICE, json!({ "charges": [charge], "basis": "GROSS", "issuedOn": on })).await;
    }
    let query = "query ($filter: InvoiceFilterInput, $order: InvoiceOrder) {
        invoices(filter: $filter, order: $order) { edges { node { gross } } } }";
    let found = async |filter: Value, order: &str| {
        let answer = house.ask(query, json!({ "filter": filter, "order": order })).await;
        let edges = answer["invoices"]["edges"].as_array().unwrap().clone();
        edges.iter().map(|edge| edge["node"]["gross"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(json!({}), "NEWEST").await, ["20.00", "10.00", "30.00"]);
    assert_eq!(found(json!({}), "OLDEST").await, ["30.00", "10.00", "20.00"]);
    assert_eq!(found(json!({}), "LARGEST").await, ["30.00", "20.00", "10.00"]);
    assert_eq!(found(json!({ "from": "2025-09-16" }), "DUE_FIRST").await, ["10.00", "20.00"]);
    assert_eq!(found(json!({ "number": "fa-2025-000002" }), "NEWEST").await, ["10.00"]);
    assert_eq!(found(json!({ "late": true, "open": true }), "MOST_DUE").await, ["30.00", "20.00", "10.00"]);
    assert!(found(json!({ "kind": "CREDIT_NOTE" }), "NEWEST").await.is_empty());
}

/// A third of the commands is refused after its number was taken: numbers stay without a gap.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_issues_at_once_leaves_no_gap_and_no_double() {
    const WRITERS: usize = 32;
    const EACH: usize = 48;
    let house = Arc::new(seller().await);
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let house = Arc::clone(&house);
        writers.spawn(async move {
            let mut issued = Vec::new();
            for number in 0..EACH {
                let price = if (writer + number) % 3 == 0 { "1000000.01" } else { "12.00" };
                let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": price });
                let input = json!({ "charges": [charge], "issuedOn": "2025-09-15" });
                loop {
                    let answer = house.send(&ISSUE_INVOICE, input.clone()).await;
                    match answer["__typename"].as_str() {
                        Some("Conflict") => {}
                        Some("InvoiceIssued") => {
                            issued.push(answer["invoice"]["number"].as_str().unwrap().to_owned());
                            break;
                        }
                        _ => {
                            assert_eq!(answer["code"], "INVOICE_PRICE_INVALID", "{answer}");
                            break;
                        }
                    }
                }
            }
            issued
        });
    }
    let issued: Vec<String> = writers.join_all().await.into_iter().flatten().collect();
    let expected: BTreeSet<String> =
        (1..=WRITERS * EACH * 2 / 3).map(|count| format!("FA-2025-{count:06}")).collect();
    assert_eq!(issued.len(), expected.len());
    assert_eq!(issued.into_iter().collect::<BTreeSet<_>>(), expected);
    house.audit().await;
}

#[tokio::test]
async fn who_has_not_said_who_they_are_does_not_invoice() {
    let house = House::open().await;
    let charge = json!({ "label": "Visite", "service": true, "count": 1, "unitPrice": "12" });
    let input = json!({ "charges": [charge], "issuedOn": "2025-09-15" });
    house.refused(&ISSUE_INVOICE, input, "SELLER_NOT_DESCRIBED").await;
}
