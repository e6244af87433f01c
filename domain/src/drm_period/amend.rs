use super::{DrmPeriod, DrmPeriodCommand, DrmPeriodRefusal};
use crate::decider::{Desk, Refusal};
use crate::movement::{Movement, MovementRefusal};
use crate::units::{Date, DrmPeriodId, EstateId, Month, MovementId};

/// Amends the filed return of a month, naming the movements that correct the books: each validated, each of a later
/// month, as the month itself takes no more entries.
pub async fn amend<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    month: Month,
    observation: String,
    corrections: Vec<MovementId>,
    on: Date,
) -> Result<(), D::Error> {
    for movement in &corrections {
        let entry_on = match &*desk.state::<Movement>(movement.uuid()).await? {
            Movement::Validated(written) => written.on,
            Movement::Unknown => return Err(Refusal::from(MovementRefusal::NotFound).into()),
            Movement::Draft(_) => return Err(Refusal::from(MovementRefusal::StillDraft).into()),
            Movement::Discarded => return Err(Refusal::from(MovementRefusal::Discarded).into()),
            Movement::Reversed { by } => {
                return Err(Refusal::from(MovementRefusal::AlreadyReversed { by: *by }).into());
            }
        };
        if Month::of(entry_on).is_none_or(|of| of <= month) {
            return Err(Refusal::from(DrmPeriodRefusal::CorrectionWithin { entry_on, month }).into());
        }
    }
    let command = DrmPeriodCommand::Amend { observation, corrections, on };
    desk.execute::<DrmPeriod>(DrmPeriodId::of(estate, month).uuid(), command).await.map(drop)
}
