use async_graphql::{Context, Object, Result, SimpleObject};
use domain::units::Date;
use uuid::Uuid;

use crate::access::{Capability, Powers};
use crate::clock::rfc3339;
use crate::graphql::context::{app, visit};
use crate::graphql::fault::fault_to;
use crate::graphql::scalars::GqlDate;
use crate::people::{self, Role};

/// The one who asks.
pub struct Me {
    account: people::Account,
    person: people::Person,
}

impl Me {
    /// The account of that person; nobody for the program itself, and for an account that is gone.
    pub async fn of(context: &Context<'_>, person: &people::Person) -> Result<Option<Self>> {
        let found = people::account(&app(context).pool, person.account).await;
        let found = found.map_err(|error| fault_to(visit(context), &error))?;
        Ok(found.map(|account| Self { account, person: person.clone() }))
    }

    /// The one whose session that is.
    pub async fn entering(context: &Context<'_>, signed: &people::SignedIn) -> Result<Option<Self>> {
        let person = people::by_session(&app(context).pool, signed).await;
        match person.map_err(|error| fault_to(visit(context), &error))? {
            Some(person) => Self::of(context, &person).await,
            None => Ok(None),
        }
    }
}

#[Object]
impl Me {
    /// The account's id: the actor of what is done.
    async fn id(&self) -> Uuid {
        self.account.id
    }

    /// Where letters go.
    async fn email(&self) -> &str {
        &self.account.email
    }

    /// As others see it.
    async fn name(&self) -> &str {
        &self.account.name
    }

    /// The language of letters: `fr` or `en`.
    async fn language(&self) -> &str {
        &self.account.language
    }

    /// The estate whose books this request sees; none for somebody who belongs to none.
    async fn current_estate(&self, context: &Context<'_>) -> Result<Option<Membership>> {
        let Some(current) = self.person.current else { return Ok(None) };
        let all = self.memberships(context).await?;
        Ok(all.into_iter().find(|membership| membership.estate_id == current.estate.uuid()))
    }

    /// Every estate that the account belongs to, the first one it joined first.
    async fn estates(&self, context: &Context<'_>) -> Result<Vec<Membership>> {
        self.memberships(context).await
    }

    /// What may be done at the current estate, with what this request showed.
    async fn capabilities(&self) -> Vec<Capability> {
        Powers::of(&self.person).all()
    }
}

impl Me {
    async fn memberships(&self, context: &Context<'_>) -> Result<Vec<Membership>> {
        let found = people::joined(&app(context).pool, self.person.account).await;
        let found = found.map_err(|error| fault_to(visit(context), &error))?;
        Ok(found.into_iter().map(Membership::from).collect())
    }
}

/// What an account is at an estate.
#[derive(SimpleObject, Clone, Debug)]
pub struct Membership {
    /// The estate.
    pub estate_id: Uuid,
    /// Its trade name; none until it has opened its books.
    pub estate_name: Option<String>,
    /// The role there.
    pub role: Role,
    /// The last day.
    pub until: Option<GqlDate>,
}

impl From<people::Joined> for Membership {
    fn from(joined: people::Joined) -> Self {
        Self {
            estate_id: joined.membership.estate.uuid(),
            estate_name: joined.name,
            role: joined.membership.role,
            until: joined.membership.until.map(day),
        }
    }
}

/// A member of the estate.
#[derive(SimpleObject, Clone, Debug)]
pub struct Member {
    /// The account.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The last day.
    pub until: Option<GqlDate>,
    /// Since when, RFC 3339 in UTC.
    pub since: String,
}

/// An invitation that nobody has accepted yet.
#[derive(SimpleObject, Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub email: String,
    /// The role to be.
    pub role: Role,
    /// The last day of the membership.
    pub until: Option<GqlDate>,
    /// When it was sent, RFC 3339 in UTC.
    pub sent_at: String,
    /// Until when its link can be opened.
    pub expires_at: String,
}

/// A personal access token, without its secret.
#[derive(SimpleObject, Clone, Debug)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// What it may do at most.
    pub role: Role,
    /// What it is for.
    pub label: String,
    /// When it was issued, RFC 3339 in UTC.
    pub issued_at: String,
    /// Until when it opens.
    pub expires_at: String,
    /// When it opened last, to the minute.
    pub last_used_at: Option<String>,
}

/// A line of the access log.
#[derive(SimpleObject, Clone, Debug)]
pub struct AccessLogEntry {
    /// Its id.
    pub id: Uuid,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub account_id: Option<Uuid>,
    /// Their name, while they are a member.
    pub name: Option<String>,
    /// What: `SIGNED_IN`, `SIGN_IN_REFUSED`, `ROLE_CHANGED` and so on.
    pub kind: String,
    /// From which address.
    pub address: Option<String>,
    /// More of it, as JSON.
    pub detail: String,
}

fn day(date: time::Date) -> GqlDate {
    GqlDate(Date::from(date))
}

impl Member {
    /// As it is told; a row with a word that is no role is none of ours to tell.
    pub fn read(row: people::Member) -> Option<Self> {
        Some(Self {
            id: row.account_id,
            role: Role::read(&row.role)?,
            until: row.until.map(day),
            since: rfc3339(row.since),
            name: row.name,
            email: row.email,
        })
    }
}

impl Invitation {
    /// As it is told.
    pub fn read(row: people::Invitation) -> Option<Self> {
        Some(Self {
            id: row.id,
            role: Role::read(&row.role)?,
            until: row.until.map(day),
            sent_at: rfc3339(row.created_at),
            expires_at: rfc3339(row.expires_at),
            email: row.email,
        })
    }
}

impl Token {
    /// As it is told.
    pub fn read(row: people::Token) -> Option<Self> {
        Some(Self {
            id: row.id,
            account_id: row.account_id,
            role: Role::read(&row.role)?,
            label: row.label,
            issued_at: rfc3339(row.created_at),
            expires_at: rfc3339(row.expires_at),
            last_used_at: row.last_used_at.map(rfc3339),
        })
    }
}

impl From<people::Entry> for AccessLogEntry {
    fn from(row: people::Entry) -> Self {
        Self {
            id: row.id,
            at: rfc3339(row.at),
            account_id: row.account_id,
            name: row.name,
            kind: row.kind,
            address: row.address,
            detail: row.detail.to_string(),
        }
    }
}
