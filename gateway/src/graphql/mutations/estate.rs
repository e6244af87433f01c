use async_graphql::{Context, InputObject, Object, Result};
use domain::units::WineId;
use uuid::Uuid;

use crate::graphql::context::{fresh, session};
use crate::graphql::enums::{GqlClaiming, GqlLossScheme};
use crate::graphql::inputs::{DeclaredWineInput, EstateIdentityInput};
use crate::graphql::loaders::{estate, wine};
use crate::graphql::outcome::{payloads, refused, settle};
use crate::graphql::types::{Estate, Wine};
use crate::graphql::unfit;
use crate::operations::{ChooseClaiming, ChooseLossScheme, DeclareWine, DescribeEstate};

payloads! {
    /// The answer to `declareWine`.
    DeclareWineResult = WineDeclared {
        /// The wine.
        wine: Wine
    }
    /// The answer to `chooseClaiming`.
    ChooseClaimingResult = ClaimingChosen {
        /// The estate.
        estate: Estate
    }
    /// The answer to `chooseLossScheme`.
    ChooseLossSchemeResult = LossSchemeChosen {
        /// The estate.
        estate: Estate
    }
    /// The answer to `describeEstate`.
    DescribeEstateResult = EstateDescribed {
        /// The estate.
        estate: Estate
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

/// An estate that states who it is.
#[derive(InputObject)]
pub struct DescribeEstateInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Who it is.
    identity: EstateIdentityInput,
}

/// When the wine of a harvest is to enter its balance.
#[derive(InputObject)]
pub struct ChooseClaimingInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// When.
    claiming: GqlClaiming,
}

/// By which rates losses are allowed, from a campaign on.
#[derive(InputObject)]
pub struct ChooseLossSchemeInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Which.
    scheme: GqlLossScheme,
    /// The first year of the campaign: 2026 for 2026-2027.
    campaign: u16,
}

/// Commands on the estate itself.
#[derive(Default)]
pub struct EstateMutation;

#[Object]
impl EstateMutation {
    /// States who the estate is: legal form, SIREN, SIRET, VAT number, address, region; all of it, at first or anew. What
    /// is known already is not written again. The accise number and the first month of the books never change.
    async fn describe_estate(
        &self,
        context: &Context<'_>,
        input: DescribeEstateInput,
    ) -> Result<DescribeEstateResult> {
        let identity = match input.identity.into_domain() {
            Ok(identity) => identity,
            Err(refusal) => return Ok(refused(context, &refusal.into()).await?.into()),
        };
        let done = settle!(context, fresh(context, input.command_id), DescribeEstate { identity });
        let estate = estate(context).await?;
        Ok(EstateDescribed { estate, position: done.position, replayed: done.replayed }.into())
    }

    /// Chooses when the wine of the harvests to come enters the balance of its declared wine: with the harvest, or when it
    /// is claimed.
    async fn choose_claiming(
        &self,
        context: &Context<'_>,
        input: ChooseClaimingInput,
    ) -> Result<ChooseClaimingResult> {
        let claiming = input.claiming.into();
        let done = settle!(context, fresh(context, input.command_id), ChooseClaiming { claiming });
        let estate = estate(context).await?;
        Ok(ClaimingChosen { estate, position: done.position, replayed: done.replayed }.into())
    }

    /// Chooses by which rates losses are allowed, from a campaign on: a rate a stage, or the global one that was declared to
    /// customs before it.
    async fn choose_loss_scheme(
        &self,
        context: &Context<'_>,
        input: ChooseLossSchemeInput,
    ) -> Result<ChooseLossSchemeResult> {
        let ChooseLossSchemeInput { command_id, scheme, campaign } = input;
        let operation = ChooseLossScheme { scheme: scheme.into(), campaign };
        let done = settle!(context, fresh(context, command_id), operation);
        let estate = estate(context).await?;
        Ok(LossSchemeChosen { estate, position: done.position, replayed: done.replayed }.into())
    }

    /// Declares a wine; its label is its identity from one return to the next.
    async fn declare_wine(
        &self,
        context: &Context<'_>,
        input: DeclareWineInput,
    ) -> Result<DeclareWineResult> {
        let fresh = fresh(context, input.command_id);
        let (spec, strength) = input.wine.into_domain().map_err(unfit)?;
        let operation = DeclareWine { spec, strength };
        let id = WineId::of(session(context).estate, &operation.spec.label);
        let done = settle!(context, fresh, operation);
        let wine = wine(context, id).await?;
        Ok(WineDeclared { wine, position: done.position, replayed: done.replayed }.into())
    }
}
