use super::check::check;
use super::{
    Movement, MovementCommand, MovementEvent, MovementRefusal, Operation, Posting, Written, imbalance,
};
use crate::decider::{Context, Decider};
use crate::policy::{in_calendar, not_in_future, reason};
use crate::units::{Date, MovementId, Volume};

type Decision = Result<Vec<MovementEvent>, MovementRefusal>;

impl Decider for Movement {
    const TYPE: &'static str = "movement";
    type Command = MovementCommand;
    type Event = MovementEvent;
    type Refusal = MovementRefusal;

    fn decide(&self, command: MovementCommand, context: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown, MovementCommand::Draft { operation, on }) => {
                by_hand(&operation)?;
                let occurred_on = in_calendar(on)?;
                Ok(vec![MovementEvent::MovementDrafted { operation, occurred_on }])
            }
            (Self::Unknown, MovementCommand::Record { operation, on, postings }) => {
                validated(operation, on, postings, context)
            }
            (_, MovementCommand::Draft { .. } | MovementCommand::Record { .. }) => {
                Err(MovementRefusal::AlreadyExists)
            }
            (Self::Unknown, _) => Err(MovementRefusal::NotFound),
            (Self::Draft(_), MovementCommand::Amend { operation, on }) => {
                by_hand(&operation)?;
                let occurred_on = in_calendar(on)?;
                Ok(vec![MovementEvent::MovementAmended { operation, occurred_on }])
            }
            (Self::Draft(_), MovementCommand::Discard { reason: why }) => {
                let reason = reason(&why).ok_or(MovementRefusal::ReasonMissing)?;
                Ok(vec![MovementEvent::MovementDiscarded { reason }])
            }
            (Self::Draft(draft), MovementCommand::Validate { postings }) => {
                validated(draft.operation.clone(), draft.on, postings, context)
            }
            (Self::Draft(_), MovementCommand::MarkReversed { .. }) => Err(MovementRefusal::StillDraft),
            (Self::Validated(written), MovementCommand::MarkReversed { by, on }) => {
                written.reversed(by, not_in_future(on, context)?)
            }
            (Self::Reversed { by }, MovementCommand::MarkReversed { .. }) => {
                Err(MovementRefusal::AlreadyReversed { by: *by })
            }
            (Self::Discarded, _) => Err(MovementRefusal::Discarded),
            (Self::Validated(_) | Self::Reversed { .. }, _) => Err(MovementRefusal::Locked),
        }
    }

    fn evolve(&mut self, event: &MovementEvent) {
        self.take(event);
    }
}

/// A draft is written by hand, and a counter-entry is not.
fn by_hand(operation: &Operation) -> Result<(), MovementRefusal> {
    match operation {
        Operation::Reversal { .. } => Err(MovementRefusal::ReversalByHand),
        Operation::Sale { order: Some(_), .. } => Err(MovementRefusal::SaleOfOrder),
        operation => check(operation),
    }
}

fn validated(operation: Operation, on: Date, postings: Vec<Posting>, context: &Context) -> Decision {
    check(&operation)?;
    let occurred_on = not_in_future(on, context)?;
    let imbalance_ml = imbalance(&postings);
    if imbalance_ml != Volume::ZERO {
        return Err(MovementRefusal::Unbalanced { imbalance_ml });
    }
    Ok(vec![MovementEvent::MovementValidated { operation, occurred_on, postings }])
}

impl Written {
    fn reversed(&self, by: MovementId, on: Date) -> Decision {
        if matches!(self.operation, Operation::Reversal { .. }) {
            return Err(MovementRefusal::ReversalIsFinal);
        }
        if on < self.on {
            return Err(MovementRefusal::ReversalBeforeEntry { entry_on: self.on });
        }
        Ok(vec![MovementEvent::MovementReversed { by, occurred_on: on }])
    }
}
