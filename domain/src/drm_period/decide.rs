use super::{DrmPeriod, DrmPeriodCommand, DrmPeriodEvent, DrmPeriodRefusal, Preceding};
use crate::decider::{Context, Decider};
use crate::drm::declared::{Artefact, DrmReturn};
use crate::drm::{Return, ReturnFault};
use crate::policy::{Unfit, not_in_future, optional, reason};
use crate::units::{Date, Month};

type Decision = Result<Vec<DrmPeriodEvent>, DrmPeriodRefusal>;

impl Decider for DrmPeriod {
    const TYPE: &'static str = "drm_period";
    type Command = DrmPeriodCommand;
    type Event = DrmPeriodEvent;
    type Refusal = DrmPeriodRefusal;

    fn decide(&self, command: DrmPeriodCommand, context: &Context) -> Decision {
        match (*self, command) {
            (Self::Unopened, DrmPeriodCommand::Open { month }) => {
                Ok(vec![DrmPeriodEvent::MonthOpened { month }])
            }
            (_, DrmPeriodCommand::Open { .. }) => Err(DrmPeriodRefusal::AlreadyOpened),
            (Self::Unopened, _) => Err(DrmPeriodRefusal::NotOpened),
            (Self::Open(month), DrmPeriodCommand::Close { drm, declared, artefacts, preceding, on }) => {
                let closing = Closing { drm, declared, artefacts };
                close(month, closing, preceding, not_in_future(on, context)?)
            }
            (Self::Open(month), DrmPeriodCommand::TellAnnexes { annexes }) => {
                let annexes = annexes.accepted()?;
                Ok(vec![DrmPeriodEvent::AnnexesTold { month, annexes }])
            }
            (
                Self::Closed(month) | Self::Filed { month, .. },
                DrmPeriodCommand::Close { .. } | DrmPeriodCommand::TellAnnexes { .. },
            ) => Err(DrmPeriodRefusal::Closed { month }),
            (Self::Closed(_), DrmPeriodCommand::File { reference, on }) => {
                let occurred_on = not_in_future(on, context)?;
                let reference = optional(reference.as_deref(), 100)
                    .map_err(|Unfit| DrmPeriodRefusal::ReferenceInvalid)?;
                Ok(vec![DrmPeriodEvent::DrmFiled { reference, occurred_on }])
            }
            (Self::Open(month), DrmPeriodCommand::File { .. }) => Err(DrmPeriodRefusal::NotClosed { month }),
            (Self::Filed { .. }, DrmPeriodCommand::File { .. }) => Err(DrmPeriodRefusal::AlreadyFiled),
            (Self::Filed { amendments, .. }, DrmPeriodCommand::Amend { observation, corrections, on }) => {
                let occurred_on = not_in_future(on, context)?;
                let observation = reason(&observation).ok_or(DrmPeriodRefusal::ObservationMissing)?;
                let number = Some(amendments + 1);
                Ok(vec![DrmPeriodEvent::DrmAmended { number, observation, corrections, occurred_on }])
            }
            (Self::Open(_) | Self::Closed(_), DrmPeriodCommand::Amend { .. }) => {
                Err(DrmPeriodRefusal::NotFiled)
            }
        }
    }

    fn evolve(&mut self, event: &DrmPeriodEvent) {
        self.take(event);
    }
}

/// What a month is closed with.
struct Closing {
    drm: Return,
    declared: Box<DrmReturn>,
    artefacts: Vec<Artefact>,
}

/// A month is closed when it is over, after the month before, and only with a return that holds.
fn close(month: Month, closing: Closing, preceding: Preceding, occurred_on: Date) -> Decision {
    let Closing { drm, declared, artefacts } = closing;
    if Month::of(occurred_on).is_none_or(|today| today <= month) {
        return Err(DrmPeriodRefusal::NotOver { month });
    }
    if preceding == Preceding::Open {
        return Err(DrmPeriodRefusal::PrecedingOpen { month: month.previous() });
    }
    if drm.month != month {
        return Err(DrmPeriodRefusal::ReturnUnwritable);
    }
    if let Some(fault) = drm.fault() {
        return Err(fault.into());
    }
    if !declared.says(&drm) {
        return Err(DrmPeriodRefusal::ReturnUnwritable);
    }
    let sha256 = drm.sha256().map_err(|_| DrmPeriodRefusal::ReturnUnwritable)?;
    let declared = Some(declared);
    Ok(vec![DrmPeriodEvent::MonthClosed { month, drm, sha256, declared, artefacts, occurred_on }])
}

impl From<ReturnFault> for DrmPeriodRefusal {
    fn from(fault: ReturnFault) -> Self {
        match fault {
            ReturnFault::Unbalanced { wine } => Self::Unbalanced { wine },
            ReturnFault::NegativeClosing { wine, closing_ml } => Self::NegativeStock { wine, closing_ml },
            ReturnFault::NegativeNode { wine, node, volume_ml } => {
                Self::NegativeNode { wine, node: node.path().to_owned(), volume_ml }
            }
            ReturnFault::CapsuleAccount { .. } => Self::CapsuleAccount,
            ReturnFault::ReclassificationOneSided { difference_ml } => {
                Self::ReclassificationOneSided { difference_ml }
            }
        }
    }
}
