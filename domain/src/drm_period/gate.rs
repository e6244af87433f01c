use super::{DrmPeriod, DrmPeriodCommand, DrmPeriodRefusal};
use crate::decider::{Desk, Refusal};
use crate::estate::{Estate, EstateRefusal};
use crate::policy::DateRefusal;
use crate::units::{Date, DrmPeriodId, EstateId, Month};

/// Lets an entry into the month of its day: a closed month refuses it, a month of the books that nobody opened yet is
/// opened by it.
pub async fn require_open<D: Desk>(desk: &mut D, estate: EstateId, on: Date) -> Result<(), D::Error> {
    let month = Month::of(on).ok_or_else(|| Refusal::from(DateRefusal::OutOfCalendar { date: on }))?;
    let period = DrmPeriodId::of(estate, month).uuid();
    match *desk.state::<DrmPeriod>(period).await? {
        DrmPeriod::Open(_) => Ok(()),
        DrmPeriod::Closed(_) | DrmPeriod::Filed { .. } => {
            Err(Refusal::from(DrmPeriodRefusal::Closed { month }).into())
        }
        DrmPeriod::Unopened => {
            let books = desk.state::<Estate>(estate.uuid()).await?;
            let books_from = books.books().map_err(Refusal::from)?.books_from;
            if month < books_from {
                return Err(Refusal::from(EstateRefusal::BeforeBooks { month, books_from }).into());
            }
            desk.execute::<DrmPeriod>(period, DrmPeriodCommand::Open { month }).await.map(drop)
        }
    }
}
