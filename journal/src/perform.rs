use domain::units::CommandId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::append::Outcome;
use crate::error::{JournalError, PerformError, UnitError};
use crate::patience::Patience;
use crate::unit::{Committed, Order, Trust};
use crate::{Journal, Metadata, Operation, Performed, Scope, Unit};

/// How one try of an operation failed.
enum Failed {
    /// Refused by what earlier units left, which may not hold any more: decide by what is stored.
    Recalled,
    /// Others were quicker: decide again.
    Conflict,
    /// The connection broke: reach for another one, and ask first whether the command was done.
    Lost(JournalError),
    /// For good.
    Final(PerformError),
}

impl Journal {
    /// Carries an operation out: everything it emitted is appended at once, or nothing.
    ///
    /// A command id makes it idempotent: asked again with the same id and body, it answers what it answered first. One
    /// is made where none is given, so that a try whose outcome nobody knows, because the connection broke, can be asked
    /// again as well. The first try goes by the states that earlier units left, if there are any; on a conflict it
    /// decides again from what is stored, up to eight times.
    pub async fn perform<O: Operation>(
        &self,
        scope: &Scope,
        command: Option<CommandId>,
        operation: &O,
    ) -> Result<Performed<O::Answer>, PerformError> {
        let order = order(scope, command, operation)?;
        let mut patience = Patience::new();
        // A new id cannot have been done before; from the first loss of the connection on, it can.
        let mut may_be_done = command.is_some();
        let mut trust = Trust::Memory;
        loop {
            let looked_for = may_be_done.then_some(order.command);
            let mut unit = Unit::new(self, scope, looked_for, trust);
            let tried = attempt(&mut unit, &order, operation).await;
            let newer = matches!(tried, Err(Failed::Conflict)) && unit.is_remembered_newer();
            // No connection is held during a pause, and none that broke is handed on.
            match &tried {
                Err(Failed::Lost(_)) => drop(unit),
                _ => unit.leave(),
            }
            trust = if newer { Trust::Memory } else { Trust::Database };
            match tried {
                Ok(performed) => {
                    if performed.events > 0 {
                        self.bell.ring(scope.estate);
                    }
                    return Ok(performed);
                }
                Err(Failed::Final(error)) => return Err(error),
                Err(Failed::Recalled) => {}
                Err(Failed::Conflict) => {
                    // Two requests with one id may have met; then the other's answer is this one's too.
                    if !patience.after_conflict().await {
                        return Err(PerformError::Conflict);
                    }
                }
                Err(Failed::Lost(error)) => {
                    may_be_done = true;
                    trust = Trust::Nothing;
                    self.memory.clear();
                    tracing::warn!(%error, operation = O::NAME, "the connection to the journal broke; trying again");
                    if !patience.after_loss().await {
                        return Err(PerformError::Fault(error));
                    }
                }
            }
        }
    }
}

async fn attempt<O: Operation>(
    unit: &mut Unit,
    order: &Order,
    operation: &O,
) -> Result<Performed<O::Answer>, Failed> {
    let answer = match operation.run(unit).await {
        Ok(answer) => answer,
        Err(UnitError::Repeated) => return repeated(unit, order),
        Err(UnitError::Refused(_)) if unit.is_recalling() => return Err(Failed::Recalled),
        Err(UnitError::Refused(_)) if unit.was_done().await? => return repeated(unit, order),
        Err(UnitError::Refused(_)) if unit.is_torn() => return Err(Failed::Conflict),
        Err(UnitError::Refused(refusal)) => return Err(Failed::Final(PerformError::Refused(refusal))),
        Err(UnitError::Conflict) => return Err(Failed::Conflict),
        Err(UnitError::Fault(error)) => return Err(error.into()),
    };
    let text = serde_json::to_string(&answer)
        .map_err(|error| JournalError::unwritable("the answer of a command", error))?;
    let Committed { outcome, events } = unit.commit(order, text).await?;
    match outcome {
        Outcome::Appended { head } => Ok(Performed { answer, position: head, replayed: false, events }),
        Outcome::Replayed { head, answer } => replayed(head, &answer),
        Outcome::CommandReused => Err(Failed::Final(PerformError::CommandReused)),
        Outcome::Conflict => Err(Failed::Conflict),
    }
}

/// The first answer, as it was found.
fn repeated<T: DeserializeOwned>(unit: &Unit, order: &Order) -> Result<Performed<T>, Failed> {
    match unit.earlier() {
        Some(earlier) if earlier.body_hash == hex::encode(order.body_hash) => {
            replayed(earlier.position, &earlier.answer)
        }
        Some(_) => Err(Failed::Final(PerformError::CommandReused)),
        // The operation made the error up; nothing speaks for an answer.
        None => Err(Failed::Conflict),
    }
}

fn replayed<T: DeserializeOwned>(position: i64, answer: &str) -> Result<Performed<T>, Failed> {
    let answer = serde_json::from_str(answer).map_err(|error| JournalError::Unreadable {
        what: "the first answer of a command".into(),
        cause: error.into(),
    })?;
    Ok(Performed { answer, position, replayed: true, events: 0 })
}

fn order<O: Operation>(
    scope: &Scope,
    command: Option<CommandId>,
    operation: &O,
) -> Result<Order, JournalError> {
    let command = command.unwrap_or_else(|| CommandId::new(Uuid::now_v7()));
    let metadata = Metadata {
        actor: scope.context.actor,
        command_id: command,
        operation: O::NAME.to_owned(),
        request_id: scope.request_id.clone(),
    };
    let mut body = Sha256::new();
    body.update(O::NAME);
    body.update([0]);
    body.update(json("a command", operation)?);
    Ok(Order { command, body_hash: body.finalize().into(), metadata: json("metadata", &metadata)? })
}

fn json(what: &'static str, value: &impl Serialize) -> Result<String, JournalError> {
    serde_json::to_string(value).map_err(|error| JournalError::unwritable(what, error))
}

impl From<JournalError> for Failed {
    fn from(error: JournalError) -> Self {
        if error.is_lost() {
            Self::Lost(error)
        } else if error.is_conflict() {
            Self::Conflict
        } else {
            Self::Final(PerformError::Fault(error))
        }
    }
}
