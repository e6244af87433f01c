use super::{Movement, MovementEvent, Written};

impl Movement {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &MovementEvent) {
        *self = match event {
            MovementEvent::MovementDrafted { operation, occurred_on }
            | MovementEvent::MovementAmended { operation, occurred_on } => {
                Self::Draft(Written { operation: operation.clone(), on: *occurred_on })
            }
            MovementEvent::MovementDiscarded { .. } => Self::Discarded,
            MovementEvent::MovementValidated { operation, occurred_on, .. } => {
                Self::Validated(Written { operation: operation.clone(), on: *occurred_on })
            }
            MovementEvent::MovementReversed { by, .. } => Self::Reversed { by: *by },
        };
    }
}
