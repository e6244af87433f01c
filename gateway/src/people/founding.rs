//! Registering an estate: its books are opened in the ledger, and whoever opened them is its first administrator.

use std::net::IpAddr;

use domain::decider::Refusable;
use domain::estate::EstateRefusal;
use domain::units::{ActorId, CommandId, EstateId};
use journal::{JournalError, PerformError};
use serde::Deserialize;

use super::access_log::{Noted, note};
use super::outcome::{Outcome, PeopleError};
use super::{Denied, PeopleRefusal, members};
use crate::app::{App, scope};
use crate::operations::RegisterEstate;

/// Registers the estate of that accise number. The ledger comes first: it lets one of two who come at once through, and
/// its first event names the founder, so that a crash before the membership is written is made good when the founder
/// asks again. An estate that somebody else registered, or that was imported, is taken.
pub async fn register(
    app: &App,
    (founder, address, request_id): (ActorId, Option<IpAddr>, &str),
    command: Option<CommandId>,
    operation: &RegisterEstate,
) -> Outcome<EstateId> {
    let estate = EstateId::of(&operation.accise);
    let scope = scope(estate, founder, Some(request_id.to_owned()));
    match app.journal.perform(&scope, command, operation).await {
        Ok(_) => {}
        Err(PerformError::Refused(refusal)) => {
            if refusal.code != EstateRefusal::AlreadyRegistered.refusal().code {
                return Err(Denied::Rule(refusal));
            }
            if first_actor(app, estate).await? != Some(founder) {
                return Err(PeopleRefusal::EstateTaken.into());
            }
        }
        Err(PerformError::CommandReused | PerformError::Conflict) => {
            return Err(PeopleRefusal::EstateTaken.into());
        }
        Err(PerformError::Fault(error)) => return Err(PeopleError::from(error).into()),
    }
    app.catch_up(estate).await;
    if members::found(&app.pool, estate, founder).await? {
        note(&app.pool, Some(estate), Some(founder), address, &Noted::EstateRegistered).await?;
    }
    Ok(estate)
}

/// Who wrote the first event of the ledger.
async fn first_actor(app: &App, estate: EstateId) -> Result<Option<ActorId>, JournalError> {
    #[derive(Deserialize)]
    struct Metadata {
        actor: Option<ActorId>,
    }
    let first = app.journal.feed(estate, 0, 1).await?;
    let metadata = first.first().and_then(|event| serde_json::from_str::<Metadata>(&event.metadata).ok());
    Ok(metadata.and_then(|metadata| metadata.actor))
}
