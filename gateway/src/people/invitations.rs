use std::net::IpAddr;

use domain::units::{ActorId, EstateId};
use sqlx::{PgConnection, PgPool};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::accounts::known;
use super::entering::enrol;
use super::members::{checked, join};
use super::outcome::Outcome;
use super::{Digest, EmailAddress, People, PeopleRefusal, Role, Secret, letters, walls};
use crate::messages::Language;

/// For so long a link can be opened.
const DAYS: i32 = 7;

/// An invitation that nobody has accepted yet.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// To whom it was sent.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// The last day of the membership.
    pub until: Option<Date>,
    /// When.
    pub created_at: OffsetDateTime,
    /// Until when the link can be opened.
    pub expires_at: OffsetDateTime,
}

/// Whom to invite, as what, until when.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The address, as typed.
    pub email: String,
    /// As what.
    pub role: Role,
    /// The last day.
    pub until: Option<Date>,
}

/// Open invitations, the last one first.
pub async fn invitations(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Vec<Invitation>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, email, role, until, created_at, expires_at FROM people.invitations
         WHERE estate_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
         ORDER BY created_at DESC, id LIMIT 100",
    )
    .bind(estate.uuid())
    .fetch_all(connection)
    .await
}

/// Invites somebody: a letter with a link goes to the address. An earlier invitation to it is taken back.
pub async fn invite(
    pool: &PgPool,
    people: &People,
    (estate, by, address): (EstateId, ActorId, Option<IpAddr>),
    (estate_name, language): (&str, Language),
    invited: Invited,
) -> Outcome<Uuid> {
    let Invited { email, role, until } = invited;
    let email = EmailAddress::read(&email).ok_or(PeopleRefusal::EmailInvalid)?;
    checked(role, until)?;
    let (id, secret) = (Uuid::now_v7(), Secret::link()?);
    let mut transaction = walls::of_estate(pool, estate).await?;
    let member: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM people.members m JOIN people.accounts a ON a.id = m.account_id
         WHERE m.estate_id = $1 AND a.email = $2)",
    )
    .bind(estate.uuid())
    .bind(email.as_str())
    .fetch_one(&mut *transaction)
    .await?;
    if member {
        return Err(PeopleRefusal::MemberAlready.into());
    }
    sqlx::query(
        "UPDATE people.invitations SET revoked_at = now()
         WHERE estate_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
    )
    .bind(estate.uuid())
    .bind(email.as_str())
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "INSERT INTO people.invitations (estate_id, id, email, role, until, digest, invited_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))",
    )
    .bind(estate.uuid())
    .bind(id)
    .bind(email.as_str())
    .bind(role.word())
    .bind(until)
    .bind(secret.digest().bytes())
    .bind(by.uuid())
    .bind(DAYS)
    .execute(&mut *transaction)
    .await?;
    note(&mut *transaction, Some(estate), Some(by), address, &Noted::Invited { role }).await?;
    // A letter that cannot be sent takes the invitation back with it.
    let link = format!("{}/#/invitation/{}", people.public_url, secret.reveal());
    let letter = letters::invitation(&email, estate_name, &link, DAYS, language);
    people.post.send(letter).await.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "an invitation was not sent");
        PeopleRefusal::LetterNotSent
    })?;
    transaction.commit().await?;
    Ok(id)
}

/// Takes an invitation back.
pub async fn revoke_invitation(
    pool: &PgPool,
    (estate, by, address): (EstateId, ActorId, Option<IpAddr>),
    id: Uuid,
) -> Outcome<()> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    let revoked = sqlx::query(
        "UPDATE people.invitations SET revoked_at = now()
         WHERE estate_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
    )
    .bind(estate.uuid())
    .bind(id)
    .execute(&mut *transaction)
    .await?;
    if revoked.rows_affected() == 0 {
        return Err(PeopleRefusal::InvitationNotFound.into());
    }
    note(&mut *transaction, Some(estate), Some(by), address, &Noted::InvitationRevoked).await?;
    Ok(transaction.commit().await?)
}

/// Who opens a link.
#[derive(Clone, Debug)]
pub enum Guest {
    /// Somebody who is signed in.
    Account(ActorId),
    /// Somebody who makes an account; its address is the invitation's.
    Newcomer {
        /// The name.
        name: String,
        /// The password.
        password: String,
        /// `fr` or `en`.
        language: &'static str,
    },
}

/// Accepts an invitation, once. Gives the account and the estate that it joined.
pub async fn accept(
    pool: &PgPool,
    secret: &str,
    guest: Guest,
    address: Option<IpAddr>,
) -> Outcome<(ActorId, EstateId)> {
    super::attempts::count_address(pool, address).await?;
    let found: Option<(Uuid, Uuid)> = sqlx::query_as("SELECT estate_id, id FROM people.by_invitation($1)")
        .bind(Digest::of(secret.trim()).bytes())
        .fetch_optional(pool)
        .await?;
    let (estate, id) = found.ok_or(PeopleRefusal::LinkInvalid)?;
    let estate = EstateId::new(estate);
    let opened = open(&mut *walls::of_estate(pool, estate).await?, estate, id).await?;
    // An account is made before the invitation is locked: a password takes long, and a connection of its own. Should the
    // invitation be taken back meanwhile, the account is there and belongs to nothing.
    let account = match guest {
        Guest::Account(account) => own(pool, account, &opened.email).await?,
        Guest::Newcomer { name, password, language } => {
            let email = EmailAddress::read(&opened.email).ok_or(PeopleRefusal::EmailInvalid)?;
            if known(pool, &email).await?.is_some() {
                return Err(PeopleRefusal::EmailTaken.into());
            }
            ActorId::new(enrol(pool, &email, (&name, Some(password), language)).await?.id)
        }
    };
    let mut transaction = walls::of_estate(pool, estate).await?;
    let opened = open(&mut transaction, estate, id).await?;
    if !join(&mut transaction, estate, account, (opened.role, opened.until)).await? {
        return Err(PeopleRefusal::MemberAlready.into());
    }
    sqlx::query(
        "UPDATE people.invitations SET accepted_at = now(), accepted_by = $3 WHERE estate_id = $1 AND id = $2",
    )
    .bind(estate.uuid())
    .bind(id)
    .bind(account.uuid())
    .execute(&mut *transaction)
    .await?;
    let noted = Noted::Joined { role: opened.role };
    note(&mut *transaction, Some(estate), Some(account), address, &noted).await?;
    transaction.commit().await?;
    Ok((account, estate))
}

struct Opened {
    email: String,
    role: Role,
    until: Option<Date>,
}

/// The invitation, locked until the transaction ends, if it still holds.
async fn open(transaction: &mut PgConnection, estate: EstateId, id: Uuid) -> Outcome<Opened> {
    let row: Option<(String, String, Option<Date>)> = sqlx::query_as(
        "SELECT email, role, until FROM people.invitations
         WHERE estate_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
         FOR UPDATE",
    )
    .bind(estate.uuid())
    .bind(id)
    .fetch_optional(transaction)
    .await?;
    let (email, role, until) = row.ok_or(PeopleRefusal::LinkInvalid)?;
    let role = Role::read(&role).ok_or(PeopleRefusal::LinkInvalid)?;
    Ok(Opened { email, role, until })
}

/// The account, if the invitation was sent to it.
async fn own(pool: &PgPool, account: ActorId, email: &str) -> Outcome<ActorId> {
    let known = super::account(pool, account).await?;
    if known.is_some_and(|known| known.email == email) {
        return Ok(account);
    }
    Err(PeopleRefusal::InvitationOfAnother.into())
}
