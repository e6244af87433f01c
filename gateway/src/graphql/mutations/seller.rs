use async_graphql::{Context, InputObject, Object, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::letterhead::LetterheadRefusal;
use uuid::Uuid;

use crate::artefacts::{NoLogo, keep_logo};
use crate::graphql::context::{app, fresh, session};
use crate::graphql::fault;
use crate::graphql::inputs::{BookkeepingInput, LetterheadInput};
use crate::graphql::loaders::estate;
use crate::graphql::outcome::{payloads, refused, settle};
use crate::graphql::types::Estate;
use crate::operations::{SetBookkeeping, SetLetterhead, SetLogo};

payloads! {
    /// The answer to `setBookkeeping`.
    SetBookkeepingResult = BookkeepingSet {
        /// The estate.
        estate: Estate
    }
    /// The answer to `setLetterhead`.
    SetLetterheadResult = LetterheadSet {
        /// The estate.
        estate: Estate
    }
    /// The answer to `setLogo`.
    SetLogoResult = LogoSet {
        /// The estate.
        estate: Estate
    }
}

/// How the books of the sales are to be kept.
#[derive(InputObject)]
pub struct SetBookkeepingInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// How.
    bookkeeping: BookkeepingInput,
}

/// What is to stand on the papers.
#[derive(InputObject)]
pub struct SetLetterheadInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// What.
    letterhead: LetterheadInput,
}

/// A logo to be put on the papers, or to be taken off.
#[derive(InputObject)]
pub struct SetLogoInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The file in base 64: PNG, JPEG or SVG of at most 256 KiB; nothing takes the logo off.
    file: Option<String>,
}

/// Commands on the estate as a seller: its books, its papers.
#[derive(Default)]
pub struct SellerMutation;

#[Object]
impl SellerMutation {
    /// Chooses how the books of the sales are kept: whether VAT is charged and when it falls due, and the accounts of the sales
    /// journal; all of it, for what is issued from now on.
    async fn set_bookkeeping(
        &self,
        context: &Context<'_>,
        input: SetBookkeepingInput,
    ) -> Result<SetBookkeepingResult> {
        let operation = SetBookkeeping { bookkeeping: input.bookkeeping.into() };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let estate = estate(context).await?;
        Ok(BookkeepingSet { estate, position: done.position, replayed: done.replayed }.into())
    }

    /// Says what stands on the papers besides who the estate is: all of it. A paper that was taken out before stays as it is.
    async fn set_letterhead(
        &self,
        context: &Context<'_>,
        input: SetLetterheadInput,
    ) -> Result<SetLetterheadResult> {
        let letterhead = match input.letterhead.into_domain() {
            Ok(letterhead) => letterhead,
            Err(refusal) => return Ok(refused(context, &refusal.into()).await?.into()),
        };
        let done = settle!(context, fresh(context, input.command_id), SetLetterhead { letterhead });
        let estate = estate(context).await?;
        Ok(LetterheadSet { estate, position: done.position, replayed: done.replayed }.into())
    }

    /// Puts a logo on the papers, or takes it off. It is laid out once before it is taken.
    async fn set_logo(&self, context: &Context<'_>, input: SetLogoInput) -> Result<SetLogoResult> {
        let logo = match input.file {
            None => None,
            Some(text) => match kept(context, &text).await? {
                Ok(logo) => Some(logo),
                Err(refusal) => return Ok(refused(context, &refusal.into()).await?.into()),
            },
        };
        let done = settle!(context, fresh(context, input.command_id), SetLogo { logo });
        let estate = estate(context).await?;
        Ok(LogoSet { estate, position: done.position, replayed: done.replayed }.into())
    }
}

async fn kept(
    context: &Context<'_>,
    text: &str,
) -> Result<Result<domain::letterhead::Logo, LetterheadRefusal>> {
    let Ok(bytes) = STANDARD.decode(text.trim()) else { return Ok(Err(LetterheadRefusal::LogoUnreadable)) };
    match keep_logo(&app(context).pool, session(context).estate, bytes).await {
        Ok(logo) => Ok(Ok(logo)),
        Err(NoLogo::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(fault(session(context), &error)),
    }
}
