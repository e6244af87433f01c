use async_graphql::{Context, InputObject, Object, Result};
use domain::terms::CapsuleKind;
use domain::units::CapsuleAccountId;
use uuid::Uuid;

use crate::graphql::context::{fresh, session};
use crate::graphql::enums::GqlCapsuleAction;
use crate::graphql::inputs::CapsuleKindInput;
use crate::graphql::loaders::capsule_account;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::graphql::types::CapsuleAccount;
use crate::operations::{MoveCapsules, OpenCapsuleAccount};

payloads! {
    /// The answer to `openCapsuleAccount`.
    OpenCapsuleAccountResult = CapsuleAccountOpened {
        /// The account.
        account: CapsuleAccount
    }
    /// The answer to `moveCapsules`.
    MoveCapsulesResult = CapsulesMoved {
        /// The account.
        account: CapsuleAccount
    }
}

/// An account of capsules to be opened, empty.
#[derive(InputObject)]
pub struct OpenCapsuleAccountInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// What the capsules are.
    kind: CapsuleKindInput,
    /// The first month of the account.
    month: GqlMonth,
}

/// Capsules to be moved other than by a bottling.
#[derive(InputObject)]
pub struct MoveCapsulesInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The account.
    account_id: Uuid,
    /// What happens.
    action: GqlCapsuleAction,
    /// How many; of a count, what was found.
    count: i64,
    /// When.
    occurred_on: GqlDate,
}

/// Commands on capsules.
#[derive(Default)]
pub struct CapsuleMutation;

#[Object]
impl CapsuleMutation {
    /// Opens an account of capsules.
    async fn open_capsule_account(
        &self,
        context: &Context<'_>,
        input: OpenCapsuleAccountInput,
    ) -> Result<OpenCapsuleAccountResult> {
        let fresh = fresh(context, input.command_id);
        let kind = CapsuleKind::from(input.kind);
        let done = settle!(context, fresh, OpenCapsuleAccount { kind, month: input.month.0 });
        let account = capsule_account(context, kind.account(session(context).estate)).await?;
        Ok(CapsuleAccountOpened { account, position: done.position, replayed: done.replayed }.into())
    }

    /// Buys, takes back, destroys or counts capsules.
    async fn move_capsules(
        &self,
        context: &Context<'_>,
        input: MoveCapsulesInput,
    ) -> Result<MoveCapsulesResult> {
        let fresh = fresh(context, input.command_id);
        let account = CapsuleAccountId::new(input.account_id);
        let MoveCapsulesInput { action, count, occurred_on, .. } = input;
        let operation = MoveCapsules { account, action: action.into(), count, on: occurred_on.0 };
        let done = settle!(context, fresh, operation);
        let account = capsule_account(context, account).await?;
        Ok(CapsulesMoved { account, position: done.position, replayed: done.replayed }.into())
    }
}
