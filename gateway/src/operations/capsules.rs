use domain::capsule_account::{CapsuleAccount, CapsuleCommand};
use domain::drm_period::require_open;
use domain::terms::CapsuleKind;
use domain::units::{CapsuleAccountId, Date, Month};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Opens an account of capsules with none in it.
#[derive(Debug, Serialize)]
pub struct OpenCapsuleAccount {
    /// What the capsules are.
    pub kind: CapsuleKind,
    /// The first month of the account.
    pub month: Month,
}

/// Moves capsules other than by a bottling.
#[derive(Debug, Serialize)]
pub struct MoveCapsules {
    /// The account.
    pub account: CapsuleAccountId,
    /// What happens.
    pub action: CapsuleAction,
    /// How many; of a count, what was found.
    pub count: i64,
    /// When.
    pub on: Date,
}

/// What can happen to capsules besides being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CapsuleAction {
    /// They are bought.
    Buy,
    /// They come back.
    TakeBack,
    /// They are destroyed.
    Destroy,
    /// They are counted: more is found, fewer are missing.
    Count,
}

impl Operation for OpenCapsuleAccount {
    const NAME: &'static str = "open_capsule_account";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        if let Some(first_day) = self.month.first_day() {
            require_open(unit, unit.estate(), first_day).await?;
        }
        let account = self.kind.account(unit.estate());
        let command = CapsuleCommand::Open { kind: self.kind, count: 0, month: self.month };
        unit.execute::<CapsuleAccount>(account.uuid(), command).await.map(drop)
    }
}

impl Operation for MoveCapsules {
    const NAME: &'static str = "move_capsules";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        require_open(unit, unit.estate(), self.on).await?;
        let Self { account, action, count, on } = *self;
        let command = match action {
            CapsuleAction::Buy => CapsuleCommand::Buy { count, on },
            CapsuleAction::TakeBack => CapsuleCommand::TakeBack { count, on },
            CapsuleAction::Destroy => CapsuleCommand::Destroy { count, on },
            CapsuleAction::Count => CapsuleCommand::Count { counted: count, on },
        };
        unit.execute::<CapsuleAccount>(account.uuid(), command).await.map(drop)
    }
}
