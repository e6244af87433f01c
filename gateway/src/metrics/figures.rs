use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use projections::Lag;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use sqlx::PgPool;

use super::names::Names;
use super::request::{Counted, Kind, Outcome, Timed};

/// Seconds; from a read of a few rows to what a person no longer waits for.
const REQUEST_BUCKETS: [f64; 12] = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];
/// Seconds; an append is one round trip and one flush.
const APPEND_BUCKETS: [f64; 12] = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Every figure that is kept. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Figures>);

struct Figures {
    registry: Registry,
    started: Instant,
    names: Names,
    requests: Family<Counted, Counter>,
    durations: Family<Timed, Histogram, fn() -> Histogram>,
    appends: Histogram,
    uptime: Gauge<f64, AtomicU64>,
    behind: Family<OfModel, Gauge>,
    estates_behind: Family<OfModel, Gauge>,
    stalled: Family<OfModel, Gauge>,
    connections: Family<OfState, Gauge>,
    most_connections: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfModel {
    model: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfState {
    state: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("monchai");
        let mut figures = Figures {
            registry: Registry::default(),
            started: Instant::now(),
            names: Names::default(),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(REQUEST_BUCKETS)),
            appends: Histogram::new(APPEND_BUCKETS),
            uptime: Gauge::default(),
            behind: Family::default(),
            estates_behind: Family::default(),
            stalled: Family::default(),
            connections: Family::default(),
            most_connections: Gauge::default(),
        };
        figures.register(&mut registry);
        figures.registry = registry;
        Self(Arc::new(figures))
    }
}

impl Figures {
    fn register(&self, registry: &mut Registry) {
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version that runs", build);
        registry.register_with_unit("uptime", "Time since the start", Unit::Seconds, self.uptime.clone());
        registry.register("requests", "GraphQL requests answered", self.requests.clone());
        let help = "Time to answer a GraphQL request";
        registry.register_with_unit("request_duration", help, Unit::Seconds, self.durations.clone());
        let help = "Time to append a command's events to the journal";
        registry.register_with_unit("append_duration", help, Unit::Seconds, self.appends.clone());
        let help = "Events of the journal that a read model has not taken in, of all estates";
        registry.register("projection_events_behind", help, self.behind.clone());
        let help = "Estates whose read model has not taken in every event";
        registry.register("projection_estates_behind", help, self.estates_behind.clone());
        let help = "Estates whose read model is stopped by an event that it cannot take in";
        registry.register("projection_stalled", help, self.stalled.clone());
        registry.register("database_connections", "Connections to PostgreSQL", self.connections.clone());
        let help = "Connections to PostgreSQL that there may be";
        registry.register("database_connections_max", help, self.most_connections.clone());
    }
}

impl Metrics {
    /// A request was answered.
    pub fn request(&self, name: Option<&str>, kind: Kind, outcome: Outcome, took: Duration) {
        let figures = &*self.0;
        let carried_out = matches!(outcome, Outcome::Ok | Outcome::Refused | Outcome::Conflict);
        let operation = figures.names.label(name, carried_out);
        figures
            .durations
            .get_or_create(&Timed { operation: operation.clone(), kind })
            .observe(took.as_secs_f64());
        figures.requests.get_or_create(&Counted { operation, kind, outcome }).inc();
    }

    /// What is told of each append to the journal.
    pub fn append_watcher(&self) -> impl Fn(Duration) + Send + Sync + 'static {
        let appends = self.0.appends.clone();
        move |took| appends.observe(took.as_secs_f64())
    }

    /// How far the read models are behind.
    pub(super) fn lag(&self, lags: Vec<Lag>) {
        let figures = &*self.0;
        for Lag { model, events, estates, stalled } in lags {
            let of = OfModel { model };
            figures.behind.get_or_create(&of).set(events);
            figures.estates_behind.get_or_create(&of).set(estates);
            figures.stalled.get_or_create(&of).set(stalled);
        }
    }

    /// How the pool is used.
    pub(super) fn pool(&self, pool: &PgPool) {
        let figures = &*self.0;
        let idle = i64::try_from(pool.num_idle()).unwrap_or(i64::MAX);
        let used = i64::from(pool.size()).saturating_sub(idle).max(0);
        figures.connections.get_or_create(&OfState { state: "idle" }).set(idle);
        figures.connections.get_or_create(&OfState { state: "used" }).set(used);
        figures.most_connections.set(i64::from(pool.options().get_max_connections()));
    }

    /// All of it in the text format of `OpenMetrics`.
    pub(super) fn text(&self) -> Result<String, std::fmt::Error> {
        self.0.uptime.set(self.0.started.elapsed().as_secs_f64());
        let mut text = String::new();
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }
}
