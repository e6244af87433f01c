use async_graphql::{Context, InputObject, Object, Result};
use domain::units::PartyId;
use uuid::Uuid;

use crate::clock;
use crate::directory::{self, create, erase_person, update};
use crate::graphql::context::{app, fresh, session};
use crate::graphql::inputs::PartyInput;
use crate::graphql::outcome::{or_declined, payloads};
use crate::graphql::parties::{by, position, settled};
use crate::graphql::types::{Erasure, Party};

payloads! {
    /// The answer to `createParty`.
    CreatePartyResult = PartyCreated {
        /// The party.
        party: Party
    }
    /// The answer to `updateParty`.
    UpdatePartyResult = PartyUpdated {
        /// The party.
        party: Party
    }
    /// The answer to `erasePerson`.
    ErasePersonResult = PersonErased {
        /// What is left, and why.
        erasure: Erasure
    }
}

/// A party to be entered.
#[derive(InputObject)]
pub struct CreatePartyInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// What is known.
    party: PartyInput,
}

/// A party to be changed.
#[derive(InputObject)]
pub struct UpdatePartyInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The party.
    id: Uuid,
    /// The revision that was read; another one meanwhile is a conflict.
    revision: i64,
    /// What is known, all of it.
    party: PartyInput,
}

/// A person to be erased.
#[derive(InputObject)]
pub struct ErasePersonInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The person.
    party_id: Uuid,
}

/// Commands on the directory, which is outside of the journal.
#[derive(Default)]
pub struct PartyMutation;

#[Object]
impl PartyMutation {
    /// Enters a customer, supplier or carrier.
    async fn create_party(
        &self,
        context: &Context<'_>,
        input: CreatePartyInput,
    ) -> Result<CreatePartyResult> {
        let fresh = fresh(context, input.command_id);
        let id = PartyId::new(fresh.id("party"));
        let (app, session, (_, today)) = (app(context), session(context), clock::now());
        let details = input.party.details(fresh);
        let written =
            create(&app.pool, session.estate, &by(context), fresh.command(), id, details, today).await;
        let directory::Written { party, replayed } = or_declined!(settled(context, written).await?);
        let position = position(context).await?;
        Ok(PartyCreated { party: Some(Party(party)), position, replayed }.into())
    }

    /// Replaces what is known of a party.
    async fn update_party(
        &self,
        context: &Context<'_>,
        input: UpdatePartyInput,
    ) -> Result<UpdatePartyResult> {
        let fresh = fresh(context, input.command_id);
        let id = PartyId::new(input.id);
        let (app, session, (_, today)) = (app(context), session(context), clock::now());
        let (revision, details) = (input.revision, input.party.details(fresh));
        let command = fresh.command();
        let written =
            update(&app.pool, session.estate, &by(context), command, id, revision, details, today).await;
        let directory::Written { party, replayed } = or_declined!(settled(context, written).await?);
        let position = position(context).await?;
        Ok(PartyUpdated { party: Some(Party(party)), position, replayed }.into())
    }

    /// Erases what is known of a person, but for what the law has the estate keep; that is told, with its ground and
    /// its last day.
    async fn erase_person(
        &self,
        context: &Context<'_>,
        input: ErasePersonInput,
    ) -> Result<ErasePersonResult> {
        let command = fresh(context, input.command_id).command();
        let id = PartyId::new(input.party_id);
        let (app, session, (_, today)) = (app(context), session(context), clock::now());
        let erased = erase_person(&app.pool, session.estate, &by(context), command, id, today).await;
        let erased = or_declined!(settled(context, erased).await?);
        let (position, replayed) = (position(context).await?, erased.replayed);
        Ok(PersonErased { erasure: Some(Erasure(erased)), position, replayed }.into())
    }
}
