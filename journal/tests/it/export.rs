use std::sync::Arc;

use domain::units::EstateId;
use journal::export::export;
use journal::verify;
use uuid::Uuid;

use crate::common::{Bench, Fill, Transfer};

#[tokio::test]
async fn an_export_is_verified_without_the_database() {
    let bench = Bench::new().await;
    let (from, note) = (Uuid::now_v7(), "\u{1F347} \"été\" \\ \u{7f}\n\u{2028}".to_owned());
    bench.perform(&Fill { note, ..Fill::new(from, 100) }).await.unwrap();
    for _ in 0..10 {
        let transfer = Transfer { from, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml: 1 };
        bench.perform(&transfer).await.unwrap();
    }
    let mut file = Vec::new();
    let exported = export(bench.database.server_pool(), bench.estate, &mut file).await.unwrap();
    let verified = verify::file(file.as_slice()).unwrap();
    assert_eq!(verified, bench.verify().await.unwrap());
    assert_eq!((exported.events, exported.head_position), (31, 31));
    assert_eq!(exported.head_hash, verified.head_hash.to_string());
    let head = bench.journal.head(bench.estate).await.unwrap();
    assert_eq!((verified.head_position, verified.head_hash), (head.position, head.hash));

    let windows = String::from_utf8(file).unwrap().replace('\n', "\r\n");
    assert_eq!(verify::file(windows.as_bytes()).unwrap(), verified, "line ends may suffer on the way");
}

#[tokio::test]
async fn an_estate_without_events_has_an_export_too() {
    let bench = Bench::new().await;
    let nobody = EstateId::new(Uuid::now_v7());
    let mut file = Vec::new();
    export(bench.database.server_pool(), nobody, &mut file).await.unwrap();
    let verified = verify::file(file.as_slice()).unwrap();
    assert_eq!((verified.events, verified.estate), (0, nobody));
    assert_eq!(verified, verify::database(bench.database.server_pool(), nobody).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_shows_one_moment_while_the_ledger_grows() {
    let bench = Arc::new(Bench::new().await);
    let writer = tokio::spawn({
        let bench = Arc::clone(&bench);
        async move {
            for _ in 0..150 {
                bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
            }
        }
    });
    let mut last = 0;
    loop {
        let finished = writer.is_finished();
        let mut file = Vec::new();
        export(bench.database.server_pool(), bench.estate, &mut file).await.unwrap();
        let events = verify::file(file.as_slice()).unwrap().events;
        assert!(events >= last);
        last = events;
        if finished {
            break;
        }
    }
    writer.await.unwrap();
    assert_eq!(last, 150);
}
