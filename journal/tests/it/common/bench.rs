use domain::decider::Context;
use domain::units::{ActorId, CommandId, Date, EstateId};
use journal::verify::{self, Verified, VerifyError};
use journal::{Journal, Operation, PerformError, Performed, Scope};
use testkit::TestDatabase;
use uuid::Uuid;

/// A journal in a database of its own, and an estate to work on.
pub struct Bench {
    pub database: TestDatabase,
    pub journal: Journal,
    pub estate: EstateId,
}

impl Bench {
    pub async fn new() -> Self {
        let database = TestDatabase::new().await;
        let journal = Journal::new(database.server_pool().clone());
        Self { database, journal, estate: EstateId::new(Uuid::now_v7()) }
    }

    /// The journal as another process has it, or this one after a restart.
    pub fn another(&self) -> Journal {
        Journal::new(self.database.server_pool().clone())
    }

    pub fn scope_of(estate: EstateId) -> Scope {
        let context = Context {
            now_ms: 1_790_000_000_000,
            today: Date::from_ymd(2026, 9, 21).expect("a day"),
            actor: ActorId::new(Uuid::from_u128(1)),
        };
        Scope { estate, context, request_id: Some("request-1".to_owned()) }
    }

    pub async fn perform<O: Operation>(&self, operation: &O) -> Result<Performed<O::Answer>, PerformError> {
        self.journal.perform(&Self::scope_of(self.estate), None, operation).await
    }

    pub async fn perform_as<O: Operation>(
        &self,
        command: CommandId,
        operation: &O,
    ) -> Result<Performed<O::Answer>, PerformError> {
        self.journal.perform(&Self::scope_of(self.estate), Some(command), operation).await
    }

    pub async fn verify(&self) -> Result<Verified, VerifyError> {
        verify::database(self.database.server_pool(), self.estate).await
    }

    /// As the superuser, around the triggers: what a forger with the keys of the server would do.
    pub async fn forge(&self, sql: &str) {
        let sql = format!(
            "ALTER TABLE journal.events DISABLE TRIGGER append_only; {sql};
             ALTER TABLE journal.events ENABLE ALWAYS TRIGGER append_only"
        );
        sqlx::raw_sql(&sql).execute(self.database.owner_pool()).await.expect("the forgery succeeds");
    }
}

pub fn command() -> CommandId {
    CommandId::new(Uuid::now_v7())
}
