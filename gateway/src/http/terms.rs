use std::future::Future;
use std::time::Duration;

use domain::units::{Date, EstateId};

use crate::app::{App, PROGRAM};
use crate::clock;
use crate::directory::{By, DirectoryError, Purged, purge, reapply_erasures};
use crate::people::sweep;

/// How often terms are looked at: a term ends with a day, and a server that was away for one has not to wait another.
const INTERVAL: Duration = Duration::from_hours(1);

/// Does again at every estate what the lists of erasures say, in case what is served was restored.
pub(super) async fn reapply(app: &App) {
    each(app, async |estate, by, today| reapply_erasures(&app.pool, estate, by, today).await.map(drop)).await;
}

/// Throws away what was kept of people for long enough, again and again.
pub(super) async fn keep(app: App) {
    loop {
        each(&app, async |estate, by, today| {
            let purged = purge(&app.pool, estate, by, today).await?;
            if purged != Purged::default() {
                tracing::info!(%estate, records = purged.records, keys = purged.keys, "kept for long enough");
            }
            Ok(())
        })
        .await;
        if let Err(error) = sweep(&app.pool).await {
            tracing::error!(%error, "what has served at the door was not thrown away");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn each<'app, F>(app: &'app App, work: impl Fn(EstateId, &'static By, Date) -> F)
where
    F: Future<Output = Result<(), DirectoryError>> + 'app,
{
    const BY: By = By { actor: PROGRAM, request_id: None };
    let estates = match app.journal.estates().await {
        Ok(estates) => estates,
        Err(error) => return tracing::error!(%error, "cannot tell whose terms to look at"),
    };
    let (_, today) = clock::now();
    for estate in estates {
        if let Err(error) = work(estate, &BY, today).await {
            tracing::error!(%estate, %error, "the terms of personal data were not kept");
        }
    }
}
