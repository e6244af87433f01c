use gateway::people::Role;
use serde_json::{Value, json};

use super::browser::{Browser, Office};

async fn kinds(browser: &mut Browser) -> Vec<String> {
    let query = "query ($after: String) { accessLog(first: 3, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { kind name address detail at } } } }";
    let (mut kinds, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = browser.ask(query, json!({ "after": after })).await.json["data"]["accessLog"].clone();
        for edge in page["edges"].as_array().unwrap_or_else(|| panic!("{page}")) {
            kinds.push(edge["node"]["kind"].as_str().unwrap().to_owned());
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] != true {
            return kinds;
        }
    }
}

#[tokio::test]
async fn what_happens_at_the_door_is_written_down_for_the_administrator() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let mut paul = office.member("paul@exemple.fr", Role::Compta).await;
    paul.ask("{ vats { edges { node { id } } } }", json!({})).await;
    office.browser().sign_in("paul@exemple.fr", "quatre cuves vides").await;
    let noted = kinds(&mut admin).await;
    assert_eq!(noted[..4], ["SIGN_IN_REFUSED", "REFUSED", "SIGNED_IN", "JOINED"], "{noted:?}");
    let last = "{ accessLog(first: 2) { edges { node { name address detail } } } }";
    let last = admin.ask(last, json!({})).await.json["data"]["accessLog"]["edges"].clone();
    assert_eq!(last[0]["node"]["address"], "192.0.2.1");
    assert_eq!(last[1]["node"]["detail"], "{\"field\":\"Query.vats\"}");
    let denied = paul.ask("{ accessLog { edges { node { kind } } } }", json!({})).await;
    assert_eq!(denied.json["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[tokio::test]
async fn an_estate_reads_its_own_log_only() {
    let office = Office::open().await;
    let neighbour = office.house.neighbour().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let theirs = "{ accessLog { edges { node { kind } } } }";
    let count = async || {
        let data = neighbour.ask(theirs, json!({})).await;
        data["accessLog"]["edges"].as_array().unwrap().len()
    };
    let before = count().await;
    admin.ask("mutation { leaveEstate { __typename } }", json!({})).await;
    assert!(!kinds(&mut office.member("bis@exemple.fr", Role::AdminDomaine).await).await.is_empty());
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn what_has_served_is_thrown_away_and_nothing_else() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let owner = office.house.database.owner_pool();
    let count = async |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM people.{table}");
        sqlx::query_scalar(&sql).fetch_one(owner).await.unwrap()
    };
    let logged = count("access_log").await;
    gateway::people::sweep(&office.served.app.pool).await.unwrap();
    assert_eq!((count("access_log").await, count("sessions").await), (logged, 1));
    sqlx::raw_sql(
        "UPDATE people.access_log SET at = now() - interval '366 days' WHERE kind = 'JOINED';
         UPDATE people.sessions SET expiry_date = now() - interval '1 second'",
    )
    .execute(owner)
    .await
    .unwrap();
    gateway::people::sweep(&office.served.app.pool).await.unwrap();
    assert!(count("access_log").await < logged && count("access_log").await > 0);
    assert_eq!(count("sessions").await, 0);
    assert_eq!(admin.me().await, json!(null));
}
