//! Lists are walked page by page, while others write.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{House, Leaf, Schema, Things, sample};

/// Walks a list in pages of two and gives what it showed of each row; `between` happens before each page but the first.
async fn walk(house: &House, list: &str, shown: &str, mut between: impl AsyncFnMut(usize)) -> Vec<String> {
    let query = format!(
        "query ($after: String) {{ {list}(first: 2, after: $after) {{
             edges {{ cursor node {{ {shown} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut found, mut after) = (Vec::new(), Value::Null);
    for turn in 1.. {
        let page = house.ask(&query, json!({ "after": after })).await[list].clone();
        let edges = page["edges"].as_array().unwrap();
        assert!(edges.len() <= 2);
        found.extend(edges.iter().map(|edge| edge["node"][shown].as_str().unwrap().to_owned()));
        let last = edges.last().map_or(Value::Null, |edge| edge["cursor"].clone());
        assert_eq!(page["pageInfo"]["endCursor"], last);
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = last;
        between(turn).await;
    }
    found
}

#[tokio::test]
async fn vats_are_walked_without_gap_or_repeat() {
    let house = House::open().await;
    for code in ["C3", "C1", "C5", "C2", "C4"] {
        house.vat(code, "50").await;
    }
    assert_eq!(walk(&house, "vats", "code", async |_| ()).await, ["C1", "C2", "C3", "C4", "C5"]);
    // One before the place where the reader is, and one after it.
    let found = walk(&house, "vats", "code", async |turn| {
        house.vat(&format!("A{turn}"), "50").await;
        house.vat(&format!("D{turn}"), "50").await;
    })
    .await;
    assert_eq!(found[..5], ["C1", "C2", "C3", "C4", "C5"]);
    let seen: BTreeSet<&String> = found.iter().collect();
    assert_eq!(seen.len(), found.len(), "none twice: {found:?}");
    assert!(found[5..].iter().all(|code| code.starts_with('D')));
}

#[tokio::test]
async fn movements_of_one_day_are_walked_without_gap_or_repeat() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let mut losses = Vec::new();
    let record = async |on: &str| {
        let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } });
        house.record(on, loss).await["id"].as_str().unwrap().to_owned()
    };
    for _ in 0..4 {
        losses.push(record("2025-09-20").await);
    }
    let found = walk(&house, "movements", "id", async |_| drop(record("2025-09-25").await)).await;
    assert_eq!(
        found.len(),
        5,
        "the losses and the opening, and nothing of what came before them in the list"
    );
    losses.reverse();
    assert_eq!(found[..4], losses, "the last first");
}

#[tokio::test]
async fn the_ledger_is_walked_in_its_order() {
    let house = House::open().await;
    house.filled("C1", "50", "10").await;
    let position = house.position().await;
    let found = walk(&house, "journal", "hash", async |_| ()).await;
    assert_eq!(found.len(), usize::try_from(position).unwrap());
    let distinct: BTreeSet<&String> = found.iter().collect();
    assert_eq!(distinct.len(), found.len());
}

/// Every field that is a list in pages: where its `after` is sent.
async fn lists(house: &House) -> (Schema, Vec<Leaf>) {
    let schema = Schema::of(&house.client).await;
    let lists: Vec<Leaf> = schema.leaves().into_iter().filter(|it| it.name() == "after").collect();
    assert!(lists.len() >= 10, "the schema was gone through: {}", lists.len());
    (schema, lists)
}

#[tokio::test]
async fn what_is_no_cursor_of_a_list_is_refused() {
    let house = House::open().await;
    let things = Things::of(&house).await;
    let (schema, lists) = lists(&house).await;
    // Hexadecimal as cursors are, of `[]`, `null`, `["x",1]`, `[1,2,3]` and of no JSON.
    let garbage = ["", "xyz", "5b5d", "6e756c6c", "5b2278222c315d", "5b312c322c335d", "ff", "-", "0x10", "☃"];
    let mut wrong = Vec::new();
    for list in &lists {
        for after in garbage {
            let sample = |scalar: &str, name: &str| sample(&schema, &things, &list.field, scalar, name);
            let (document, variables) = schema.request(list, &json!(after), &sample);
            let answer = house.client.ask(&document, variables).await.json();
            let error = &answer["errors"][0];
            if error["extensions"]["code"] != "CURSOR_INVALID" {
                wrong.push(format!("{list} after {after:?}: {answer}"));
            } else if error["message"] != "Ce curseur n'est pas valable." {
                wrong.push(format!("{list} after {after:?} says {}", error["message"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let timeline = "query ($id: UUID!) { vat(id: $id) { timeline(after: \"5b5d\") { edges { cursor } } } }";
    let answer = house.client.ask_in("en", timeline, json!({ "id": things.vat })).await;
    assert_eq!(answer.code(), "CURSOR_INVALID");
    assert_eq!(answer.json()["errors"][0]["message"], "This cursor is not valid.");
}

#[tokio::test]
async fn a_page_has_at_most_a_hundred_rows() {
    let house = House::open().await;
    house.vat("C1", "50").await;
    let (_, lists) = lists(&house).await;
    for list in lists {
        for (first, accepted) in [(0, true), (100, true), (101, false), (-1, false), (i32::MAX, false)] {
            let query = format!("{{ {}(first: {first}) {{ edges {{ cursor }} }} }}", list.field);
            let answer = house.client.ask(&query, json!({})).await;
            if accepted {
                answer.data();
            } else {
                assert_eq!(answer.code(), "BAD_USER_INPUT", "{list}: {first}");
            }
        }
    }
    let none = house.ask("{ vats(first: 0) { edges { cursor } pageInfo { hasNextPage } } }", json!({})).await;
    assert_eq!(none["vats"], json!({ "edges": [], "pageInfo": { "hasNextPage": true } }));
}
