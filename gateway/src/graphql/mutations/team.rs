use async_graphql::{Context, InputObject, Object, Result};
use domain::units::ActorId;
use projections::cellar;
use uuid::Uuid;

use super::answer::{answered, answers};
use super::door::{DoneResult, done, of_browser};
use crate::access::Capability;
use crate::graphql::context::{app, read, session, visit};
use crate::graphql::scalars::GqlDate;
use crate::people::{self, Invited, NewToken, PeopleError, Role, Secret};

answers! {
    /// The answer to `inviteMember`.
    InviteMemberResult = MemberInvited {
        /// The invitation's id.
        invitation_id: Uuid
    }
    /// The answer to `issueToken`.
    IssueTokenResult = TokenIssued {
        /// The token's id.
        token_id: Uuid,
        /// The secret that opens the estate: shown this once.
        secret: String
    }
}

/// Somebody to be invited.
#[derive(InputObject)]
pub struct InviteMemberInput {
    /// Where the letter goes.
    email: String,
    /// As what.
    role: Role,
    /// The last day; an auditor needs one.
    until: Option<GqlDate>,
}

/// A role to be changed.
#[derive(InputObject)]
pub struct ChangeRoleInput {
    /// Whose.
    member_id: Uuid,
    /// To.
    role: Role,
    /// The last day; an auditor needs one.
    until: Option<GqlDate>,
}

/// A token to be issued.
#[derive(InputObject)]
pub struct IssueTokenInput {
    /// What it is for.
    label: String,
    /// What it may do at most: one's own role, or for an administrator any.
    role: Role,
    /// For how many days, up to 366.
    days: i32,
}

/// Who works at the estate, and what opens it to programs.
#[derive(Default)]
pub struct TeamMutation;

#[Object]
impl TeamMutation {
    /// Sends an invitation; an earlier one to the same address is taken back.
    async fn invite_member(
        &self,
        context: &Context<'_>,
        input: InviteMemberInput,
    ) -> Result<InviteMemberResult> {
        let (app, visit, by) = (app(context), visit(context), by(context));
        let estate =
            read(context, async |connection, estate| cellar::estate(connection, estate).await).await?;
        let name = estate.map_or_else(String::new, |estate| estate.name);
        let invited =
            Invited { email: input.email, role: input.role, until: input.until.map(|day| day.0.calendar()) };
        let sent = people::invite(&app.pool, &app.people, by, (&name, visit.language), invited).await;
        Ok(MemberInvited { invitation_id: answered!(visit, sent) }.into())
    }

    /// Takes an invitation back.
    async fn revoke_invitation(&self, context: &Context<'_>, id: Uuid) -> Result<DoneResult> {
        let revoked = people::revoke_invitation(&app(context).pool, by(context), id).await;
        answered!(visit(context), revoked);
        Ok(done())
    }

    /// Changes what a member is. The last administrator stays one.
    async fn change_role(&self, context: &Context<'_>, input: ChangeRoleInput) -> Result<DoneResult> {
        let standing = (input.role, input.until.map(|day| day.0.calendar()));
        let member = ActorId::new(input.member_id);
        let changed = people::change_role(&app(context).pool, by(context), member, standing).await;
        answered!(visit(context), changed);
        Ok(done())
    }

    /// Removes a member with their tokens. The last administrator stays.
    async fn remove_member(&self, context: &Context<'_>, member_id: Uuid) -> Result<DoneResult> {
        let removed = people::remove(&app(context).pool, by(context), ActorId::new(member_id)).await;
        answered!(visit(context), removed);
        Ok(done())
    }

    /// Leaves the current estate. The last administrator stays.
    async fn leave_estate(&self, context: &Context<'_>) -> Result<DoneResult> {
        answered!(visit(context), of_browser(visit(context)));
        let left = people::remove(&app(context).pool, by(context), session(context).actor).await;
        answered!(visit(context), left);
        Ok(done())
    }

    /// Issues a personal access token for a program or an auditor.
    async fn issue_token(&self, context: &Context<'_>, input: IssueTokenInput) -> Result<IssueTokenResult> {
        let (app, visit) = (app(context), visit(context));
        // A token that could issue tokens would outlive itself.
        let (_, person) = answered!(visit, of_browser(visit));
        let own = person.current.map_or(Role::Auditeur, |membership| membership.role);
        let secret = answered!(visit, Secret::token().map_err(|error| PeopleError::from(error).into()));
        let new = NewToken { label: input.label, role: input.role, days: input.days };
        let issued = people::issue(&app.pool, by(context), own, new, &secret).await;
        let token_id = answered!(visit, issued);
        Ok(TokenIssued { token_id, secret: secret.reveal().to_owned() }.into())
    }

    /// Revokes a token: one's own, or for an administrator any.
    async fn revoke_token(&self, context: &Context<'_>, id: Uuid) -> Result<DoneResult> {
        let visit = visit(context);
        let all = visit.powers().can(Capability::ManageTeam);
        answered!(visit, people::revoke(&app(context).pool, by(context), id, all).await);
        Ok(done())
    }
}

/// The estate, who asks, and from where.
fn by(context: &Context<'_>) -> (domain::units::EstateId, ActorId, Option<std::net::IpAddr>) {
    let session = session(context);
    (session.estate, session.actor, visit(context).address)
}
