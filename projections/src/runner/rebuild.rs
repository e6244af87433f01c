//! The rebuilding driver: an estate's whole journal, folded in memory, in place of its rows.

use domain::units::EstateId;
use sqlx::PgConnection;

use super::error::{Halt, ProjectionError};
use super::projector::{ModelRef, Projector};
use super::stall::{self, Stop};
use super::{batch, checkpoint, events, statement};
use crate::contract::{Fault, Folding};

/// Events read at a time: nothing is loaded for them, so the pages are larger than those of the live driver.
const PAGE: i64 = 5_000;

/// Rows written by one statement.
const CHUNK: usize = 5_000;

/// What is to be rebuilt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope<'name> {
    /// One model by its name, or all.
    pub model: Option<&'name str>,
    /// One estate, or all.
    pub estate: Option<EstateId>,
}

/// One model of one estate was rebuilt, or could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The estate.
    pub estate: EstateId,
    /// The model.
    pub model: &'static str,
    /// How many are done with this one.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// The position that was reached, or why the old rows were kept.
    pub outcome: Result<i64, String>,
}

/// What came of a rebuild.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Models of estates that were rebuilt.
    pub rebuilt: usize,
    /// Those that could not be: their rows are the old ones, and they are marked as stalled.
    pub failed: usize,
}

impl Projector {
    /// Writes the rows of models anew from the first event, estate by estate, each in one transaction: readers see the
    /// old rows until it commits. Each model and estate is told to `progress` as it is done.
    pub async fn rebuild(
        &self,
        scope: Scope<'_>,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Rebuilt, ProjectionError> {
        let models: Vec<ModelRef> = match scope.model {
            None => self.models.clone(),
            Some(name) => {
                let model = self.models.iter().find(|model| model.name() == name);
                vec![*model.ok_or_else(|| ProjectionError::UnknownModel(name.to_owned()))?]
            }
        };
        let estates = match scope.estate {
            Some(estate) => vec![estate],
            None => self.estates().await?,
        };
        let total = estates.len() * models.len();
        let mut rebuilt = Rebuilt::default();
        for estate in estates {
            for model in &models {
                let outcome = match self.rebuild_one(estate, *model).await? {
                    Ok(position) => {
                        rebuilt.rebuilt += 1;
                        Ok(position)
                    }
                    Err(stop) => {
                        rebuilt.failed += 1;
                        self.stall(estate, &[*model], &stop).await?;
                        Err(stop.fault.to_string())
                    }
                };
                let done = rebuilt.rebuilt + rebuilt.failed;
                progress(Progress { estate, model: model.name(), done, total, outcome });
            }
        }
        Ok(rebuilt)
    }

    /// Rebuilds one model of one estate. Gives the position reached, or what stopped it, with nothing written.
    pub(super) async fn rebuild_one(
        &self,
        estate: EstateId,
        model: ModelRef,
    ) -> Result<Result<i64, Stop>, ProjectionError> {
        let mut transaction = self.begin(estate).await?;
        let standings = checkpoint::lock(&mut transaction, estate, &[model]).await?;
        let stands_at = standings.first().map_or(0, |standing| standing.position);
        let mut fold = model.begin();
        for table in fold.tables() {
            table.begin_whole();
        }
        let mut position = 0;
        loop {
            let events = events::after(&mut transaction, estate, position, PAGE).await?;
            let folded = fold_page(&mut transaction, estate, position, fold.as_mut(), &events).await;
            match folded {
                Ok(Some(last)) => position = last,
                Ok(None) => break,
                Err((_, Halt::Database(error))) => return Err(error.into()),
                Err((index, Halt::Fault(fault))) => {
                    transaction.rollback().await?;
                    let culprit = events.into_iter().nth(index).into_iter().collect();
                    return Ok(Err(Stop::new(stands_at, culprit, fault)));
                }
            }
        }
        match replace(&mut transaction, estate, model, fold.as_mut(), position).await {
            Ok(()) => {}
            Err(Halt::Database(error)) => return Err(error.into()),
            Err(Halt::Fault(fault)) => {
                transaction.rollback().await?;
                return Ok(Err(Stop::new(stands_at, Vec::new(), fault)));
            }
        }
        transaction.commit().await?;
        Ok(Ok(position))
    }
}

/// Folds a page; gives the last position, or `None` when the page is empty. A halt comes with the index of its event.
async fn fold_page(
    connection: &mut PgConnection,
    estate: EstateId,
    position: i64,
    fold: &mut dyn Folding,
    events: &[events::Stored],
) -> Result<Option<i64>, (usize, Halt)> {
    events::check(connection, estate, position, events).await.map_err(|halt| (0, halt))?;
    for (index, event) in events.iter().enumerate() {
        let taken = event.read(estate).and_then(|fact| batch::take(fold, &[fact]));
        taken.map_err(|fault: Fault| (index, fault.into()))?;
    }
    Ok(events.last().map(|event| event.position))
}

/// Writes the folded rows in place of the estate's old ones.
async fn replace(
    connection: &mut PgConnection,
    estate: EstateId,
    model: ModelRef,
    fold: &mut dyn Folding,
    position: i64,
) -> Result<(), Halt> {
    for table in fold.tables() {
        let shape = table.shape();
        let chunks = table.puts(CHUNK)?;
        sqlx::query(&statement::clear(&shape)).bind(estate.uuid()).execute(&mut *connection).await?;
        let put = statement::put(&shape, 2);
        for rows in chunks {
            sqlx::query(&put).bind(estate.uuid()).bind(rows).execute(&mut *connection).await?;
        }
    }
    sqlx::query(
        "UPDATE projection.checkpoints
         SET version = $3, position = $4, updated_at = clock_timestamp()
         WHERE estate_id = $1 AND model = $2",
    )
    .bind(estate.uuid())
    .bind(model.name())
    .bind(model.version())
    .bind(position)
    .execute(&mut *connection)
    .await?;
    stall::passed(connection, estate, &[model], position).await?;
    Ok(())
}
