//! Whatever stands in a text, an answer is no internal fault, and what is written down can be read.

use serde_json::json;

use crate::support::{House, Schema, Things, sample};

#[tokio::test]
async fn no_text_breaks_the_books() {
    let house = House::open().await;
    let mut things = Things::of(&house).await;
    let schema = Schema::of(&house.client).await;
    let long = "é".repeat(100_000);
    let texts = ["a\u{0}b", "\u{202e}\u{7}\u{1b}[31m", "'; DROP TABLE journal.events; --", "", &long];
    let mut wrong = Vec::new();
    for place in schema.leaves().into_iter().filter(|it| it.scalar == "String") {
        things.renew(&house).await;
        for text in texts {
            // A lot's number has its `L`, so that the rest of it is looked at too.
            let text = if place.name() == "lotNumber" { format!("L{text}") } else { text.to_owned() };
            let sample = |scalar: &str, name: &str| sample(&schema, &things, &place.field, scalar, name);
            let (document, variables) = schema.request(&place, &json!(text), &sample);
            let answer = house.client.ask(&document, variables).await.json();
            let shown: String = text.chars().take(20).collect();
            if answer["errors"][0]["extensions"]["code"] == "INTERNAL" {
                wrong.push(format!("{place}: {shown:?} is an internal fault"));
            }
        }
    }
    let behind: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM projection.checkpoints c JOIN journal.heads h USING (estate_id)
         WHERE c.position < h.position OR c.error IS NOT NULL",
    )
    .fetch_one(house.database.owner_pool())
    .await
    .unwrap();
    assert_eq!(behind, 0, "every read model has followed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    journal::verify::database(house.database.owner_pool(), house.estate).await.unwrap();
}
