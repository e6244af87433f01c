//! Orders of articles: their price by the customer's list, their lots oldest first, what comes back of them.

use serde_json::{Value, json};

use crate::support::commands::{
    AMEND_ORDER, CONFIRM_ORDER, CREATE_PARTY, DISPATCH_ORDER, ISSUE_INVOICE, PLACE_ORDER, REGISTER_ARTICLE,
    RETURN_ORDER, SELL_AT_COUNTER, SET_ARTICLE_PRICE,
};
use crate::support::{House, id};

/// An estate that sells an article from three lots of 100 bottles, at 9,60 € with VAT to consumers and 7,00 € without to
/// its company.
struct Shop {
    house: House,
    article: String,
    lots: [String; 3],
    company: String,
}

impl Shop {
    async fn open() -> Self {
        let house = House::open().await;
        house.described().await;
        let mut lots = Vec::new();
        for number in ["L24-02", "L24-01", "L24-03"] {
            lots.push(house.lot(number, 100).await);
        }
        let input = json!({ "sku": "MUS-75", "name": "Les Gras Moutons", "lotIds": lots,
            "claims": { "abvCentipercent": 1200 }, "reason": "Registre papier" });
        let article = id(&house.command(&REGISTER_ARTICLE, input).await["article"]);
        for (list, basis, price, from_24) in
            [("CONSUMER", "GROSS", "9.60", "9.00"), ("TRADE", "NET", "7.00", "6.50")]
        {
            let tiers = json!([{ "fromBottles": 1, "unitPrice": price }, { "fromBottles": 24, "unitPrice": from_24 }]);
            let input = json!({ "id": article, "list": list, "since": "2025-09-01",
                "price": { "basis": basis, "tiers": tiers } });
            house.command(&SET_ARTICLE_PRICE, input).await;
        }
        let address = json!({ "lines": ["3 quai de la Fosse"], "postalCode": "44000", "city": "Nantes", "country": "FR" });
        let party = json!({ "kind": "COMPANY", "name": "Cave du Port", "siren": "000000026",
            "billingAddress": address, "priceList": "TRADE" });
        let company = id(&house.command(&CREATE_PARTY, json!({ "party": party })).await["party"]);
        let [second, first, third] = lots.try_into().unwrap();
        Self { house, article, lots: [first, second, third], company }
    }

    fn order(&self, bottles: i64) -> Value {
        json!({ "customerId": self.company, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-12",
            "lines": [{ "articleId": self.article, "bottles": bottles }] })
    }

    async fn place(&self, bottles: i64) -> String {
        id(&self.house.command(&PLACE_ORDER, self.order(bottles)).await["order"])
    }

    async fn confirm(&self, order: &str, lots: Value) -> Value {
        let input = json!({ "id": order, "lots": lots, "occurredOn": "2025-09-12" });
        self.house.command(&CONFIRM_ORDER, input).await["order"].clone()
    }

    async fn dispatched(&self, bottles: i64) -> String {
        let order = self.place(bottles).await;
        self.confirm(&order, json!([])).await;
        let input = json!({ "id": order, "occurredOn": "2025-09-14" });
        self.house.command(&DISPATCH_ORDER, input).await;
        order
    }

    async fn on_hand(&self) -> [i64; 3] {
        let mut bottles = [0; 3];
        for (of, lot) in bottles.iter_mut().zip(&self.lots) {
            let found =
                self.house.ask("query ($id: UUID!) { lot(id: $id) { onHand } }", json!({ "id": lot })).await;
            *of = found["lot"]["onHand"].as_i64().unwrap();
        }
        bottles
    }
}

fn back(order: &str, more: Value) -> Value {
    let mut input =
        json!({ "id": order, "dispatch": 1, "reason": "Bouchonnées", "occurredOn": "2025-09-20" });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    input
}

#[tokio::test]
async fn an_article_costs_what_the_customers_list_says_and_comes_from_the_oldest_lots() {
    let shop = Shop::open().await;
    let order = shop.house.command(&PLACE_ORDER, shop.order(120)).await["order"].clone();
    assert_eq!((&order["basis"], &order["total"]), (&json!("NET"), &json!("780.00")));
    assert_eq!(order["lines"][0]["article"]["sku"], "MUS-75");
    let order = id(&order);
    let confirmed = shop.confirm(&order, json!([])).await;
    let allotted = json!([
        { "bottles": 100, "lot": { "lotNumber": "L24-01" } }, { "bottles": 20, "lot": { "lotNumber": "L24-02" } } ]);
    assert_eq!(confirmed["lines"][0]["allotted"], allotted);
    shop.house.command(&DISPATCH_ORDER, json!({ "id": order, "occurredOn": "2025-09-14" })).await;
    assert_eq!(shop.on_hand().await, [0, 80, 100]);

    let invoice = json!({ "orderId": order, "issuedOn": "2025-09-15" });
    let invoice = shop.house.command(&ISSUE_INVOICE, invoice).await["invoice"].clone();
    assert_eq!((&invoice["net"], &invoice["gross"]), (&json!("780.00"), &json!("936.00")));
    let label = "Les Gras Moutons – Muscadet Sèvre et Maine sur lie 2024, 75 cl";
    assert_eq!(
        (&invoice["lines"][0]["label"], &invoice["lines"][1]["label"]),
        (&json!(label), &json!(label))
    );
    assert_eq!(invoice["order"]["status"], "INVOICED");
    shop.house.audit().await;
}

#[tokio::test]
async fn somebody_chooses_the_lots() {
    let shop = Shop::open().await;
    let order = shop.place(12).await;
    let chosen =
        |bottles: i64, lot: &str| json!([{ "articleId": shop.article, "lotId": lot, "bottles": bottles }]);
    let input = |lots: Value| json!({ "id": order, "lots": lots, "occurredOn": "2025-09-12" });
    let house = &shop.house;
    house.refused(&CONFIRM_ORDER, input(chosen(11, &shop.lots[2])), "ORDER_ALLOTMENT_INVALID").await;
    house.refused(&CONFIRM_ORDER, input(chosen(12, &shop.article)), "ARTICLE_LOT_NOT_OFFERED").await;
    let confirmed = shop.confirm(&order, chosen(12, &shop.lots[2])).await;
    assert_eq!(confirmed["lines"][0]["allotted"][0]["lot"]["lotNumber"], "L24-03");
    let many = shop.place(289).await;
    let short = house
        .refused(&CONFIRM_ORDER, json!({ "id": many, "occurredOn": "2025-09-12" }), "ORDER_ARTICLE_SHORT")
        .await;
    assert_eq!(short["message"], "L'article MUS-75 n'a que 288 bouteilles libres (289 commandées).");
}

#[tokio::test]
async fn a_draft_is_changed_until_it_is_confirmed() {
    let shop = Shop::open().await;
    let order = shop.place(12).await;
    let wish = json!({ "destination": { "export": { "country": "BE" } }, "basis": "NET",
        "lines": [{ "lotId": shop.lots[1], "bottles": 6, "unitPrice": "8.00" }] });
    let input = json!({ "id": order, "wish": wish, "occurredOn": "2025-09-13" });
    let amended = shop.house.command(&AMEND_ORDER, input.clone()).await["order"].clone();
    assert_eq!(
        (&amended["total"], &amended["destination"], &amended["customer"]),
        (&json!("48.00"), &json!("EXPORT"), &Value::Null)
    );
    let confirm = json!({ "id": order, "occurredOn": "2025-09-13" });
    shop.house.command(&CONFIRM_ORDER, confirm).await;
    shop.house.refused(&AMEND_ORDER, input, "ORDER_NOT_OPEN").await;
}

#[tokio::test]
async fn a_line_without_its_price_or_its_thing_is_refused() {
    let shop = Shop::open().await;
    let house = &shop.house;
    let order = |line: Value| json!({ "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-12", "lines": [line] });
    house
        .refused(&PLACE_ORDER, order(json!({ "lotId": shop.lots[0], "bottles": 6 })), "ORDER_PRICE_MISSING")
        .await;
    let mut early = order(json!({ "articleId": shop.article, "bottles": 6 }));
    early["occurredOn"] = json!("2025-08-31");
    house.refused(&PLACE_ORDER, early, "ORDER_PRICE_UNKNOWN").await;
    let mut net = order(json!({ "articleId": shop.article, "bottles": 6 }));
    net["basis"] = json!("NET");
    house.refused(&PLACE_ORDER, net, "ORDER_PRICE_BASIS").await;
    house
        .refused(&PLACE_ORDER, order(json!({ "articleId": shop.lots[0], "bottles": 6 })), "ARTICLE_NOT_FOUND")
        .await;
}

#[tokio::test]
async fn the_counter_sells_articles_by_the_list_of_private_persons() {
    let shop = Shop::open().await;
    let input = json!({ "lines": [{ "articleId": shop.article, "bottles": 6 }], "means": "CARD", "occurredOn": "2025-09-12" });
    let invoice = shop.house.command(&SELL_AT_COUNTER, input).await["invoice"].clone();
    assert_eq!(
        (&invoice["gross"], &invoice["net"], &invoice["status"]),
        (&json!("57.60"), &json!("48.00"), &json!("PAID"))
    );
    assert_eq!(shop.on_hand().await, [94, 100, 100]);
}

#[tokio::test]
async fn bottles_of_a_dispatch_come_back_before_they_are_invoiced() {
    let shop = Shop::open().await;
    let order = shop.dispatched(120).await;
    let house = &shop.house;
    let lines = json!([{ "lotId": shop.lots[0], "bottles": 40 }]);
    house
        .refused(&RETURN_ORDER, back(&order, json!({ "lines": lines, "credit": true })), "ORDER_NOT_INVOICED")
        .await;
    let returned =
        house.command(&RETURN_ORDER, back(&order, json!({ "lines": lines }))).await["order"].clone();
    assert_eq!(returned["status"], "DISPATCHED");
    assert_eq!(returned["dispatches"][0]["kept"][0]["bottles"], 60);
    assert_eq!(shop.on_hand().await, [40, 80, 100]);
    let invoice = json!({ "orderId": order, "issuedOn": "2025-09-21" });
    let invoice = house.command(&ISSUE_INVOICE, invoice).await["invoice"].clone();
    assert_eq!((&invoice["bottles"], &invoice["net"]), (&json!(80), &json!("520.00")));
    let beyond = json!([{ "lotId": shop.lots[0], "bottles": 61 }]);
    house.refused(&RETURN_ORDER, back(&order, json!({ "lines": beyond })), "ORDER_RETURN_BEYOND").await;
    house.refused(&RETURN_ORDER, back(&order, json!({ "dispatch": 2 })), "ORDER_DISPATCH_NOT_FOUND").await;
    house.audit().await;
}

#[tokio::test]
async fn what_was_charged_is_credited_with_the_return() {
    let shop = Shop::open().await;
    let order = shop.dispatched(120).await;
    let house = &shop.house;
    house.command(&ISSUE_INVOICE, json!({ "orderId": order, "issuedOn": "2025-09-15" })).await;
    let lines = json!([{ "lotId": shop.lots[1], "bottles": 20 }]);
    let input = back(
        &order,
        json!({ "lines": lines, "credit": true, "commandId": "0199aaaa-0000-7000-8000-000000000009" }),
    );
    let returned = house.command(&RETURN_ORDER, input.clone()).await["order"].clone();
    assert_eq!(
        (&returned["status"], &returned["invoices"][1]["number"]),
        (&json!("INVOICED"), &json!("AV-2025-000001"))
    );
    let again = house.send(&RETURN_ORDER, input).await;
    assert_eq!((&again["replayed"], &again["order"]), (&json!(true), &returned));
    let query = "{ invoices(order: OLDEST) { edges { node { number net credited balance } } } }";
    let edges = house.ask(query, json!({})).await["invoices"]["edges"].clone();
    assert_eq!(
        edges[0]["node"],
        json!({ "number": "FA-2025-000001", "net": "780.00", "credited": "156.00", "balance": "780.00" })
    );
    assert_eq!(edges[1]["node"]["net"], "130.00");
    // The rest, with the whole of what remains of the invoice: nothing is left to be charged.
    let rest = house.command(&RETURN_ORDER, back(&order, json!({ "credit": true }))).await["order"].clone();
    assert_eq!((&rest["status"], shop.on_hand().await), (&json!("RETURNED"), [100, 100, 100]));
    let unpaid = house.ask("{ invoices { edges { node { balance } } } }", json!({})).await;
    let edges = unpaid["invoices"]["edges"].as_array().unwrap().clone();
    assert!(edges.iter().all(|edge| edge["node"]["balance"] == "0.00"), "{edges:?}");
    house.audit().await;
}

#[tokio::test]
async fn orders_and_invoices_are_found_by_status_customer_and_day() {
    let shop = Shop::open().await;
    let order = shop.dispatched(12).await;
    shop.house.command(&ISSUE_INVOICE, json!({ "orderId": order, "issuedOn": "2025-09-15" })).await;
    shop.place(6).await;
    let counter = json!({ "lines": [{ "articleId": shop.article, "bottles": 1 }], "means": "CARD", "occurredOn": "2025-09-16" });
    shop.house.command(&SELL_AT_COUNTER, counter).await;
    let found = async |filter: Value| {
        let query =
            "query ($filter: OrderFilterInput) { orders(filter: $filter) { edges { node { bottles } } } }";
        let edges = shop.house.ask(query, json!({ "filter": filter })).await["orders"]["edges"].clone();
        edges
            .as_array()
            .unwrap()
            .iter()
            .map(|edge| edge["node"]["bottles"].as_i64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(Value::Null).await, [1, 6, 12]);
    assert_eq!(found(json!({ "status": "INVOICED" })).await, [1, 12]);
    assert_eq!(found(json!({ "status": "PLACED", "customerId": shop.company })).await, [6]);
    assert_eq!(found(json!({ "customer": "port cave" })).await, [6, 12]);
    assert_eq!(found(json!({ "from": "2025-09-13" })).await, [1]);
    assert_eq!(found(json!({ "until": "2025-09-12", "customer": "nobody" })).await, [0; 0]);
    let query =
        "query ($filter: InvoiceFilterInput) { invoices(filter: $filter) { edges { node { bottles } } } }";
    for (customer, bottles) in [
        ("PORT", json!([{ "node": { "bottles": 12 } }])),
        ("000000026", json!([{ "node": { "bottles": 12 } }])),
        ("quai", json!([])),
    ] {
        let filter = json!({ "filter": { "customer": customer } });
        assert_eq!(shop.house.ask(query, filter).await["invoices"]["edges"], bottles, "{customer}");
    }
}
