use async_graphql::{Context, InputObject, Object, Result};
use domain::units::MovementId;
use uuid::Uuid;

use crate::app::App;
use crate::graphql::context::fresh;
use crate::graphql::inputs::AnnexesInput;
use crate::graphql::loaders::drm_month;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::graphql::types::DrmMonth;
use crate::operations::{AmendDrm, CloseMonth, FileDrm, TellAnnexes};

payloads! {
    /// The answer to `closeMonth`.
    CloseMonthResult = MonthClosed {
        /// The month.
        month: DrmMonth
    }
    /// The answer to `tellDrmAnnexes`.
    TellDrmAnnexesResult = DrmAnnexesTold {
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

/// What stands in an open month's return besides its movements.
#[derive(InputObject)]
pub struct TellDrmAnnexesInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The month.
    month: GqlMonth,
    /// What.
    annexes: AnnexesInput,
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

/// A filed month that is amended.
#[derive(InputObject)]
pub struct AmendDrmInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The month.
    month: GqlMonth,
    /// What is corrected.
    observation: String,
    /// The validated movements of later months that correct the books.
    #[graphql(default, validator(max_items = 200))]
    corrections: Vec<Uuid>,
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

    /// Tells what stands in an open month's return besides its movements: documents used and not cleared, statistics. What
    /// is told last holds, as a whole.
    async fn tell_drm_annexes(
        &self,
        context: &Context<'_>,
        input: TellDrmAnnexesInput,
    ) -> Result<TellDrmAnnexesResult> {
        let TellDrmAnnexesInput { command_id, month, annexes } = input;
        let operation = TellAnnexes { month: month.0, annexes: annexes.into() };
        let done = settle!(context, fresh(context, command_id), operation);
        let month = Some(drm_month(context, month.0).await?);
        Ok(DrmAnnexesTold { month, position: done.position, replayed: done.replayed }.into())
    }

    /// Notes that the return of a closed month was filed on the portal.
    async fn file_drm(&self, context: &Context<'_>, input: FileDrmInput) -> Result<FileDrmResult> {
        let FileDrmInput { command_id, month, reference, occurred_on } = input;
        let operation = FileDrm { month: month.0, reference, on: occurred_on.0 };
        let done = settle!(context, fresh(context, command_id), operation);
        let month = Some(drm_month(context, month.0).await?);
        Ok(DrmFiled { month, position: done.position, replayed: done.replayed }.into())
    }

    /// Amends a filed return: what customs correct at the estate's request, with the movements of later months that correct
    /// the books. The return itself stays as it was filed.
    async fn amend_drm(&self, context: &Context<'_>, input: AmendDrmInput) -> Result<AmendDrmResult> {
        let AmendDrmInput { command_id, month, observation, corrections, occurred_on } = input;
        let corrections = corrections.into_iter().map(MovementId::new).collect();
        let operation = AmendDrm { month: month.0, observation, corrections, on: occurred_on.0 };
        let done = settle!(context, fresh(context, command_id), operation);
        let month = Some(drm_month(context, month.0).await?);
        Ok(DrmAmended { month, position: done.position, replayed: done.replayed }.into())
    }
}
