use std::collections::VecDeque;
use std::time::Duration;

use async_graphql::{Context, Result, Subscription};
use domain::units::EstateId;
use futures::{Stream, stream};
use journal::{Journal, JournalError, Recorded};
use sqlx::PgPool;
use tokio::time::{Instant, sleep};

use super::Place;
use crate::graphql::context::{app, session};
use crate::graphql::fault::position_unknown;
use crate::graphql::types::JournalEvent;
use crate::graphql::{fault, unfit};
use crate::growth::Grown;

/// Events of one read: all that a follower ever holds.
const PAGE: i64 = 100;

/// For so long a stream waits for a database that is away, before it gives up; whoever follows goes on later from where
/// it was.
const PATIENCE: Duration = Duration::from_secs(30);

/// The ledger as it grows.
#[derive(Default)]
pub struct JournalSubscription;

#[Subscription]
impl JournalSubscription {
    /// The estate's ledger after a position, in order, each event once: first what is written already, then each event as
    /// it is appended. `extensions.position` of every answer is where to go on.
    async fn journal(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The last position that is known already.", default = 0)] after: i64,
    ) -> Result<impl Stream<Item = Result<JournalEvent>> + use<>> {
        let (session, app) = (session(context).clone(), app(context));
        let place = context.data_unchecked::<Place>().clone();
        let after = place.resumed().unwrap_or(after);
        if after < 0 {
            return Err(unfit("after: a position of the journal, from 0"));
        }
        let follower = Follower::new(app.pool.clone(), session.estate, app.growth.of(session.estate), after);
        let head = follower.head().await.map_err(|error| fault(&session, &error))?;
        if after > head {
            return Err(position_unknown(&session, after, head));
        }
        let start = Some((follower, place, session));
        Ok(stream::unfold(start, |state| async {
            let (mut follower, place, session) = state?;
            match follower.next().await {
                Ok(event) => {
                    place.reach(event.position);
                    Some((Ok(JournalEvent::from(event)), Some((follower, place, session))))
                }
                Err(error) => Some((Err(fault(&session, &error)), None)),
            }
        }))
    }
}

/// Goes through a ledger, and waits at its end.
struct Follower {
    pool: PgPool,
    estate: EstateId,
    grown: Grown,
    after: i64,
    page: VecDeque<Recorded>,
}

impl Follower {
    const fn new(pool: PgPool, estate: EstateId, grown: Grown, after: i64) -> Self {
        Self { pool, estate, grown, after, page: VecDeque::new() }
    }

    async fn head(&self) -> std::result::Result<i64, JournalError> {
        let mut transaction =
            ::journal::begin(&self.pool, self.estate, "ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        let head = Journal::head_on(&mut transaction, self.estate).await?;
        transaction.rollback().await?;
        Ok(head.position)
    }

    /// The next event, as soon as there is one.
    async fn next(&mut self) -> std::result::Result<Recorded, JournalError> {
        loop {
            if let Some(event) = self.page.pop_front() {
                self.after = event.position;
                return Ok(event);
            }
            self.page = self.read().await?.into();
            if self.page.is_empty() {
                self.grown.next().await;
            }
        }
    }

    async fn read(&self) -> std::result::Result<Vec<Recorded>, JournalError> {
        let since = Instant::now();
        let mut pause = Duration::from_millis(100);
        loop {
            match self.try_read().await {
                Err(error) if error.is_lost() && since.elapsed() < PATIENCE => sleep(pause).await,
                outcome => return outcome,
            }
            pause = (pause * 2).min(Duration::from_secs(2));
        }
    }

    async fn try_read(&self) -> std::result::Result<Vec<Recorded>, JournalError> {
        let mut transaction =
            ::journal::begin(&self.pool, self.estate, "ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        let page = Journal::feed_on(&mut transaction, self.estate, self.after, PAGE).await?;
        transaction.rollback().await?;
        Ok(page)
    }
}
