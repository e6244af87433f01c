use async_graphql::{Context, InputObject, Object, Result};
use uuid::Uuid;

use crate::app::App;
use crate::graphql::context::fresh;
use crate::graphql::loaders::drm_month;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::graphql::types::DrmMonth;
use crate::operations::{AmendDrm, CloseMonth, FileDrm};

payloads! {
    /// The answer to `closeMonth`.
    CloseMonthResult = MonthClosed {
        /// The month.
        month: DrmMonth
    }
    /// The answer to `fileDrm`.
    FileDrmResult = DrmFiled {
        /// The month.
        month: DrmMonth
    }
    /// The answer to `amendDrm`.
    AmendDrmResult = DrmAmended {
        /// The month.
        month: DrmMonth
    }
}

/// A month to be closed.
#[derive(InputObject)]
pub struct CloseMonthInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The month.
    month: GqlMonth,
    /// When it is closed.
    occurred_on: GqlDate,
}

/// A closed month whose return was filed.
#[derive(InputObject)]
pub struct FileDrmInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The month.
    month: GqlMonth,
    /// The portal's reference.
    #[graphql(validator(max_length = 100))]
    reference: Option<String>,
    /// When it was filed.
    occurred_on: GqlDate,
}

/// A filed month that customs corrected.
#[derive(InputObject)]
pub struct AmendDrmInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The month.
    month: GqlMonth,
    /// What was corrected.
    observation: String,
    /// When.
    occurred_on: GqlDate,
}

/// Commands on months.
#[derive(Default)]
pub struct MonthMutation;

#[Object]
impl MonthMutation {
    /// Closes a month with the return that its events make; it takes no more entries.
    async fn close_month(&self, context: &Context<'_>, input: CloseMonthInput) -> Result<CloseMonthResult> {
        let files = context.data::<App>()?.pool.clone();
        let operation = CloseMonth { month: input.month.0, on: input.occurred_on.0, files };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let month = Some(drm_month(context, input.month.0).await?);
        Ok(MonthClosed { month, position: done.position, replayed: done.replayed }.into())
    }

    /// Notes that the return of a closed month was filed on the portal.
    async fn file_drm(&self, context: &Context<'_>, input: FileDrmInput) -> Result<FileDrmResult> {
        let FileDrmInput { command_id, month, reference, occurred_on } = input;
        let operation = FileDrm { month: month.0, reference, on: occurred_on.0 };
        let done = settle!(context, fresh(context, command_id), operation);
        let month = Some(drm_month(context, month.0).await?);
        Ok(DrmFiled { month, position: done.position, replayed: done.replayed }.into())
    }

    /// Notes a correction that customs made to a filed return.
    async fn amend_drm(&self, context: &Context<'_>, input: AmendDrmInput) -> Result<AmendDrmResult> {
        let AmendDrmInput { command_id, month, observation, occurred_on } = input;
        let operation = AmendDrm { month: month.0, observation, on: occurred_on.0 };
        let done = settle!(context, fresh(context, command_id), operation);
        let month = Some(drm_month(context, month.0).await?);
        Ok(DrmAmended { month, position: done.position, replayed: done.replayed }.into())
    }
}
