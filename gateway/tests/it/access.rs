//! What each role may do: every field of the schema declares what it needs, and is refused to those who lack it.

use axum::http::StatusCode;
use gateway::access::{Capability, Need, Powers, markdown, need, undeclared};
use gateway::graphql;
use gateway::people::{self, NewToken, Role};
use serde_json::json;

use crate::support::commands::{DRAFT, RECORD, VALIDATE};
use crate::support::{Client, House, id};

#[test]
fn every_field_is_declared_and_every_declaration_has_its_field() {
    let schema = graphql::build();
    let fields = schema.fields();
    assert!(fields.len() > 250, "the schema was read: {}", fields.len());
    let denied: Vec<_> = fields.iter().filter(|(parent, field)| need(parent, field).is_none()).collect();
    assert!(denied.is_empty(), "declare in gateway/src/access/fields.rs: {denied:?}");
    assert_eq!(undeclared(&fields), Vec::<String>::new(), "declared, and not in the schema");
    assert_eq!(need("Query", "nothing"), None);
    assert_eq!(need("Nothing", "id"), None);
}

#[test]
fn the_page_is_the_table() {
    let page = include_str!("../../../docs/roles.md");
    assert!(page == markdown(), "run `just roles` and commit docs/roles.md");
}

#[test]
fn the_table_says_what_the_roles_are_for() {
    let can = |role: Role, capability: Capability| Powers::of_role(role).can(capability);
    assert!(Capability::ALL.into_iter().all(|capability| can(Role::AdminDomaine, capability)));
    let reads = |capability: &Capability| {
        let name = format!("{capability:?}");
        name.starts_with("Read") || name == "Export"
    };
    for capability in Capability::ALL {
        assert_eq!(can(Role::Auditeur, capability), reads(&capability), "{capability:?}");
    }
    for denied in [Capability::Correct, Capability::Delete, Capability::ManageDrm, Capability::Sell] {
        assert!(!can(Role::OperateurChai, denied), "{denied:?}");
    }
    assert!(can(Role::Compta, Capability::Sell) && !can(Role::Compta, Capability::ReadCellar));
    assert!(can(Role::Oenologue, Capability::ManageDrm) && !can(Role::Oenologue, Capability::ReadSales));
}

#[tokio::test]
async fn a_field_is_refused_to_each_role_that_lacks_what_it_needs() {
    let house = House::open().await;
    let schema = graphql::build();
    let before = house.fingerprint().await;
    let roots: Vec<(&str, &str)> =
        schema.fields().into_iter().filter(|(parent, _)| ["Query", "Mutation"].contains(parent)).collect();
    let mut refusals = Vec::new();
    for role in Role::ALL {
        let client = house.colleague(role).await;
        let powers = Powers::of_role(role);
        for (parent, field) in &roots {
            // Arguments are left out on purpose: what is allowed is then told what is missing, and nothing runs.
            let document = format!("{} {{ {field} {{ __typename }} }}", parent.to_lowercase());
            let answer = client.ask(&document, json!({})).await;
            let code = answer.json()["errors"][0]["extensions"]["code"].clone();
            let allowed = need(parent, field).is_some_and(|need| powers.meet(need));
            assert_eq!(code != "FORBIDDEN", allowed, "{role} {document}: {code}");
            if !allowed {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {document}");
                refusals.push(without_trace(&answer.text));
            }
        }
    }
    assert!(refusals.len() > 60, "{}", refusals.len());
    assert!(refusals.iter().all(|told| *told == refusals[0]), "one answer, which names nothing");
    assert_eq!(house.fingerprint().await, before);
}

#[tokio::test]
async fn a_way_around_the_roots_is_refused_as_well() {
    let house = House::open().await;
    let bookkeeper = house.colleague(Role::Compta).await;
    assert!(bookkeeper.ask("{ lots { edges { node { id onHand } } } }", json!({})).await.data().is_object());
    for document in [
        "{ lots { edges { node { vat { content } } } } }",
        "{ lots { edges { node { ...L } } } } fragment L on Lot { vat { code } }",
        "{ lots { edges { node { ... on Lot { v: vat { code } } } } } }",
        "{ ...Q } fragment Q on Query { vats { edges { node { id } } } }",
        "{ ... { vats { edges { node { id } } } } }",
        "query A { position } query B { vats { pageInfo { hasNextPage } } }",
        "query ($no: Boolean! = false) { position vats @include(if: $no) { pageInfo { hasNextPage } } }",
    ] {
        let answer = bookkeeper.ask(document, json!({})).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::FORBIDDEN, "FORBIDDEN"), "{document}");
    }
}

#[tokio::test]
async fn a_stranger_learns_nothing() {
    let house = House::open().await;
    let schema = graphql::build();
    let stranger = Client::stranger(house.served.clone());
    let mut refusals = Vec::new();
    for (parent, field) in schema.fields() {
        let document = match parent {
            "Query" => format!("{{ {field} {{ __typename }} }}"),
            "Mutation" => format!("mutation {{ {field} {{ __typename }} }}"),
            _ => continue,
        };
        let answer = stranger.ask(&document, json!({})).await;
        let open = need(parent, field) == Some(Need::Nothing);
        assert_eq!(answer.status != StatusCode::UNAUTHORIZED, open, "{document}: {}", answer.text);
        if !open {
            refusals.push(without_trace(&answer.text));
        }
    }
    for document in
        ["{ vat }", "{ nothing }", "{ __schema { types { name } } }", "{ __type(name: \"Vat\") { name } }"]
    {
        let answer = stranger.ask(document, json!({})).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{document}");
        refusals.push(without_trace(&answer.text));
    }
    assert!(refusals.iter().all(|told| *told == refusals[0]), "{refusals:?}");
    let nearly = stranger.ask("mutation { signIn(inputt: 1) { __typename } }", json!({})).await;
    assert!(!nearly.text.contains("Did you mean"), "{}", nearly.text);
    assert_eq!(stranger.ask("{ me { id } __typename }", json!({})).await.data()["me"], json!(null));
}

#[tokio::test]
async fn a_cellar_hand_writes_corrections_down_and_does_not_validate_them() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let hand = house.colleague(Role::OperateurChai).await;
    let adjustment = json!({ "adjustment": { "vatId": vat, "counted": "9.8", "reason": "Jaugeage" } });
    let input = json!({ "occurredOn": "2025-09-20", "operation": adjustment });
    let draft = hand.ask(&DRAFT.document(), json!({ "input": input })).await.data()["result"].clone();
    assert_eq!(draft["__typename"], "MovementDrafted", "{draft}");
    let before = house.fingerprint().await;
    let validate = json!({ "input": { "id": id(&draft["movement"]) } });
    for (command, variables) in [(&VALIDATE, &validate), (&RECORD, &json!({ "input": input }))] {
        let answer = hand.ask(&command.document(), variables.clone()).await.data()["result"].clone();
        assert_eq!(answer["code"], "FORBIDDEN", "{answer}");
    }
    assert_eq!(house.fingerprint().await, before);
    let winemaker = house.colleague(Role::Oenologue).await;
    let done = winemaker.ask(&VALIDATE.document(), validate).await.data()["result"].clone();
    assert_eq!(done["__typename"], "MovementValidated", "{done}");
    let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } });
    let input = json!({ "occurredOn": "2025-09-21", "operation": loss });
    let done = hand.ask(&RECORD.document(), json!({ "input": input })).await.data()["result"].clone();
    assert_eq!(done["__typename"], "MovementRecorded", "{done}");
}

#[tokio::test]
async fn a_token_can_do_what_both_it_and_its_owner_may() {
    let house = House::open().await;
    let pool = &house.served.app.pool;
    let standing = (Role::AdminDomaine, None);
    let member = people::add(pool, house.estate, ("chef@exemple.fr", "Chef", None), standing).await.unwrap();
    let issue = async |role, label: &str| {
        let new = NewToken { label: label.to_owned(), role, days: 1 };
        let secret = people::renew_token(pool, house.estate, member, new, None).await.unwrap();
        Client::new(house.served.clone(), secret.reveal())
    };
    let (reads, all) = (issue(Role::Auditeur, "a").await, issue(Role::AdminDomaine, "b").await);
    let capabilities = async |client: &Client| {
        let me = client.ask("{ me { capabilities } }", json!({})).await.data();
        me["me"]["capabilities"].as_array().unwrap().len()
    };
    assert_eq!(capabilities(&all).await, Capability::ALL.len());
    assert_eq!(capabilities(&reads).await, Powers::of_role(Role::Auditeur).all().len());
    people::set_role(pool, house.estate, member, (Role::Compta, None)).await.unwrap();
    assert_eq!(capabilities(&all).await, Powers::of_role(Role::Compta).all().len(), "at once");
    assert!(capabilities(&reads).await < Powers::of_role(Role::Compta).all().len());
}

/// An answer without what is its own alone.
fn without_trace(answer: &str) -> String {
    let mut json: serde_json::Value = serde_json::from_str(answer).unwrap();
    if let Some(extensions) = json["errors"][0]["extensions"].as_object_mut() {
        extensions.remove("traceId");
    }
    json.to_string()
}
