//! What every request works with.

use std::time::Duration;

use domain::decider::Context;
use domain::units::{ActorId, EstateId};
use journal::{Journal, Scope};
use projections::{ProjectionError, Projector};
use sqlx::PgPool;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::clock;
use crate::graphql::Session;
use crate::growth::Growth;
use crate::people::People;

/// Who acts when the program itself does: imports and the demo's story.
pub const PROGRAM: ActorId = ActorId::new(Uuid::from_u128(0x6d6f_6e63_6861_6900_8000_0000_0000_0002));

/// For so long a query waits for the position that it asks for.
const PATIENCE: Duration = Duration::from_secs(2);

/// The application: the journal, the read models, and a pool that acts as the server's role. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The ledger.
    pub journal: Journal,
    /// The read models' driver.
    pub projector: Projector,
    /// Who follows a ledger hears here that it grew.
    pub growth: Growth,
    /// Connections to read with.
    pub pool: PgPool,
    /// How people come in.
    pub people: People,
}

impl App {
    /// The application over that database. No letters go out.
    pub fn new(pool: PgPool) -> Self {
        Self::with(pool, People::default())
    }

    /// The application over that database, with people coming in as told.
    pub fn with(pool: PgPool, people: People) -> Self {
        Self {
            journal: Journal::new(pool.clone()),
            projector: Projector::new(pool.clone()),
            growth: Growth::new(pool.clone()),
            pool,
            people,
        }
    }

    /// The same, which tells how long each append to the journal takes.
    #[must_use]
    pub fn watched(self, watcher: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { journal: self.journal.watched(watcher), ..self }
    }

    /// The scope of a command of this session, now.
    pub fn scope(&self, session: &Session) -> Scope {
        scope(session.estate, session.actor, Some(session.request_id.clone()))
    }

    /// Brings the estate's read models up to the journal. What cannot follow is told in the log and marked behind; the
    /// command that caused it stands.
    pub async fn catch_up(&self, estate: EstateId) {
        if let Err(error) = self.projector.catch_up(estate).await {
            tracing::error!(%estate, %error, "the read models are behind");
        }
    }

    /// Waits until every read model of the estate has come to that position of its journal; false when that takes too
    /// long.
    pub async fn reaches(&self, estate: EstateId, position: i64) -> Result<bool, ProjectionError> {
        let since = Instant::now();
        let mut pause = Duration::ZERO;
        while self.shows(estate).await? < position {
            if since.elapsed() > PATIENCE {
                return Ok(false);
            }
            self.catch_up(estate).await;
            // Another process may be on its way to that position.
            sleep(pause).await;
            pause = (pause * 2).clamp(Duration::from_millis(5), Duration::from_millis(200));
        }
        Ok(true)
    }

    /// The position that every read model of the estate has come to; 0 before the first event.
    async fn shows(&self, estate: EstateId) -> Result<i64, ProjectionError> {
        let standings = self.projector.positions(estate).await?;
        Ok(standings.iter().map(|standing| standing.position).min().unwrap_or(0))
    }
}

/// The scope of a command at the estate, now.
pub fn scope(estate: EstateId, actor: ActorId, request_id: Option<String>) -> Scope {
    let (now_ms, today) = clock::now();
    Scope { estate, context: Context { now_ms, today, actor }, request_id }
}
