use serde_json::{Value, json};

use super::documents as doc;
use super::teller::{Teller, Untrue};

/// Who buys of the demo estate, and the article that is sold.
pub struct Trade {
    /// A wine merchant in Nantes, by the trade's list.
    pub merchant: String,
    /// A restaurant, by the same.
    pub restaurant: String,
    /// An importer in Belgium.
    pub importer: String,
    /// A wine trader who buys in bulk.
    pub trader: String,
    /// The Muscadet in 75 cl.
    pub article: String,
}

/// An invoice of the story.
pub struct Billed {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// With VAT.
    pub gross: String,
}

impl Billed {
    fn of(teller: &Teller, answer: &Value) -> Result<Self, Untrue> {
        let text = |name: &str| teller.text(answer, &format!("/invoice/{name}"));
        Ok(Self { id: text("id")?, number: text("number")?, gross: text("gross")? })
    }
}

/// The customers with all that an invoice needs of them, and the article with its prices. Their numbers are invented, with
/// keys that hold.
pub async fn open(teller: &mut Teller, lot: &str) -> Result<Trade, Untrue> {
    let address = |line: &str, code: &str, city: &str, country: &str| json!({ "lines": [line], "postalCode": code, "city": city, "country": country });
    let nantes = |line: &str| address(line, "44000", "Nantes", "FR");
    let parties = [
        json!({ "kind": "COMPANY", "name": "Cave du Port", "siren": "999990005", "priceList": "TRADE",
                "paymentDays": 45, "billingAddress": nantes("3 quai de la Fosse") }),
        json!({ "kind": "COMPANY", "name": "Le Bistrot des Quais", "siren": "999990013", "priceList": "TRADE",
                "billingAddress": nantes("12 rue du Bouffay") }),
        json!({ "kind": "COMPANY", "name": "Wijnhuis aan de Dijle", "vatNumber": "BE0999999724", "priceList": "EXPORT",
                "language": "ENGLISH", "billingAddress": address("Vaartkom 7", "3000", "Leuven", "BE") }),
        json!({ "kind": "COMPANY", "name": "Négoce des Deux Rives", "siren": "999990021",
                "billingAddress": nantes("40 boulevard de Sarrebruck") }),
    ];
    let mut ids = Vec::new();
    for party in parties {
        let created = teller.command(doc::CREATE_PARTY, json!({ "party": party })).await?;
        ids.push(teller.text(&created, "/party/id")?);
    }
    let [merchant, restaurant, importer, trader] =
        ids.try_into().map_err(|_| teller.untrue("quatre clients".to_owned()))?;
    let article = json!({ "sku": "MUS-75", "name": "Muscadet de la Vigie", "lotIds": [lot],
        "claims": { "abvCentipercent": 1200 }, "reason": "Registre de cave sur papier" });
    let article = teller.command(doc::REGISTER_ARTICLE, article).await?;
    let article = teller.text(&article, "/article/id")?;
    for (list, basis, price) in
        [("TRADE", "NET", "5.20"), ("EXPORT", "NET", "4.80"), ("CONSUMER", "GROSS", "8.50")]
    {
        let tiers = json!([{ "fromBottles": 1, "unitPrice": price }]);
        let price = json!({ "id": article, "list": list, "since": "2026-04-01",
            "price": { "basis": basis, "tiers": tiers } });
        teller.command(doc::SET_ARTICLE_PRICE, price).await?;
    }
    teller.step(
        "Quatre clients, et l’article MUS-75 : 5,20 € HT au négoce, 4,80 € à l’export, 8,50 € TTC à la cave",
    );
    Ok(Trade { merchant, restaurant, importer, trader, article })
}

/// An order of the article that leaves the day it is placed; gives its id.
pub async fn dispatched(
    teller: &Teller,
    trade: &Trade,
    customer: &str,
    (bottles, discount): (u32, Option<&str>),
    (destination, on): (Value, &str),
) -> Result<String, Untrue> {
    let line = json!({ "articleId": trade.article, "bottles": bottles, "discount": discount });
    let order =
        json!({ "customerId": customer, "destination": destination, "occurredOn": on, "lines": [line] });
    let order = teller.command(doc::PLACE_ORDER, order).await?;
    let id = teller.text(&order, "/order/id")?;
    let step = json!({ "id": id, "occurredOn": on });
    teller.command(doc::CONFIRM_ORDER, step.clone()).await?;
    teller.command(doc::DISPATCH_ORDER, step).await?;
    Ok(id)
}

/// The invoice of all that left for an order.
pub async fn invoiced(teller: &Teller, order: &str, on: &str) -> Result<Billed, Untrue> {
    let issued = teller.command(doc::ISSUE_INVOICE, json!({ "orderId": order, "issuedOn": on })).await?;
    Billed::of(teller, &issued)
}

/// An invoice of wine in bulk: so many litres or hectolitres, by the price of one.
pub async fn in_bulk(
    teller: &Teller,
    customer: Option<&str>,
    (label, count, price, basis): (&str, u32, &str, &str),
    on: &str,
) -> Result<Billed, Untrue> {
    let charge = json!({ "label": label, "service": false, "count": count, "unitPrice": price });
    let invoice = json!({ "customerId": customer, "basis": basis, "charges": [charge], "issuedOn": on });
    Billed::of(teller, &teller.command(doc::ISSUE_INVOICE, invoice).await?)
}

/// A sale at the cellar, paid at once.
pub async fn at_counter(
    teller: &Teller,
    trade: &Trade,
    bottles: u32,
    means: &str,
    on: &str,
) -> Result<Billed, Untrue> {
    let line = json!({ "articleId": trade.article, "bottles": bottles });
    let sale = json!({ "lines": [line], "means": means, "occurredOn": on });
    let sold = teller.command(doc::SELL_AT_COUNTER, sale).await?;
    teller.same("réglée", &sold["invoice"]["status"], &json!("PAID"))?;
    Billed::of(teller, &sold)
}

/// A corrective invoice in the place of another, which lacked the customer's reference.
pub async fn corrected(
    teller: &Teller,
    customer: &str,
    wrong: &Billed,
    reference: &str,
    on: &str,
) -> Result<Billed, Untrue> {
    let corrected = json!({ "id": wrong.id, "customerId": customer, "issuedOn": on,
        "reason": "Référence de commande du client omise", "terms": { "buyerReference": reference } });
    Billed::of(teller, &teller.command(doc::REPLACE_INVOICE, corrected).await?)
}

/// A payment of an invoice, whole or in part; gives what remains.
pub async fn paid(
    teller: &Teller,
    invoice: &Billed,
    amount: Option<&str>,
    means: &str,
    on: &str,
) -> Result<String, Untrue> {
    let amount = amount.unwrap_or(&invoice.gross);
    let payment = json!({ "invoiceId": invoice.id, "amount": amount, "means": means, "occurredOn": on });
    let answer = teller.command(doc::RECORD_PAYMENT, payment).await?;
    teller.text(&answer, "/invoice/balance")
}
