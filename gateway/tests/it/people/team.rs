use axum::http::StatusCode;
use gateway::people::{self, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use super::browser::{Browser, DONE, Office};

async fn team(browser: &mut Browser) -> Vec<(String, String, String)> {
    let page = browser.ask("{ team { id email role } }", json!({})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = page.json["data"]["team"].as_array().unwrap_or_else(|| panic!("{}", page.json)).clone();
    rows.iter().map(|row| (text(&row["id"]), text(&row["email"]), text(&row["role"]))).collect()
}

fn of(team: &[(String, String, String)], email: &str) -> String {
    team.iter().find(|member| member.1 == email).unwrap().0.clone()
}

fn change(member: &str, role: &str) -> String {
    format!("changeRole(input: {{ memberId: {member:?}, role: {role} }})")
}

#[tokio::test]
async fn a_role_changes_at_once() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let mut paul = office.member("paul@exemple.fr", Role::Compta).await;
    let paul_id = of(&team(&mut admin).await, "paul@exemple.fr");
    assert_eq!(paul.ask("{ vats { edges { node { id } } } }", json!({})).await.status, StatusCode::FORBIDDEN);
    assert_eq!(paul.ask("{ orders { edges { node { id } } } }", json!({})).await.status, StatusCode::OK);
    assert_eq!(admin.send(&change(&paul_id, "OENOLOGUE"), DONE).await["done"], true);
    assert_eq!(paul.ask("{ vats { edges { node { id } } } }", json!({})).await.status, StatusCode::OK);
    assert_eq!(
        paul.ask("{ orders { edges { node { id } } } }", json!({})).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        admin.send(&change(&Uuid::now_v7().to_string(), "COMPTA"), DONE).await["code"],
        "MEMBER_NOT_FOUND"
    );
    assert_eq!(admin.send(&change(&paul_id, "AUDITEUR"), DONE).await["code"], "UNTIL_MISSING");
    let past =
        format!("changeRole(input: {{ memberId: {paul_id:?}, role: AUDITEUR, until: \"2020-01-01\" }})");
    assert_eq!(admin.send(&past, DONE).await["code"], "UNTIL_PAST");
}

#[tokio::test]
async fn whoever_is_removed_sees_nothing_any_more() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let mut paul = office.member("paul@exemple.fr", Role::Oenologue).await;
    let issued = paul
        .send("issueToken(input: { label: \"Sonde\", role: OENOLOGUE, days: 30 })", "TokenIssued { secret }")
        .await;
    let client = crate::support::Client::new(office.served.clone(), issued["secret"].as_str().unwrap());
    assert_eq!(client.ask("{ position }", json!({})).await.status, StatusCode::OK);
    let paul_id = of(&team(&mut admin).await, "paul@exemple.fr");
    assert_eq!(admin.send(&format!("removeMember(memberId: {paul_id:?})"), DONE).await["done"], true);
    assert_eq!(paul.ask("{ position }", json!({})).await.status, StatusCode::FORBIDDEN);
    assert_eq!(paul.me().await["estates"], json!([]), "the account stays, without the estate");
    assert_eq!(
        client.ask("{ position }", json!({})).await.status,
        StatusCode::UNAUTHORIZED,
        "nor does the token open"
    );
    let again = admin.send(&format!("removeMember(memberId: {paul_id:?})"), DONE).await;
    assert_eq!(again["code"], "MEMBER_NOT_FOUND");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    // The house's own administrator goes first.
    for (member, email, _) in team(&mut admin).await {
        if email != "claire@exemple.fr" {
            assert_eq!(admin.send(&format!("removeMember(memberId: {member:?})"), DONE).await["done"], true);
        }
    }
    let own = of(&team(&mut admin).await, "claire@exemple.fr");
    for field in [
        change(&own, "COMPTA"),
        format!("changeRole(input: {{ memberId: {own:?}, role: ADMIN_DOMAINE, until: \"2099-01-01\" }})"),
        format!("removeMember(memberId: {own:?})"),
        "leaveEstate".to_owned(),
    ] {
        assert_eq!(admin.send(&field, DONE).await["code"], "LAST_ADMINISTRATOR", "{field}");
    }
    office.member("paul@exemple.fr", Role::AdminDomaine).await;
    assert_eq!(admin.send("leaveEstate", DONE).await["done"], true);
    assert_eq!(admin.me().await["estates"], json!([]));
}

#[tokio::test]
async fn of_two_administrators_who_remove_each_other_one_stays() {
    let office = Office::open().await;
    let mut one = office.member("un@exemple.fr", Role::AdminDomaine).await;
    let other = office.member("deux@exemple.fr", Role::AdminDomaine).await;
    let members = team(&mut one).await;
    for (member, email, _) in &members {
        if !email.contains("un@") && !email.contains("deux@") {
            one.send(&format!("removeMember(memberId: {member:?})"), DONE).await;
        }
    }
    drop(other);
    let (pool, estate) = (office.served.app.pool.clone(), office.house.estate);
    let id = |email: &str| domain::units::ActorId::new(of(&members, email).parse().unwrap());
    let (first, second) = (id("un@exemple.fr"), id("deux@exemple.fr"));
    let (left, right) = tokio::join!(
        people::remove(&pool, (estate, first, None), second),
        people::remove(&pool, (estate, second, None), first)
    );
    assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
    assert_eq!(people::team(&pool, estate).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_auditor_comes_until_a_day() {
    let office = Office::open().await;
    let mut auditor = office.member("audit@exemple.fr", Role::Auditeur).await;
    assert_eq!(
        auditor.ask("{ journal { edges { node { position } } } }", json!({})).await.status,
        StatusCode::OK
    );
    let owner = office.house.database.owner_pool();
    sqlx::query("UPDATE people.members SET until = current_date - 2 WHERE role = 'auditeur'")
        .execute(owner)
        .await
        .unwrap();
    assert_eq!(auditor.ask("{ position }", json!({})).await.status, StatusCode::FORBIDDEN);
    assert_eq!(auditor.me().await["estates"], json!([]));
}

#[tokio::test]
async fn somebody_of_two_estates_has_one_current() {
    let office = Office::open().await;
    let neighbour = office.house.neighbour().await;
    let mut browser = office.member("claire@exemple.fr", Role::Compta).await;
    let pool = &office.served.app.pool;
    let standing = (Role::Oenologue, None);
    people::add(pool, neighbour.estate, ("claire@exemple.fr", "Claire", None), standing).await.unwrap();
    let ours = office.house.estate.to_string();
    let theirs = neighbour.estate.to_string();
    assert_eq!(browser.me().await["currentEstate"]["estateId"], json!(ours), "the first one joined");
    let switch = |estate: &str| format!("switchEstate(estateId: {estate:?})");
    let switched = browser.send(&switch(&theirs), super::browser::ME).await;
    assert_eq!(switched["me"]["currentEstate"], json!({ "estateId": theirs, "role": "OENOLOGUE" }));
    assert_eq!(browser.ask("{ estate { id } }", json!({})).await.json["data"]["estate"]["id"], json!(theirs));
    assert_eq!(browser.ask("{ vats { edges { node { id } } } }", json!({})).await.status, StatusCode::OK);
    let stranger = office.house.neighbour().await.estate.to_string();
    let foreign = browser.send(&switch(&stranger), super::browser::ME).await;
    let unknown = browser.send(&switch(&Uuid::now_v7().to_string()), super::browser::ME).await;
    assert_eq!(foreign["code"], "ESTATE_NOT_JOINED");
    assert_eq!(foreign, unknown);
    assert_eq!(browser.me().await["currentEstate"]["estateId"], json!(theirs));
}

#[tokio::test]
async fn a_foreign_member_answers_as_an_unknown_one() {
    let office = Office::open().await;
    let neighbour = office.house.neighbour().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let theirs = people::team(&office.served.app.pool, neighbour.estate).await.unwrap()[0].account_id;
    for id in [theirs, Uuid::now_v7()] {
        let removed = admin.send(&format!("removeMember(memberId: \"{id}\")"), DONE).await;
        assert_eq!(removed["code"], "MEMBER_NOT_FOUND");
        assert_eq!(admin.send(&change(&id.to_string(), "COMPTA"), DONE).await["code"], "MEMBER_NOT_FOUND");
    }
    let listed = team(&mut admin).await;
    assert!(listed.iter().all(|(id, ..)| *id != theirs.to_string()));
    assert_eq!(people::team(&office.served.app.pool, neighbour.estate).await.unwrap().len(), 1);
}
