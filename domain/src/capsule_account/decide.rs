use super::{CapsuleAccount, CapsuleCommand, CapsuleEvent, CapsuleRefusal, CapsuleStock};
use crate::decider::{Context, Decider};
use crate::policy::not_in_future;
use crate::terms::CONTAINER_SIZES_ML;
use crate::units::{Date, MovementId, bottles};

type Decision = Result<Vec<CapsuleEvent>, CapsuleRefusal>;

impl Decider for CapsuleAccount {
    const TYPE: &'static str = "capsule_account";
    type Command = CapsuleCommand;
    type Event = CapsuleEvent;
    type Refusal = CapsuleRefusal;

    fn decide(&self, command: CapsuleCommand, context: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown, CapsuleCommand::Open { kind, count, month }) => {
                if count < 0 {
                    return Err(CapsuleRefusal::CountNegative { count });
                }
                if !CONTAINER_SIZES_ML.contains(&kind.size_ml) {
                    return Err(CapsuleRefusal::SizeInvalid { size_ml: kind.size_ml });
                }
                if count > 0 {
                    bottles(count)?;
                }
                Ok(vec![CapsuleEvent::CapsulesOpened { kind, count, month }])
            }
            (_, CapsuleCommand::Open { .. }) => Err(CapsuleRefusal::AlreadyOpen),
            (Self::Unknown, _) => Err(CapsuleRefusal::NotFound),
            (Self::Open(stock), command) => stock.decide(command, context),
        }
    }

    fn evolve(&mut self, event: &CapsuleEvent) {
        self.take(event);
    }
}

impl CapsuleStock {
    fn decide(&self, command: CapsuleCommand, context: &Context) -> Decision {
        match command {
            CapsuleCommand::Open { .. } => Err(CapsuleRefusal::AlreadyOpen),
            CapsuleCommand::Buy { count, on } => {
                let (count, occurred_on) = (bottles(count)?, self.day(on, context)?);
                Ok(vec![CapsuleEvent::CapsulesBought { count, occurred_on }])
            }
            CapsuleCommand::TakeBack { count, on } => {
                let (count, occurred_on) = (bottles(count)?, self.day(on, context)?);
                Ok(vec![CapsuleEvent::CapsulesReturned { count, occurred_on }])
            }
            CapsuleCommand::Use { movement, count, on } => {
                let (count, occurred_on) = (bottles(count)?, self.day(on, context)?);
                self.leaving(count, on)?;
                Ok(vec![CapsuleEvent::CapsulesUsed { movement, count, occurred_on }])
            }
            CapsuleCommand::ReverseUse { movement, reverses, on } => {
                self.reverse_use(movement, reverses, self.day(on, context)?)
            }
            CapsuleCommand::Destroy { count, on } => {
                let (count, occurred_on) = (bottles(count)?, self.day(on, context)?);
                self.leaving(count, on)?;
                Ok(vec![CapsuleEvent::CapsulesDestroyed { count, occurred_on }])
            }
            CapsuleCommand::Count { counted, on } => self.count(counted, self.day(on, context)?),
        }
    }

    fn reverse_use(&self, movement: MovementId, reverses: MovementId, occurred_on: Date) -> Decision {
        let (count, original_on) = *self.uses.get(&reverses).ok_or(CapsuleRefusal::UseUnknown)?;
        if occurred_on < original_on {
            return Err(CapsuleRefusal::ReversalBeforeEntry { entry_on: original_on });
        }
        Ok(vec![CapsuleEvent::CapsuleUseReversed { movement, reverses, count, original_on, occurred_on }])
    }

    fn count(&self, counted: i64, occurred_on: Date) -> Decision {
        if counted < 0 {
            return Err(CapsuleRefusal::CountNegative { count: counted });
        }
        let difference = counted - self.on_hand.at(occurred_on);
        if difference == 0 {
            return Ok(Vec::new());
        }
        let count = bottles(difference.abs())?;
        if difference > 0 {
            return Ok(vec![CapsuleEvent::CapsulesFound { count, occurred_on }]);
        }
        self.leaving(count, occurred_on)?;
        Ok(vec![CapsuleEvent::CapsulesMissing { count, occurred_on }])
    }

    fn day(&self, on: Date, context: &Context) -> Result<Date, CapsuleRefusal> {
        if let Some(opened_on) = self.since.first_day().filter(|first_day| on < *first_day) {
            return Err(CapsuleRefusal::BeforeOpening { opened_on });
        }
        Ok(not_in_future(on, context)?)
    }

    fn leaving(&self, requested: i64, on: Date) -> Result<(), CapsuleRefusal> {
        let (available, lowest_on) = self.on_hand.lowest_from(on);
        if requested > available {
            return Err(CapsuleRefusal::Short { requested, available, on: lowest_on });
        }
        Ok(())
    }
}
