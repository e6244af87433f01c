use domain::movement::{MovementEvent, Operation};
use domain::units::{Date, MovementId};

use super::subjects;
use crate::cellar::{CellarRows, Movement, MovementStatus};
use crate::contract::{Envelope, Fault};

pub(super) fn fold(
    rows: &mut CellarRows,
    movement: MovementId,
    event: &MovementEvent,
    envelope: &Envelope,
) -> Result<(), Fault> {
    match event {
        MovementEvent::MovementDrafted { operation, occurred_on } => {
            rows.movements.put(drafted(movement, operation, *occurred_on, envelope));
            subjects::attach(rows, movement, operation)
        }
        MovementEvent::MovementAmended { operation, occurred_on } => {
            let row = rows.movements.edit(&(movement,))?;
            row.occurred_on = *occurred_on;
            operation.kind().clone_into(&mut row.kind);
            let before = std::mem::replace(&mut row.operation, operation.clone());
            subjects::detach(rows, movement, &before);
            subjects::attach(rows, movement, operation)
        }
        MovementEvent::MovementDiscarded { reason } => {
            let row = rows.movements.edit(&(movement,))?;
            row.status = MovementStatus::Discarded;
            row.discard_reason = Some(reason.clone());
            Ok(())
        }
        MovementEvent::MovementValidated { operation, occurred_on, postings } => {
            // A movement may take effect without having been a draft.
            let new = || drafted(movement, operation, *occurred_on, envelope);
            let row = rows.movements.edit_or((movement,), new)?;
            row.status = MovementStatus::Validated;
            row.postings.clone_from(postings);
            row.validated_position = Some(envelope.position);
            row.validated_at = Some(envelope.recorded_at);
            row.validated_by = envelope.actor;
            subjects::attach(rows, movement, operation)
        }
        MovementEvent::MovementReversed { by, occurred_on } => {
            let row = rows.movements.edit(&(movement,))?;
            row.status = MovementStatus::Reversed;
            row.reversed_by = Some(*by);
            row.reversed_on = Some(*occurred_on);
            Ok(())
        }
    }
}

fn drafted(movement: MovementId, operation: &Operation, on: Date, envelope: &Envelope) -> Movement {
    Movement {
        id: movement,
        position: envelope.position,
        kind: operation.kind().to_owned(),
        status: MovementStatus::Draft,
        occurred_on: on,
        operation: operation.clone(),
        postings: Vec::new(),
        drafted_at: envelope.recorded_at,
        drafted_by: envelope.actor,
        validated_position: None,
        validated_at: None,
        validated_by: None,
        discard_reason: None,
        reverses: match operation {
            Operation::Reversal { reverses, .. } => Some(*reverses),
            _ => None,
        },
        reversed_by: None,
        reversed_on: None,
    }
}
