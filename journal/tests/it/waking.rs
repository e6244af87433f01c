use std::collections::HashSet;
use std::time::Duration;

use domain::units::EstateId;
use futures::future::join_all;
use journal::Listener;
use tokio::time::timeout;
use uuid::Uuid;

use crate::common::{Bench, Fill};

#[tokio::test]
async fn a_listener_hears_of_every_estate_that_grew() {
    let bench = Bench::new().await;
    let mut listener = Listener::connect(bench.database.server_pool()).await.unwrap();
    sqlx::query("SELECT pg_notify('monchai_journal', 'no estate')")
        .execute(bench.database.server_pool())
        .await
        .unwrap();

    let mut quiet: HashSet<EstateId> = (0..40).map(|_| EstateId::new(Uuid::now_v7())).collect();
    let fills = quiet.iter().map(|estate| {
        let (journal, scope) = (bench.journal.clone(), Bench::scope_of(*estate));
        async move { journal.perform(&scope, None, &Fill::new(Uuid::now_v7(), 1)).await.unwrap() }
    });
    join_all(fills).await;
    while !quiet.is_empty() {
        let heard = timeout(Duration::from_secs(5), listener.next()).await.expect("is told soon").unwrap();
        quiet.remove(&heard.expect("the connection holds"));
    }
    bench.perform(&Fill::new(Uuid::now_v7(), 0)).await.unwrap();
    assert!(timeout(Duration::from_millis(100), listener.next()).await.is_err(), "no event, no call");
}
