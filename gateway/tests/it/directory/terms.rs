use gateway::directory::{Ground, Opened, Purged};
use uuid::Uuid;

use super::support::{day, erase, export, identity, key, open, purge, seal, today};
use crate::support::House;

#[tokio::test]
async fn each_record_goes_with_its_own_term_and_the_key_with_the_last() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let (document, invoice) = (Uuid::now_v7(), Uuid::now_v7());
    seal(&house, document, &party, Ground::AccompanyingDocument, "2026-11-20").await.unwrap();
    seal(&house, invoice, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    assert_eq!(erase(&house, &party, today()).await.kept.len(), 2);
    assert_eq!(purge(&house, day("2032-11-20")).await, Purged::default());
    assert_eq!(purge(&house, day("2032-11-21")).await, Purged { records: 1, keys: 0 });
    assert_eq!(open(&house, document).await.unwrap(), Some(Opened::TermOver));
    assert_eq!(open(&house, invoice).await.unwrap(), Some(Opened::Content(identity())));
    assert_eq!(erase(&house, &party, day("2032-11-21")).await.kept.len(), 1);
    assert_eq!(purge(&house, day("2037-11-21")).await, Purged { records: 1, keys: 1 });
    assert_eq!(key(&house, &party).await, None);
}

#[tokio::test]
async fn a_customer_who_stays_keeps_the_key_and_loses_what_is_over() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let (party, theirs) = (house.party("Jeanne Martin").await, neighbour.party("Voisine").await);
    let (old, new, foreign) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    seal(&house, old, &party, Ground::Accounting, "2015-01-01").await.unwrap();
    seal(&neighbour, foreign, &theirs, Ground::Accounting, "2015-01-01").await.unwrap();
    assert_eq!(purge(&house, today()).await, Purged { records: 1, keys: 0 });
    assert_eq!(open(&house, old).await.unwrap(), Some(Opened::TermOver));
    assert!(key(&house, &party).await.is_some());
    seal(&house, new, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    assert_eq!(open(&house, new).await.unwrap(), Some(Opened::Content(identity())));
    let document = export(&house, &party).await.unwrap();
    assert_eq!(document["sealed"][0]["gone"], "TERM_OVER");
    // The neighbour's records are the neighbour's to throw away.
    assert_eq!(open(&neighbour, foreign).await.unwrap(), Some(Opened::Content(identity())));
}
