use domain::units::EstateId;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::projector::ModelRef;

/// How far a model of an estate has come.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// The model.
    pub model: String,
    /// The version of the fold that wrote its rows.
    pub version: i32,
    /// The last event in its rows; 0 before the first.
    pub position: i64,
    /// When its checkpoint was last written.
    pub updated_at: OffsetDateTime,
    /// Since when the next event cannot be taken in.
    pub stalled_at: Option<OffsetDateTime>,
    /// Why: the code of the fault, a colon, and its text.
    pub error: Option<String>,
}

impl Standing {
    /// The stable code of what stopped the model (`Fault::code`); `STALLED` where it was written without one.
    pub fn code(&self) -> Option<&str> {
        let error = self.error.as_deref()?;
        let code = error.split_once(": ").map(|(code, _)| code);
        let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        Some(code.filter(is_code).unwrap_or("STALLED"))
    }
}

/// A model that waits for its next event to become readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stalled {
    /// The estate.
    pub estate: EstateId,
    /// The model and what stopped it.
    pub standing: Standing,
}

/// Locks the checkpoints of these models, writing those that are not there yet. In the order of the models' names, so
/// that no two drivers wait for each other.
pub(super) async fn lock(
    connection: &mut PgConnection,
    estate: EstateId,
    models: &[ModelRef],
) -> Result<Vec<Standing>, sqlx::Error> {
    let names: Vec<&str> = models.iter().map(|model| model.name()).collect();
    let standings = select_for_update(connection, estate, &names).await?;
    if standings.len() == models.len() {
        return Ok(standings);
    }
    let versions: Vec<i32> = models.iter().map(|model| model.version()).collect();
    sqlx::query(
        "INSERT INTO projection.checkpoints (estate_id, model, version, position)
         SELECT $1, model, version, 0 FROM unnest($2::text[], $3::int[]) AS wanted (model, version) ORDER BY model
         ON CONFLICT DO NOTHING",
    )
    .bind(estate.uuid())
    .bind(&names)
    .bind(versions)
    .execute(&mut *connection)
    .await?;
    select_for_update(connection, estate, &names).await
}

async fn select_for_update(
    connection: &mut PgConnection,
    estate: EstateId,
    names: &[&str],
) -> Result<Vec<Standing>, sqlx::Error> {
    sqlx::query_as(
        "SELECT model, version, position, updated_at, stalled_at, error FROM projection.checkpoints
         WHERE estate_id = $1 AND model = ANY($2) ORDER BY model FOR UPDATE",
    )
    .bind(estate.uuid())
    .bind(names)
    .fetch_all(connection)
    .await
}

/// Where the estate's models stand, by name.
pub(super) async fn of_estate(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Vec<Standing>, sqlx::Error> {
    sqlx::query_as(
        "SELECT model, version, position, updated_at, stalled_at, error FROM projection.checkpoints
         WHERE estate_id = $1 ORDER BY model",
    )
    .bind(estate.uuid())
    .fetch_all(connection)
    .await
}

/// How far a model is behind the journals of all estates.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Lag {
    /// The model.
    pub model: String,
    /// Events that it has not taken in.
    pub events: i64,
    /// Estates of which it has not taken in every event.
    pub estates: i64,
    /// Estates where it waits for its next event to become readable.
    pub stalled: i64,
}

/// How far these models are behind.
pub(super) async fn lag(connection: &mut PgConnection, models: &[&str]) -> Result<Vec<Lag>, sqlx::Error> {
    sqlx::query_as("SELECT model, events, estates, stalled FROM projection.lag($1)")
        .bind(models)
        .fetch_all(connection)
        .await
}
