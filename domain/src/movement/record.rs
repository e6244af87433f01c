//! The life of a movement from end to end, over a [`Desk`]: what a caller does, in the order in which it must be done.

use super::carry_out::{At, carry_out};
use super::{Movement, MovementCommand, MovementRefusal, Operation};
use crate::decider::{Desk, Refusal};
use crate::drm_period::require_open;
use crate::units::{Date, EstateId, MovementId};

/// Writes a draft.
pub async fn draft<D: Desk>(
    desk: &mut D,
    movement: MovementId,
    operation: Operation,
    on: Date,
) -> Result<(), D::Error> {
    desk.execute::<Movement>(movement.uuid(), MovementCommand::Draft { operation, on }).await.map(drop)
}

/// Changes a draft.
pub async fn amend<D: Desk>(
    desk: &mut D,
    movement: MovementId,
    operation: Operation,
    on: Date,
) -> Result<(), D::Error> {
    desk.execute::<Movement>(movement.uuid(), MovementCommand::Amend { operation, on }).await.map(drop)
}

/// Throws a draft away.
pub async fn discard<D: Desk>(desk: &mut D, movement: MovementId, reason: String) -> Result<(), D::Error> {
    desk.execute::<Movement>(movement.uuid(), MovementCommand::Discard { reason }).await.map(drop)
}

/// Validates a draft: its month takes entries, its effects come about, it is locked.
pub async fn validate<D: Desk>(desk: &mut D, estate: EstateId, movement: MovementId) -> Result<(), D::Error> {
    let written = match &*desk.state::<Movement>(movement.uuid()).await? {
        Movement::Draft(written) => written.clone(),
        Movement::Unknown => return Err(Refusal::from(MovementRefusal::NotFound).into()),
        Movement::Discarded => return Err(Refusal::from(MovementRefusal::Discarded).into()),
        Movement::Validated(_) | Movement::Reversed { .. } => {
            return Err(Refusal::from(MovementRefusal::Locked).into());
        }
    };
    require_open(desk, estate, written.on).await?;
    let at = At { estate, movement, on: written.on };
    let postings = carry_out(desk, &written.operation, at).await?;
    desk.execute::<Movement>(movement.uuid(), MovementCommand::Validate { postings }).await.map(drop)
}

/// Writes a movement down and validates it at once.
pub async fn record<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    movement: MovementId,
    operation: Operation,
    on: Date,
) -> Result<(), D::Error> {
    require_open(desk, estate, on).await?;
    let postings = carry_out(desk, &operation, At { estate, movement, on }).await?;
    let command = MovementCommand::Record { operation, on, postings };
    desk.execute::<Movement>(movement.uuid(), command).await.map(drop)
}

/// Reverses a validated movement by a counter-entry of its own, dated in an open month.
pub async fn reverse<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    reverses: MovementId,
    counter: MovementId,
    reason: String,
    on: Date,
) -> Result<(), D::Error> {
    record(desk, estate, counter, Operation::Reversal { reverses, reason }, on).await?;
    let mark = MovementCommand::MarkReversed { by: counter, on };
    desk.execute::<Movement>(reverses.uuid(), mark).await.map(drop)
}
