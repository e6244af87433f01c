use domain::decider::{Refusal, Stream};
use domain::drm_period::DrmPeriod;
use domain::movement::{self, Movement, streams};
use domain::units::{Date, DrmPeriodId, EstateId, Month, MovementId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

use crate::access::is_correction;
use crate::people::PeopleRefusal;

/// Writes a draft.
#[derive(Debug, Serialize)]
pub struct DraftMovement {
    /// The movement to be.
    pub movement: MovementId,
    /// What it does.
    pub operation: movement::Operation,
    /// When.
    pub on: Date,
}

/// Changes a draft.
#[derive(Debug, Serialize)]
pub struct AmendMovement {
    /// The draft.
    pub movement: MovementId,
    /// What it does now.
    pub operation: movement::Operation,
    /// When.
    pub on: Date,
}

/// Throws a draft away.
#[derive(Debug, Serialize)]
pub struct DiscardMovement {
    /// The draft.
    pub movement: MovementId,
    /// Why.
    pub reason: String,
}

/// Validates a draft.
#[derive(Debug, Serialize)]
pub struct ValidateMovement {
    /// The draft.
    pub movement: MovementId,
    /// Whether it may be a correction. No part of what is asked: a role that changes does not make it another command.
    #[serde(skip)]
    pub corrections: bool,
}

/// Writes a movement down and validates it at once.
#[derive(Debug, Serialize)]
pub struct RecordMovement {
    /// The movement to be.
    pub movement: MovementId,
    /// What it does.
    pub operation: movement::Operation,
    /// When.
    pub on: Date,
}

/// Reverses a validated movement by a counter-entry.
#[derive(Debug, Serialize)]
pub struct ReverseMovement {
    /// The movement to reverse.
    pub movement: MovementId,
    /// The counter-entry to be.
    pub counter: MovementId,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Date,
}

/// All that a movement's effects read and write, its month included.
fn involved(
    movement: MovementId,
    operation: &movement::Operation,
    on: Date,
    estate: EstateId,
) -> Vec<Stream> {
    let month = Month::of(on).map(|month| Stream::of::<DrmPeriod>(DrmPeriodId::of(estate, month).uuid()));
    let own = Stream::of::<Movement>(movement.uuid());
    streams(operation, estate).into_iter().chain(month).chain([own]).collect()
}

impl Operation for DraftMovement {
    const NAME: &'static str = "draft_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        movement::draft(unit, self.movement, self.operation.clone(), self.on).await
    }
}

impl Operation for AmendMovement {
    const NAME: &'static str = "amend_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        movement::amend(unit, self.movement, self.operation.clone(), self.on).await
    }
}

impl Operation for DiscardMovement {
    const NAME: &'static str = "discard_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        movement::discard(unit, self.movement, self.reason.clone()).await
    }
}

impl Operation for ValidateMovement {
    const NAME: &'static str = "validate_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        if let Movement::Draft(written) = &*unit.state::<Movement>(self.movement.uuid()).await? {
            if !self.corrections && is_correction(&written.operation) {
                return Err(Refusal::from(PeopleRefusal::Forbidden).into());
            }
            unit.load(&involved(self.movement, &written.operation, written.on, estate)).await?;
        }
        movement::validate(unit, estate, self.movement).await
    }
}

impl Operation for RecordMovement {
    const NAME: &'static str = "record_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        unit.load(&involved(self.movement, &self.operation, self.on, estate)).await?;
        movement::record(unit, estate, self.movement, self.operation.clone(), self.on).await
    }
}

impl Operation for ReverseMovement {
    const NAME: &'static str = "reverse_movement";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        if let Movement::Validated(written) = &*unit.state::<Movement>(self.movement.uuid()).await? {
            unit.load(&involved(self.counter, &written.operation, self.on, estate)).await?;
        }
        movement::reverse(unit, estate, self.movement, self.counter, self.reason.clone(), self.on).await
    }
}
