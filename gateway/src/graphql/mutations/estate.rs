use async_graphql::{Context, InputObject, Object, Result};
use domain::units::WineId;
use uuid::Uuid;

use crate::graphql::context::{fresh, session};
use crate::graphql::inputs::DeclaredWineInput;
use crate::graphql::loaders::wine;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::types::Wine;
use crate::operations::DeclareWine;

payloads! {
    /// The answer to `declareWine`.
    DeclareWineResult = WineDeclared {
        /// The wine.
        wine: Wine
    }
}

/// A wine to be declared.
#[derive(InputObject)]
pub struct DeclareWineInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// What it is.
    wine: DeclaredWineInput,
}

/// Commands on the estate itself.
#[derive(Default)]
pub struct EstateMutation;

#[Object]
impl EstateMutation {
    /// Declares a wine; its label is its identity from one return to the next.
    async fn declare_wine(
        &self,
        context: &Context<'_>,
        input: DeclareWineInput,
    ) -> Result<DeclareWineResult> {
        let fresh = fresh(context, input.command_id);
        let operation = DeclareWine { spec: input.wine.into() };
        let id = WineId::of(session(context).estate, &operation.spec.label);
        let done = settle!(context, fresh, operation);
        let wine = wine(context, id).await?;
        Ok(WineDeclared { wine, position: done.position, replayed: done.replayed }.into())
    }
}
