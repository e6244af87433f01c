//! Another estate's id answers exactly as an unknown one, wherever an id can be sent.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::commands::{ALL, DRAFT, VALIDATE};
use crate::support::{House, Leaf, Schema, Things, id, sample};

/// Places that name nothing of the estate: a command's own id (see `idempotency`), and an estate that a browser chooses
/// (see `people::team`).
const NOT_OURS: [&str; 3] = ["commandId", "estateId", "addressId"];

/// What a command answers besides, where a lot is not there to be sold.
const NOT_THERE: [&str; 2] = ["ARTICLE_LOT_UNKNOWN", "ARTICLE_LOT_NOT_OFFERED"];

async fn answer(house: &House, schema: &Schema, things: &Things, leaf: &Leaf, id: &str) -> Value {
    let sample = |scalar: &str, name: &str| sample(schema, things, &leaf.field, scalar, name);
    let (document, variables) = schema.request(leaf, &json!(id), &sample);
    let answer = house.client.ask(&document, variables).await;
    let mut json = answer.json();
    assert!(json.get("errors").is_none(), "{leaf}: {json}");
    // What was sent may be told back.
    serde_json::from_str(&json["data"]["result"].take().to_string().replace(id, "(the id)")).unwrap()
}

/// What a query answers when there is nothing, and a command when it does not find what it was told.
fn is_nothing(answer: &Value) -> bool {
    answer.is_null()
        || answer["edges"] == json!([])
        || answer["code"]
            .as_str()
            .is_some_and(|code| code.ends_with("_NOT_FOUND") || NOT_THERE.contains(&code))
}

#[tokio::test]
async fn a_foreign_id_answers_as_an_unknown_one_everywhere() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let (mut things, theirs) = (Things::of(&house).await, Things::of(&neighbour).await);
    let schema = Schema::of(&house.client).await;
    let places: Vec<Leaf> = schema
        .leaves()
        .into_iter()
        .filter(|it| it.scalar == "UUID" && !NOT_OURS.contains(&it.name()))
        .collect();
    assert!(places.len() > 50, "the schema was gone through: {}", places.len());
    let before = neighbour.fingerprint().await;
    let mut wrong = Vec::new();
    for place in &places {
        things.renew(&house).await;
        let own =
            things.named(&place.field, place.name()).unwrap_or_else(|| panic!("what is {place}?")).to_owned();
        let foreign = theirs.named(&place.field, place.name()).unwrap();
        let unknown = answer(&house, &schema, &things, place, &Uuid::now_v7().to_string()).await;
        let foreign = answer(&house, &schema, &things, place, foreign).await;
        let own = answer(&house, &schema, &things, place, &own).await;
        if foreign != unknown {
            wrong.push(format!("{place}: {foreign} and not {unknown}"));
        }
        // A draft is written down as it is told, and held against the cellar when it is validated.
        let draft =
            ["draftMovement", "amendMovement"].contains(&place.field.as_str()) && place.name() != "id";
        if !draft && !is_nothing(&unknown) {
            wrong.push(format!("{place}: an unknown id answers {unknown}"));
        }
        if is_nothing(&own) {
            wrong.push(format!("{place}: the estate's own id answers {own}, so that nothing is proved"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(neighbour.fingerprint().await, before, "the neighbour's books are as they were");
}

#[tokio::test]
async fn a_draft_that_names_foreign_things_shows_nothing_of_them_and_is_not_validated() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let theirs = Things::of(&neighbour).await;
    let operations = [
        (json!({ "loss": { "vatId": theirs.vat, "volume": "1", "cause": "PROCESSING" } }), "VAT_NOT_FOUND"),
        (
            json!({ "bottleLoss": { "lotId": theirs.lot, "bottles": 1, "cause": "BREAKAGE" } }),
            "LOT_NOT_FOUND",
        ),
    ];
    for (operation, code) in operations {
        let input = json!({ "occurredOn": "2025-09-20", "operation": operation });
        let draft = house.command(&DRAFT, input).await["movement"].clone();
        assert_eq!((&draft["details"]["vat"], &draft["details"]["lot"]), (&json!(null), &json!(null)));
        house.refused(&VALIDATE, json!({ "id": id(&draft) }), code).await;
    }
}

#[tokio::test]
async fn a_draft_of_a_harvest_names_a_planned_one_of_the_estate() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let (ours, theirs) = (Things::of(&house).await, Things::of(&neighbour).await);
    let draft = |harvest: &str| {
        json!({ "occurredOn": "2025-09-20", "operation": { "harvest": {
            "harvestId": harvest, "parcelId": ours.parcel, "vatId": ours.vat, "wineId": ours.wine,
            "vintage": 2025, "volume": "1" } } })
    };
    for harvest in [&theirs.harvest, &Uuid::now_v7().to_string()] {
        house.refused(&DRAFT, draft(harvest), "HARVEST_NOT_FOUND").await;
    }
    let draft = house.command(&DRAFT, draft(&ours.harvest)).await["movement"].clone();
    house.command(&VALIDATE, json!({ "id": id(&draft) })).await;
}

#[tokio::test]
async fn lists_hold_the_estates_own_things_and_no_others() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let (ours, theirs) = (Things::of(&house).await, Things::of(&neighbour).await);
    let query = "{ estate { id openingStock { wine { id } } }
        wines { edges { node { id } } } vats { edges { node { id wine { id } } } }
        parcels { edges { node { id } } } harvests { edges { node { id } } }
        movements { edges { node { id postings { accountId } } } }
        lots { edges { node { id } } } products { edges { node { id } } } orders { edges { node { id } } }
        capsuleAccounts { edges { node { id } } } parties { edges { node { id } } } drmEntries { edges { node { aggregateId movement { id } } } }
        journal(first: 100) { edges { node { aggregateId payload metadata } } } position }";
    let found = house.ask(query, json!({})).await.to_string();
    let all = |things: Things| {
        let Things { wine, vat, parcel, harvest, lot, order, movement, account, party, .. } = things;
        [wine, vat, parcel, harvest, lot, order, movement, account, party]
    };
    for id in all(ours) {
        assert!(found.contains(&id));
    }
    for id in all(theirs).into_iter().chain([neighbour.estate.to_string()]) {
        assert!(!found.contains(&id));
    }
}

/// Commands outside of the ledger, which the tests of `people` send.
const OF_PEOPLE: [&str; 17] = [
    "acceptInvitation",
    "changePassword",
    "changeRole",
    "inviteMember",
    "issueToken",
    "leaveEstate",
    "registerEstate",
    "removeMember",
    "requestPasswordReset",
    "resetPassword",
    "revokeInvitation",
    "revokeToken",
    "signIn",
    "signOut",
    "signUp",
    "switchEstate",
    "updateMe",
];

/// The tests send every mutation there is: the list they take it from is the schema's.
#[tokio::test]
async fn every_mutation_is_known_to_the_tests() {
    let house = House::open().await;
    let schema = Schema::of(&house.client).await;
    let mut fields: Vec<String> =
        schema.fields("Mutation").iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect();
    let mut known: Vec<&str> = ALL.iter().map(|command| command.field).chain(OF_PEOPLE).collect();
    fields.sort_unstable();
    known.sort_unstable();
    assert_eq!(fields, known);
}
