use async_graphql::{Context, InputObject, Object, Result};
use domain::movement::BottlesFrom;
use domain::units::{MovementId, PartyId};
use uuid::Uuid;

use crate::access::{Capability, is_correction};
use crate::graphql::context::{fresh, session, visit};
use crate::graphql::inputs::MovementInput;
use crate::graphql::loaders::movement;
use crate::graphql::outcome::{or_declined, payloads, refused, settle};
use crate::graphql::parties::known;
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::Movement;
use crate::graphql::unfit;
use crate::operations::{
    AmendMovement, DiscardMovement, DraftMovement, Fresh, OfHarvest, RecordMovement, ReverseMovement,
    ValidateMovement,
};
use crate::people::PeopleRefusal;

payloads! {
    /// The answer to `draftMovement`.
    DraftMovementResult = MovementDrafted {
        /// The draft.
        movement: Movement
    }
    /// The answer to `amendMovement`.
    AmendMovementResult = MovementAmended {
        /// The draft.
        movement: Movement
    }
    /// The answer to `discardMovement`.
    DiscardMovementResult = MovementDiscarded {
        /// What was the draft.
        movement: Movement
    }
    /// The answer to `validateMovement`.
    ValidateMovementResult = MovementValidated {
        /// The movement, locked.
        movement: Movement
    }
    /// The answer to `recordMovement`.
    RecordMovementResult = MovementRecorded {
        /// The movement, locked.
        movement: Movement
    }
    /// The answer to `reverseMovement`.
    ReverseMovementResult = MovementReversed {
        /// The counter-entry.
        counter_entry: Movement
    }
}

/// A movement to be written down, as a draft or at once.
#[derive(InputObject)]
pub struct NewMovementInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// When it happens.
    occurred_on: GqlDate,
    /// What it does.
    operation: MovementInput,
}

/// A draft to be changed.
#[derive(InputObject)]
pub struct AmendMovementInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft.
    id: Uuid,
    /// When it happens.
    occurred_on: GqlDate,
    /// What it does now.
    operation: MovementInput,
}

/// A movement to be thrown away or reversed, with the reason.
#[derive(InputObject)]
pub struct DiscardMovementInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft.
    id: Uuid,
    /// Why.
    reason: String,
}

/// A draft to be validated.
#[derive(InputObject)]
pub struct ValidateMovementInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft.
    id: Uuid,
}

/// A validated movement to be reversed.
#[derive(InputObject)]
pub struct ReverseMovementInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The movement.
    id: Uuid,
    /// The day of the counter-entry, in an open month.
    occurred_on: GqlDate,
    /// Why.
    reason: String,
}

/// Commands on the movement journal.
#[derive(Default)]
pub struct MovementMutation;

#[Object]
impl MovementMutation {
    /// Writes a movement down as a draft, without effect; its day may lie ahead.
    async fn draft_movement(
        &self,
        context: &Context<'_>,
        input: NewMovementInput,
    ) -> Result<DraftMovementResult> {
        let fresh = fresh(context, input.command_id);
        let id = MovementId::new(fresh.id("movement"));
        let planned = input.operation.planned_harvest();
        let operation = domain_operation(context, input.operation, fresh)?;
        or_declined!(known(context, supplier(&operation), fresh).await?);
        let operation = DraftMovement { movement: id, operation, on: input.occurred_on.0 };
        let done = settle!(context, fresh, OfHarvest { planned, operation });
        let movement = movement(context, id).await?;
        Ok(MovementDrafted { movement, position: done.position, replayed: done.replayed }.into())
    }

    /// Changes a draft.
    async fn amend_movement(
        &self,
        context: &Context<'_>,
        input: AmendMovementInput,
    ) -> Result<AmendMovementResult> {
        let fresh = fresh(context, input.command_id);
        let id = MovementId::new(input.id);
        let planned = input.operation.planned_harvest();
        let operation = domain_operation(context, input.operation, fresh)?;
        or_declined!(known(context, supplier(&operation), fresh).await?);
        let operation = AmendMovement { movement: id, operation, on: input.occurred_on.0 };
        let done = settle!(context, fresh, OfHarvest { planned, operation });
        let movement = movement(context, id).await?;
        Ok(MovementAmended { movement, position: done.position, replayed: done.replayed }.into())
    }

    /// Throws a draft away.
    async fn discard_movement(
        &self,
        context: &Context<'_>,
        input: DiscardMovementInput,
    ) -> Result<DiscardMovementResult> {
        let id = MovementId::new(input.id);
        let operation = DiscardMovement { movement: id, reason: input.reason };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let movement = movement(context, id).await?;
        Ok(MovementDiscarded { movement, position: done.position, replayed: done.replayed }.into())
    }

    /// Validates a draft: it takes effect, and is locked.
    async fn validate_movement(
        &self,
        context: &Context<'_>,
        input: ValidateMovementInput,
    ) -> Result<ValidateMovementResult> {
        let id = MovementId::new(input.id);
        let operation = ValidateMovement { movement: id, corrections: may_correct(context) };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let movement = movement(context, id).await?;
        Ok(MovementValidated { movement, position: done.position, replayed: done.replayed }.into())
    }

    /// Writes a movement down and validates it at once.
    async fn record_movement(
        &self,
        context: &Context<'_>,
        input: NewMovementInput,
    ) -> Result<RecordMovementResult> {
        let fresh = fresh(context, input.command_id);
        let id = MovementId::new(fresh.id("movement"));
        let planned = input.operation.planned_harvest();
        let operation = domain_operation(context, input.operation, fresh)?;
        if is_correction(&operation) && !may_correct(context) {
            return Ok(refused(context, &PeopleRefusal::Forbidden.into()).await?.into());
        }
        or_declined!(known(context, supplier(&operation), fresh).await?);
        let operation = RecordMovement { movement: id, operation, on: input.occurred_on.0 };
        let done = settle!(context, fresh, OfHarvest { planned, operation });
        let movement = movement(context, id).await?;
        Ok(MovementRecorded { movement, position: done.position, replayed: done.replayed }.into())
    }

    /// Reverses a validated movement by a counter-entry in an open month.
    async fn reverse_movement(
        &self,
        context: &Context<'_>,
        input: ReverseMovementInput,
    ) -> Result<ReverseMovementResult> {
        let fresh = fresh(context, input.command_id);
        let counter = MovementId::new(fresh.id("movement"));
        let operation = ReverseMovement {
            movement: MovementId::new(input.id),
            counter,
            reason: input.reason,
            on: input.occurred_on.0,
        };
        let done = settle!(context, fresh, operation);
        let counter_entry = movement(context, counter).await?;
        Ok(MovementReversed { counter_entry, position: done.position, replayed: done.replayed }.into())
    }
}

fn domain_operation(
    context: &Context<'_>,
    input: MovementInput,
    fresh: Fresh,
) -> Result<domain::movement::Operation> {
    input.into_domain(session(context).estate, fresh).map_err(unfit)
}

/// Whether the one who asks may correct the books.
fn may_correct(context: &Context<'_>) -> bool {
    visit(context).powers().can(Capability::Correct)
}

/// Whom the operation names of the directory.
const fn supplier(operation: &domain::movement::Operation) -> Option<PartyId> {
    match operation {
        domain::movement::Operation::Purchase { supplier, .. }
        | domain::movement::Operation::BottlesIn { from: BottlesFrom::Purchase { supplier }, .. } => {
            *supplier
        }
        _ => None,
    }
}
