//! What a catch-up costs: the number of statements does not depend on the number of events or rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::movement::Operation;
use domain::units::Volume;
use projections::Projector;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use testkit::TestDatabase;
use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::support::{append, day, open_house};

/// Counts the statements that sqlx says it ran on this thread.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
            event.record(&mut Shown);
        }
    }
}

struct Shown;

impl Visit for Shown {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" {
            println!("{value:?}");
        }
    }
}

impl Counter {
    fn install(&self) -> DefaultGuard {
        tracing::subscriber::set_default(tracing_subscriber::registry().with(self.clone()))
    }

    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

#[tokio::test]
async fn a_catch_up_takes_as_many_statements_for_many_events_as_for_few() {
    let database = TestDatabase::new().await;
    let options: PgConnectOptions = database.server_url().parse().unwrap();
    let options = options.log_statements("info".parse().unwrap());
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    let mut house = open_house(database.owner_pool(), 1).await;
    let projector = Projector::new(pool);
    projector.catch_up(house.estate).await.unwrap();

    let counter = Counter::default();
    let _guard = counter.install();
    let mut counts = Vec::new();
    for purchases in [1, 5, 60] {
        let before = house.desk.ledger.len();
        for _ in 0..purchases {
            let (vat, wine) = (house.vat(1), house.wine("Gros Plant"));
            let purchase =
                Operation::Purchase { vat, wine, volume_ml: Volume::from_litres(1), supplier: None };
            house.record(purchase, day("2026-09-03")).unwrap();
        }
        append(database.owner_pool(), house.estate, &house.desk.ledger[before..]).await;
        counter.take();
        assert!(projector.catch_up(house.estate).await.unwrap().is_whole());
        counts.push(counter.take());
    }
    // Lock, events, rows, write, commit; what begins the transaction is not logged.
    assert_eq!(counts, [5, 5, 5]);
}
