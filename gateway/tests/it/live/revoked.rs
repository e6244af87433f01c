//! Who may not be here any more is told to go, and comes in anew with what is left.

use std::time::Duration;

use gateway::http::{Bounds, Live};
use gateway::people::{self, NewToken, Role};

use crate::support::House;

#[tokio::test]
async fn a_socket_ends_when_its_token_is_revoked_or_its_owner_changes() {
    let house = House::open().await;
    let pool = house.served.app.pool.clone();
    let who = ("claire@exemple.fr", "Claire", None);
    let member = people::add(&pool, house.estate, who, (Role::Oenologue, None)).await.unwrap();
    let bounds = Bounds { check: Duration::from_millis(100), ..Bounds::default() };
    let listening = house.listen(|served| served.live = Live::within(bounds)).await;
    let new = || NewToken { label: "test".to_owned(), role: Role::Oenologue, days: 1 };
    for change in ["revoked", "promoted", "removed"] {
        let secret = people::renew_token(&pool, house.estate, member, new(), None).await.unwrap();
        let mut socket = listening.open().await;
        let init = serde_json::json!({ "authorization": format!("Bearer {}", secret.reveal()) });
        socket.say(serde_json::json!({ "type": "connection_init", "payload": init })).await;
        assert_eq!(socket.hear().await["type"], "connection_ack", "{change}");
        socket.subscribe("1", "subscription { projectionProgress { head } }").await;
        assert_eq!(socket.hear().await["type"], "next", "{change}");
        match change {
            "revoked" => drop(people::renew_token(&pool, house.estate, member, new(), None).await.unwrap()),
            "promoted" => {
                people::set_role(&pool, house.estate, member, (Role::AdminDomaine, None)).await.unwrap();
                people::set_role(&pool, house.estate, member, (Role::Compta, None)).await.unwrap();
            }
            _ => {
                let by = (house.estate, member, None);
                people::remove(&pool, by, member).await.unwrap();
            }
        }
        assert_eq!(socket.closed().await, 4403, "{change}");
        people::set_role(&pool, house.estate, member, (Role::Oenologue, None)).await.ok();
    }
}

#[tokio::test]
async fn a_subscription_that_the_role_does_not_allow_is_refused() {
    let house = House::open().await;
    let hand = house.colleague(Role::OperateurChai).await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.open().await;
    let init = serde_json::json!({ "authorization": format!("Bearer {}", hand.token()) });
    socket.say(serde_json::json!({ "type": "connection_init", "payload": init })).await;
    assert_eq!(socket.hear().await["type"], "connection_ack");
    for (id, document) in [
        ("1", "subscription { journal { position } }"),
        ("2", "query { orders { edges { node { id } } } }"),
        ("3", "mutation { reverseMovement { __typename } }"),
    ] {
        socket.subscribe(id, document).await;
        let told = socket.hear().await;
        assert_eq!((&told["type"], &told["id"]), (&"error".into(), &id.into()), "{told}");
        assert_eq!(told["payload"][0]["extensions"]["code"], "FORBIDDEN", "{told}");
    }
    socket.subscribe("4", "{ position }").await;
    assert_eq!(socket.hear().await["type"], "next");
}
