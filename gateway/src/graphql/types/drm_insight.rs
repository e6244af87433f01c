//! What is folded from the ledger when it is asked for: losses and anomalies.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{Context, Result, SimpleObject};
use domain::Fact;
use domain::decider::Refusal;
use domain::drm::anomalies::{BottlingWatch, anomalies, unfiled as late};
use domain::drm::losses::LossBook;
use domain::drm::{Books, TOLD_BY};
use domain::drm_period::DrmPeriodEvent;
use domain::estate::EstateEvent;
use domain::units::{Date, DrmPeriodId, Month};
use journal::Selection;

use super::drm_losses::DrmLosses;
use crate::app::App;
use crate::clock;
use crate::drm_file::{breaches, place};
use crate::graphql::context::session;
use crate::graphql::fault;
use crate::graphql::outcome::labels;
use crate::messages::sentence;
use crate::refold::refold;

/// The ledger of an estate, folded once a request.
#[derive(Default)]
pub struct Insight {
    books: Books,
    losses: LossBook,
    bottling: BottlingWatch,
    books_from: Option<Month>,
    closed: BTreeMap<DrmPeriodId, Month>,
    filed: BTreeSet<DrmPeriodId>,
}

impl Insight {
    /// Folds the ledger of the session's estate.
    pub async fn of(context: &Context<'_>) -> Result<Self> {
        let (app, session) = (context.data::<App>()?, session(context));
        let mut insight = Self::default();
        let read = refold(&app.journal, session.estate, Selection::of(TOLD_BY), |_, fact| {
            insight.books.take(fact);
            insight.losses.take(fact);
            insight.bottling.take(fact);
            insight.note(fact);
        });
        read.await.map_err(|error| fault(session, &error))?;
        Ok(insight)
    }

    fn note(&mut self, fact: &Fact) {
        match fact {
            Fact::Estate(_, EstateEvent::EstateRegistered { books_from, .. }) => {
                self.books_from = Some(*books_from);
            }
            Fact::Period(id, DrmPeriodEvent::MonthClosed { month, .. }) => {
                self.closed.insert(*id, *month);
            }
            Fact::Period(id, DrmPeriodEvent::DrmFiled { .. }) => {
                self.filed.insert(*id);
            }
            _ => {}
        }
    }

    /// The losses of the campaign of a month until a day; none outside the calendar.
    pub fn losses(&self, month: Month, today: Date) -> Option<DrmLosses> {
        DrmLosses::of(&self.losses, month, today)
    }

    /// What is odd in a month: what customs would refuse, and what a person should look at.
    pub async fn anomalies(&self, context: &Context<'_>, month: Month) -> Result<Vec<DrmAnomaly>> {
        let mut found: Vec<DrmAnomaly> = breaches(&self.books, month).iter().map(of_breach).collect();
        let before = self.closed.iter().find(|(_, closed)| **closed == month.previous());
        let preceding_closed = self.books_from.is_none_or(|first| month <= first) || before.is_some();
        let mut odd = anomalies(&self.books, &self.bottling, month, preceding_closed);
        let unfiled = before.filter(|(id, _)| !self.filed.contains(id));
        odd.extend(unfiled.and_then(|(_, before)| late(*before, clock::now().1)));
        let odd: Vec<Refusal> = odd.into_iter().map(Refusal::from).collect();
        let labels = labels(context, &odd).await?;
        found.extend(odd.iter().map(|refusal| DrmAnomaly {
            code: refusal.code.to_owned(),
            severity: "NOTICE",
            message: sentence(refusal, &labels, session(context).language),
            hint: None,
            subject: None,
        }));
        Ok(found)
    }
}

fn of_breach(breach: &documents::drm_rules::Breach) -> DrmAnomaly {
    use documents::drm_rules::Severity;
    let subject = place(breach);
    DrmAnomaly {
        code: breach.rule.to_owned(),
        severity: match breach.severity {
            Severity::Blocking => "BLOCKING",
            Severity::Error => "ERROR",
            Severity::Notice => "NOTICE",
        },
        message: breach.message.clone(),
        hint: Some(breach.hint),
        subject: Some(subject).filter(|subject| !subject.is_empty()),
    }
}

/// Something to look at before the month is filed.
#[derive(SimpleObject)]
pub struct DrmAnomaly {
    /// A rule of customs (`RG11`) or a code of ours.
    code: String,
    /// `BLOCKING` or `ERROR`: customs would refuse the return; `NOTICE`: they would not.
    severity: &'static str,
    /// What is wrong: the portal's own sentence for a rule.
    message: String,
    /// Where to look.
    hint: Option<&'static str>,
    /// The wine, the capsules or the document that it is about.
    subject: Option<String>,
}
