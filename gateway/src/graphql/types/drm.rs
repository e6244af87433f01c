use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::drm::Return;
use domain::drm::declared::{Artefact, DrmReturn};
use domain::drm::due_on;
use domain::units::Month;
use projections::drm;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::drm_annexes::{DrmAmendment, DrmAnnexes};
use super::drm_balance::{DrmCapsuleBalance, DrmWineBalance};
use super::drm_difference::{DrmDifference, DrmVersionInput, differences};
use super::drm_duty::{DrmDuty, duties};
use super::drm_insight::{DrmAnomaly, Insight};
use super::drm_losses::DrmLosses;
use super::drm_snapshot::snapshot;
use super::{Movement, Wine};
use crate::access::DRM_FILE;
use crate::clock;
use crate::graphql::context::read;
use crate::graphql::inputs::Yes;
use crate::graphql::loaders::{movement, wine};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlMonth, GqlVolume};
use crate::graphql::unfit;

/// A month's excise return: as its events make it, and as it was closed.
pub struct DrmMonth {
    /// How far the month has come.
    pub period: Option<drm::Period>,
    /// Its balances.
    pub balances: Return,
    /// What was folded of the ledger, where something asked for it.
    pub insight: OnceCell<Insight>,
    /// The return as it would be declared, where something asked for it.
    pub declared: OnceCell<DrmReturn>,
}

impl DrmMonth {
    /// A month of the read model.
    pub const fn of(period: Option<drm::Period>, balances: Return) -> Self {
        Self { period, balances, insight: OnceCell::const_new(), declared: OnceCell::const_new() }
    }

    /// The ledger, folded once however many fields ask.
    async fn insight(&self, context: &Context<'_>) -> Result<&Insight> {
        self.insight.get_or_try_init(|| Insight::of(context)).await
    }

    /// The return as it would be declared, read once however many fields ask.
    async fn declared(&self, context: &Context<'_>) -> Result<&DrmReturn> {
        let declare = || {
            read(context, async |connection, estate| drm::declare(connection, estate, &self.balances).await)
        };
        self.declared.get_or_try_init(declare).await
    }

    /// That version of it; nothing where it is not closed.
    async fn version(&self, context: &Context<'_>, version: DrmVersionInput) -> Result<Option<Return>> {
        let month = self.balances.month;
        Ok(match version {
            DrmVersionInput::Today(_) => Some(self.balances.clone()),
            DrmVersionInput::Closed(_) => self.period.as_ref().and_then(|period| period.drm.clone()),
            DrmVersionInput::AsOf(day) => Some(snapshot(context, month, Some(day.0), None).await?.balances),
            DrmVersionInput::AsKnownAt(position) => {
                Some(snapshot(context, month, None, Some(position)).await?.balances)
            }
        })
    }
}

/// What folding the ledger weighs in a document.
pub const FOLDED: usize = 200;

#[Object]
impl DrmMonth {
    /// The month.
    async fn month(&self) -> GqlMonth {
        self.balances.month.into()
    }

    /// UNOPENED, OPEN, CLOSED, FILED or AMENDED.
    async fn status(&self) -> &'static str {
        self.period.as_ref().map_or("UNOPENED", |period| period.status.name())
    }

    /// When it was closed.
    async fn closed_on(&self) -> Option<GqlDate> {
        self.period.as_ref()?.closed_on.map(Into::into)
    }

    /// SHA-256 of the return as it was closed.
    async fn sha256(&self) -> Option<&str> {
        self.period.as_ref()?.sha256.as_deref()
    }

    /// The files that were made of it when it was closed.
    async fn files(&self) -> Vec<DrmFile> {
        let artefacts = self.period.iter().flat_map(|period| &period.artefacts);
        artefacts.map(|artefact| DrmFile::of(self.balances.month, artefact)).collect()
    }

    /// What it tells besides its movements.
    async fn annexes(&self) -> DrmAnnexes {
        DrmAnnexes(self.period.as_ref().map(|period| period.annexes.clone()).unwrap_or_default())
    }

    /// The amendments of the filed return, in the order of their numbers.
    async fn amendments(&self) -> Vec<DrmAmendment> {
        let amendments = self.period.iter().flat_map(|period| &period.amendments);
        amendments.cloned().map(Into::into).collect()
    }

    /// When it was filed on the portal.
    async fn filed_on(&self) -> Option<GqlDate> {
        self.period.as_ref()?.filed_on.map(Into::into)
    }

    /// The day by which it is due: the 10th of the next month.
    async fn due_on(&self) -> Option<GqlDate> {
        due_on(self.balances.month).map(Into::into)
    }

    /// True where that day has passed and it is not filed.
    async fn is_late(&self) -> bool {
        let filed = self.period.as_ref().is_some_and(|period| period.filed_on.is_some());
        !filed && due_on(self.balances.month).is_some_and(|due| clock::now().1 > due)
    }

    /// True where nothing moved and no document is told (néant): stocks there may be.
    async fn is_nil(&self, context: &Context<'_>) -> Result<bool> {
        Ok(self.declared(context).await?.is_nil())
    }

    /// The duty that falls due with it, by fiscal category.
    async fn duty(&self, context: &Context<'_>) -> Result<Vec<DrmDuty>> {
        Ok(duties(self.declared(context).await?).into_iter().map(Into::into).collect())
    }

    /// What is due in all: credits are not taken off, and what has no known rate is not in it.
    async fn duty_total(&self, context: &Context<'_>) -> Result<GqlMoney> {
        Ok(GqlMoney(duties(self.declared(context).await?).iter().map(|duty| duty.due).sum()))
    }

    /// The losses of its campaign so far, allowed against observed. Folded from the ledger.
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn losses(&self, context: &Context<'_>) -> Result<Option<DrmLosses>> {
        Ok(self.insight(context).await?.losses(self.balances.month, clock::now().1))
    }

    /// What to look at before it is filed: what customs would refuse, and what is odd. Folded from the ledger.
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn anomalies(&self, context: &Context<'_>) -> Result<Vec<DrmAnomaly>> {
        self.insight(context).await?.anomalies(context, self.balances.month).await
    }

    /// What one version of the month says otherwise than another: `to`, which is today's unless told, than `from`, which is
    /// the return with which it was closed. Nothing where a version of when it was closed is asked for and it is not.
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn differences(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The same as a `from` as the books said it at that position.")]
        since_position: Option<i64>,
        from: Option<DrmVersionInput>,
        to: Option<DrmVersionInput>,
    ) -> Result<Vec<DrmDifference>> {
        let from = match (from, since_position) {
            (Some(_), Some(_)) => return Err(unfit("differences: sincePosition or from, not both")),
            (Some(version), None) => version,
            (None, Some(position)) => DrmVersionInput::AsKnownAt(position),
            (None, None) => DrmVersionInput::Closed(Yes::Yes),
        };
        let before = self.version(context, from).await?;
        let after = self.version(context, to.unwrap_or(DrmVersionInput::Today(Yes::Yes))).await?;
        Ok(before.zip(after).map(|(before, after)| differences(&before, &after)).unwrap_or_default())
    }

    /// One balance a wine and regime.
    async fn wines(&self) -> Vec<DrmWineBalance> {
        let (month, as_of, as_known_at) = (self.balances.month, None, None);
        let balance = |balance| DrmWineBalance { month, balance, as_of, as_known_at };
        self.balances.wines.iter().cloned().map(balance).collect()
    }

    /// One balance an account of capsules.
    async fn capsules(&self) -> Vec<DrmCapsuleBalance> {
        self.balances.capsules.iter().map(Into::into).collect()
    }

    /// True when opening + entries − exits = closing for every wine and every capsule account.
    async fn holds(&self) -> bool {
        self.balances.fault().is_none()
    }
}

/// A file of a closed month's return. Its bytes never change.
#[derive(SimpleObject)]
pub struct DrmFile {
    /// `dtiplus`, `interloire`, `bivc` or `pdf`.
    format: &'static str,
    /// SHA-256 of its bytes.
    sha256: String,
    /// How many bytes.
    length: u64,
    /// Where it is downloaded, with the same cookie or token.
    path: String,
}

impl DrmFile {
    fn of(month: Month, artefact: &Artefact) -> Self {
        let format = artefact.format.name();
        let path = DRM_FILE.replace("{month}", &month.to_string()).replace("{format}", format);
        Self { format, sha256: artefact.sha256.clone(), length: artefact.length, path }
    }
}

/// What one event entered in the return: the proof of a figure.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DrmEntry {
    #[graphql(skip)]
    row: drm::Entry,
    /// The journal position of its event.
    position: i64,
    /// The day.
    occurred_on: GqlDate,
    /// The month it belongs to.
    month: GqlMonth,
    /// The node.
    node: &'static str,
    /// How much; below zero where a counter-entry takes back within the month.
    volume: GqlVolume,
    /// The observation that the node requires.
    observation: Option<String>,
    /// The type of its event.
    event_type: String,
    /// What the event happened to.
    aggregate_type: String,
    /// The id of that.
    aggregate_id: Uuid,
}

impl From<drm::Entry> for DrmEntry {
    fn from(row: drm::Entry) -> Self {
        Self {
            position: row.position,
            occurred_on: row.occurred_on.into(),
            month: row.month.into(),
            node: row.node.0.name(),
            volume: row.volume_ml.into(),
            observation: row.observation.clone(),
            event_type: row.event_type.clone(),
            aggregate_type: row.aggregate_type.clone(),
            aggregate_id: row.aggregate_id.parse().unwrap_or_default(),
            row,
        }
    }
}

#[ComplexObject]
impl DrmEntry {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.row.wine_id).await
    }

    /// The movement behind it.
    async fn movement(&self, context: &Context<'_>) -> Result<Option<Movement>> {
        movement(context, self.row.movement_id).await
    }
}
