use std::time::Duration;

use async_graphql::{Context, Result, Subscription};
use domain::units::EstateId;
use futures::{Stream, stream};
use journal::{Journal, JournalError};
use projections::{ProjectionError, Projector};
use tokio::time::timeout;

use crate::app::App;
use crate::graphql::context::{app, session};
use crate::graphql::fault;
use crate::graphql::types::ProjectionProgress;
use crate::growth::Grown;

/// The first pause while a read model is behind, and the longest. Nobody tells when a model moves on, so it is looked at.
const PAUSE: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(3);

/// The read models as they follow.
#[derive(Default)]
pub struct ProgressSubscription;

#[Subscription]
#[allow(clippy::unused_async, reason = "a field of a subscription is one")]
impl ProgressSubscription {
    /// How far each read model of the estate has come: first as it is now, then after each change. Changes that follow
    /// each other faster than they are taken are told as one.
    async fn projection_progress(
        &self,
        context: &Context<'_>,
    ) -> Result<impl Stream<Item = Result<ProjectionProgress>> + use<>> {
        let (session, app) = (session(context).clone(), app(context).clone());
        let grown = app.growth.of(session.estate);
        let start = Some((Watch { app, estate: session.estate, grown, told: None }, session));
        Ok(stream::unfold(start, |state| async {
            let (mut watch, session) = state?;
            match watch.next().await {
                Ok(progress) => Some((Ok(progress), Some((watch, session)))),
                Err(error) => Some((Err(fault(&session, &error)), None)),
            }
        }))
    }
}

struct Watch {
    app: App,
    estate: EstateId,
    grown: Grown,
    told: Option<ProjectionProgress>,
}

/// Where the estate's ledger or its models stand cannot be read.
#[derive(Debug, thiserror::Error)]
enum Unknown {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Models(#[from] ProjectionError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Watch {
    /// The standing as soon as it is another than the one told last.
    async fn next(&mut self) -> std::result::Result<ProjectionProgress, Unknown> {
        let mut pause = PAUSE;
        loop {
            let progress = self.read().await?;
            if self.told.as_ref() != Some(&progress) {
                self.told = Some(progress.clone());
                return Ok(progress);
            }
            // A stalled model moves on when somebody mends it, which can take days.
            let wait = if progress.moves() { pause } else { LONGEST };
            if timeout(wait, self.grown.next()).await.is_ok() {
                pause = PAUSE;
            } else {
                pause = (pause * 2).min(LONGEST);
            }
        }
    }

    async fn read(&self) -> std::result::Result<ProjectionProgress, Unknown> {
        let mut transaction =
            ::journal::begin(&self.app.pool, self.estate, "ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .await?;
        let head = Journal::head_on(&mut transaction, self.estate).await?;
        let standings = Projector::positions_on(&mut transaction, self.estate).await?;
        transaction.rollback().await?;
        Ok(ProjectionProgress::new(head.position, self.app.projector.names(), &standings))
    }
}
