use domain::Fact;
use domain::decider::Refusal;
use domain::drm::Books;
use domain::drm::declared::Annexes;
use domain::drm_period::{DrmPeriod, DrmPeriodCommand, Preceding, amend, require_open};
use domain::estate::Estate;
use domain::units::{Date, DrmPeriodId, Month, MovementId};
use journal::{JournalError, Operation, Unit, UnitError};
use serde::Serialize;
use sqlx::PgPool;

use crate::artefacts::{keep, of_return};

/// Closes a month with the return that its events make.
#[derive(Debug, Serialize)]
pub struct CloseMonth {
    /// The month.
    pub month: Month,
    /// When.
    pub on: Date,
    /// Where its files are kept.
    #[serde(skip)]
    pub files: PgPool,
}

/// Tells what stands in a month's return besides its movements.
#[derive(Debug, Serialize)]
pub struct TellAnnexes {
    /// The month.
    pub month: Month,
    /// What.
    pub annexes: Annexes,
}

/// Files the return of a closed month.
#[derive(Debug, Serialize)]
pub struct FileDrm {
    /// The month.
    pub month: Month,
    /// The portal's reference.
    pub reference: Option<String>,
    /// When.
    pub on: Date,
}

/// Amends a filed return.
#[derive(Debug, Serialize)]
pub struct AmendDrm {
    /// The month.
    pub month: Month,
    /// What is corrected.
    pub observation: String,
    /// The movements of later months that correct the books.
    pub corrections: Vec<MovementId>,
    /// When.
    pub on: Date,
}

/// How many events are read from the ledger at once.
const PAGE: i64 = 5_000;

impl Operation for CloseMonth {
    const NAME: &'static str = "close_month";
    type Answer = ();

    /// The return is folded from the ledger itself, not from a read model, and the append is bound to the position
    /// that was read: an entry that comes in between makes the month be folded again.
    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        let period = DrmPeriodId::of(estate, self.month).uuid();
        if *unit.state::<DrmPeriod>(period).await? == DrmPeriod::Unopened
            && let Some(first_day) = self.month.first_day()
        {
            require_open(unit, estate, first_day).await?;
        }
        let preceding = self.preceding(unit).await?;
        let mut books = Books::default();
        let mut position = 0;
        loop {
            let page = unit.feed(position, PAGE).await?;
            let Some(last) = page.last() else { break };
            position = last.position;
            for event in &page {
                let fact = Fact::decode(&event.aggregate_type, &event.aggregate_id, &event.payload)
                    .map_err(|error| UnitError::Fault(JournalError::unreadable(event.position, error)))?;
                books.take(&fact);
            }
        }
        unit.expect_head(position);
        let (declared, made) = of_return(Box::new(books.declare(self.month))).await.map_err(|cause| {
            UnitError::Fault(JournalError::Unwritable {
                what: "a file of the return",
                cause: Box::new(cause),
            })
        })?;
        let artefacts = made.iter().map(|made| made.artefact.clone()).collect();
        let (drm, on) = (books.month(self.month), self.on);
        let command = DrmPeriodCommand::Close { drm, declared, artefacts, preceding, on };
        unit.execute::<DrmPeriod>(period, command).await?;
        // Before the event that names them is appended: whatever dies in between, no event is without its files. After it
        // was decided: what is refused leaves nothing.
        keep(&self.files, estate, &made).await.map_err(|error| UnitError::Fault(error.into()))
    }
}

impl CloseMonth {
    async fn preceding(&self, unit: &mut Unit) -> Result<Preceding, UnitError> {
        let estate = unit.estate();
        let books = unit.state::<Estate>(estate.uuid()).await?;
        if books.books().map_err(Refusal::from)?.books_from == self.month {
            return Ok(Preceding::BeforeBooks);
        }
        let before = DrmPeriodId::of(estate, self.month.previous()).uuid();
        let closed = unit.state::<DrmPeriod>(before).await?.is_closed();
        Ok(if closed { Preceding::Closed } else { Preceding::Open })
    }
}

impl Operation for TellAnnexes {
    const NAME: &'static str = "tell_annexes";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        let period = DrmPeriodId::of(estate, self.month).uuid();
        if let Some(first_day) = self.month.first_day() {
            require_open(unit, estate, first_day).await?;
        }
        let command = DrmPeriodCommand::TellAnnexes { annexes: self.annexes.clone() };
        unit.execute::<DrmPeriod>(period, command).await.map(drop)
    }
}

impl Operation for FileDrm {
    const NAME: &'static str = "file_drm";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let period = DrmPeriodId::of(unit.estate(), self.month).uuid();
        let command = DrmPeriodCommand::File { reference: self.reference.clone(), on: self.on };
        unit.execute::<DrmPeriod>(period, command).await.map(drop)
    }
}

impl Operation for AmendDrm {
    const NAME: &'static str = "amend_drm";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let (estate, observation, corrections) =
            (unit.estate(), self.observation.clone(), self.corrections.clone());
        amend(unit, estate, self.month, observation, corrections, self.on).await
    }
}
