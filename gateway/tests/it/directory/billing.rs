use domain::invoice::Mention;
use domain::units::PartyId;
use gateway::directory::{self, Buyer, BuyerIdentity, DirectoryError};
use serde_json::{Value, json};

use super::support::{erase, party_id, pool, today};
use crate::support::commands::CREATE_PARTY;
use crate::support::{House, id};

async fn entered(house: &House, party: Value) -> String {
    id(&house.command(&CREATE_PARTY, json!({ "party": party })).await["party"])
}

async fn buyer(house: &House, id: PartyId) -> Result<Buyer, DirectoryError> {
    let mut transaction = journal::begin(pool(house), house.estate, "READ ONLY").await.unwrap();
    directory::buyer(&mut transaction, house.estate, id).await
}

async fn missing(house: &House, party: Value) -> Vec<Mention> {
    let id = entered(house, party).await;
    let buyer = buyer(house, party_id(&id)).await.unwrap();
    let query = "query ($id: UUID!) { party(id: $id) { missingForInvoice } }";
    let told = house.ask(query, json!({ "id": id })).await["party"]["missingForInvoice"].clone();
    assert_eq!(told, serde_json::to_value(&buyer.missing).unwrap(), "the customer's page tells the same");
    buyer.missing
}

fn address(country: &str) -> Value {
    json!({ "lines": ["1 rue du Port"], "postalCode": "1000", "city": "Ville", "country": country })
}

#[tokio::test]
async fn what_an_invoice_needs_depends_on_who_buys_and_where() {
    let house = House::open().await;
    let company =
        |country: &str| json!({ "kind": "COMPANY", "name": "Caves", "billingAddress": address(country) });
    let with = |mut party: Value, field: &str, value: Value| {
        party[field] = value;
        party
    };
    let consumer = json!({ "kind": "CONSUMER", "name": "Jeanne Martin" });
    assert_eq!(missing(&house, consumer.clone()).await, [Mention::BillingAddress]);
    assert_eq!(missing(&house, with(consumer, "billingAddress", address("FR"))).await, []);
    let nothing = json!({ "kind": "COMPANY", "name": "Caves" });
    let all = [Mention::BillingAddress, Mention::Siren, Mention::ElectronicAddress];
    assert_eq!(missing(&house, nothing).await, all);
    for country in ["FR", "RE"] {
        assert_eq!(missing(&house, company(country)).await, [Mention::Siren, Mention::ElectronicAddress]);
        assert_eq!(missing(&house, with(company(country), "siren", json!("000000018"))).await, []);
    }
    assert_eq!(missing(&house, company("BE")).await, [Mention::VatNumber]);
    assert_eq!(missing(&house, with(company("BE"), "vatNumber", json!("BE0428759497"))).await, []);
    assert_eq!(missing(&house, company("MC")).await, [Mention::VatNumber, Mention::ElectronicAddress]);
    assert_eq!(missing(&house, company("US")).await, []);
}

#[tokio::test]
async fn a_buyer_is_what_an_invoice_prints_and_its_terms() {
    let house = House::open().await;
    let party = json!({
        "kind": "COMPANY", "name": "Caves du Port", "siret": "00000001800010", "accise": "FR00000000018",
        "language": "ENGLISH", "priceList": "CAVISTES", "billingAddress": address("FR"),
        "deliveryAddresses": [{ "label": "Quai", "address": address("FR") }],
    });
    let agreed = json!({ "kind": "COMPANY", "name": "Caves", "paymentDays": 45 });
    let id = party_id(&entered(&house, party).await);
    let buyer_of = async |party: Value| buyer(&house, party_id(&entered(&house, party).await)).await.unwrap();
    let found = buyer(&house, id).await.unwrap();
    assert_eq!(
        (found.is_consumer, found.payment_days, found.price_list.as_deref()),
        (false, 30, Some("CAVISTES"))
    );
    let identity = &found.identity;
    assert_eq!((identity.name.as_str(), identity.siren.as_deref()), ("Caves du Port", Some("000000018")));
    assert_eq!(identity.electronic_address.as_ref().map(|it| it.id.as_str()), Some("000000018"));
    assert_eq!(identity.delivery_addresses[0].label.as_deref(), Some("Quai"));
    // It goes under a seal and comes back the same.
    let sealed = serde_json::to_value(identity).unwrap();
    assert_eq!(serde_json::from_value::<BuyerIdentity>(sealed).unwrap(), *identity);

    assert_eq!(buyer_of(agreed).await.payment_days, 45);
    let consumer = buyer_of(json!({ "kind": "CONSUMER", "name": "Jeanne" })).await;
    assert_eq!((consumer.is_consumer, consumer.payment_days), (true, 0));

    let gone = entered(&house, json!({ "kind": "CONSUMER", "name": "Paul" })).await;
    erase(&house, &gone, today()).await;
    let neighbour = house.neighbour().await;
    for (house, id, code) in [(&house, party_id(&gone), "PARTY_ERASED"), (&neighbour, id, "PARTY_NOT_FOUND")]
    {
        let Err(DirectoryError::Refused(refusal)) = buyer(house, id).await else { panic!("{code}") };
        assert_eq!(refusal.code, code);
    }
}
