use serde::Serialize;

use super::{Closing, Till, TillCommand, TillRefusal};
use crate::decider::{Desk, Refusal, Stream};
use crate::units::{Date, EstateId, Month, TillId};

/// What is to be closed for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Closed {
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
    /// A year.
    Year(u16),
}

impl Closed {
    /// The last day that it closes.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(month) => month.last_day(),
            Self::Year(year) => Date::from_ymd(i32::from(year), 12, 31),
        }
    }

    fn year(self) -> u16 {
        match self {
            Self::Day(day) => u16::try_from(day.year()).unwrap_or(0),
            Self::Month(month) => month.year(),
            Self::Year(year) => year,
        }
    }
}

/// How many years back the last till of an estate is looked for.
const YEARS_BACK: u16 = 20;

/// The streams that a closing reads or writes, so that all can be loaded at once.
pub fn streams(estate: EstateId, what: Closed) -> Vec<Stream> {
    let of = |year| Stream::of::<Till>(TillId::of(estate, year).uuid());
    (what.year().saturating_sub(YEARS_BACK)..=what.year()).map(of).collect()
}

/// Closes a time, and all that lies before it in its year. What is closed already answers so and writes nothing.
pub async fn close<D: Desk>(desk: &mut D, estate: EstateId, what: Closed) -> Result<(), D::Error> {
    let year = what.year();
    let before = carried(desk, estate, year).await?;
    let command = match what {
        Closed::Day(day) => TillCommand::CloseDay { day, before },
        Closed::Month(month) => TillCommand::CloseMonth { month, before },
        Closed::Year(year) => TillCommand::CloseYear { year, before },
    };
    desk.execute::<Till>(TillId::of(estate, year).uuid(), command).await.map(drop)
}

/// What the last year before that had a till was closed with.
async fn carried<D: Desk>(desk: &mut D, estate: EstateId, year: u16) -> Result<Option<Closing>, D::Error> {
    for earlier in (year.saturating_sub(YEARS_BACK)..year).rev() {
        let till = desk.state::<Till>(TillId::of(estate, earlier).uuid()).await?;
        if *till != Till::Unused {
            return Ok(before(&till, earlier).map_err(Refusal::from)?);
        }
    }
    Ok(None)
}

/// What a year was closed with; refused while it is open.
pub(super) fn before(till: &Till, year: u16) -> Result<Option<Closing>, TillRefusal> {
    match till {
        Till::Unused => Ok(None),
        Till::Open(_) => Err(TillRefusal::YearBeforeOpen { year: i64::from(year) }),
        Till::Closed(closing) => Ok(Some(closing.clone())),
    }
}
