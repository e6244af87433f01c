use std::net::IpAddr;

use domain::units::{ActorId, EstateId};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::outcome::{Outcome, PeopleError};
use super::{PeopleRefusal, Role, walls};
use crate::clock;

/// A member of an estate.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Member {
    /// The account.
    pub account_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// The last day.
    pub until: Option<Date>,
    /// Since when.
    pub since: OffsetDateTime,
}

/// The estate's members, by name.
pub async fn members(connection: &mut PgConnection, estate: EstateId) -> Result<Vec<Member>, sqlx::Error> {
    sqlx::query_as(
        "SELECT m.account_id, a.name, a.email, m.role, m.until, m.since
         FROM people.members m JOIN people.accounts a ON a.id = m.account_id
         WHERE m.estate_id = $1 ORDER BY a.name, m.account_id",
    )
    .bind(estate.uuid())
    .fetch_all(connection)
    .await
}

/// The same, for who is in no request.
pub async fn team(pool: &PgPool, estate: EstateId) -> Result<Vec<Member>, PeopleError> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    let members = members(&mut transaction, estate).await?;
    transaction.commit().await?;
    Ok(members)
}

/// A role with its last day, which an auditor must have.
pub(super) fn checked(role: Role, until: Option<Date>) -> Result<(), PeopleRefusal> {
    match until {
        None if role == Role::Auditeur => Err(PeopleRefusal::UntilMissing),
        Some(until) if until < clock::now().1.calendar() => Err(PeopleRefusal::UntilPast),
        _ => Ok(()),
    }
}

/// Makes whoever registered an estate its first administrator; false when it has members.
pub(super) async fn found(pool: &PgPool, estate: EstateId, account: ActorId) -> Outcome<bool> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    lock(&mut transaction, estate).await?;
    let joined: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM people.members WHERE estate_id = $1)")
        .bind(estate.uuid())
        .fetch_one(&mut *transaction)
        .await?;
    if !joined {
        join(&mut transaction, estate, account, (Role::AdminDomaine, None)).await?;
    }
    transaction.commit().await?;
    Ok(!joined)
}

/// Changes a member's role. The one who asks is logged with it.
pub async fn change_role(
    pool: &PgPool,
    (estate, by, address): (EstateId, ActorId, Option<IpAddr>),
    member: ActorId,
    (role, until): (Role, Option<Date>),
) -> Outcome<()> {
    checked(role, until)?;
    let mut transaction = walls::of_estate(pool, estate).await?;
    let from = standing(&mut transaction, estate, member).await?;
    if from == Role::AdminDomaine && (role != Role::AdminDomaine || until.is_some()) {
        keep_an_administrator(&mut transaction, estate, member).await?;
    }
    sqlx::query("UPDATE people.members SET role = $3, until = $4 WHERE estate_id = $1 AND account_id = $2")
        .bind(estate.uuid())
        .bind(member.uuid())
        .bind(role.word())
        .bind(until)
        .execute(&mut *transaction)
        .await?;
    let noted = Noted::RoleChanged { member, from, to: role };
    note(&mut *transaction, Some(estate), Some(by), address, &noted).await?;
    Ok(transaction.commit().await?)
}

/// Removes a member with their tokens; their sessions see the estate no more.
pub async fn remove(
    pool: &PgPool,
    (estate, by, address): (EstateId, ActorId, Option<IpAddr>),
    member: ActorId,
) -> Outcome<()> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    if standing(&mut transaction, estate, member).await? == Role::AdminDomaine {
        keep_an_administrator(&mut transaction, estate, member).await?;
    }
    note(&mut *transaction, Some(estate), Some(by), address, &Noted::Removed { member }).await?;
    sqlx::query("DELETE FROM people.members WHERE estate_id = $1 AND account_id = $2")
        .bind(estate.uuid())
        .bind(member.uuid())
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Writes a membership down; false when there is one.
pub(super) async fn join(
    transaction: &mut Transaction<'static, Postgres>,
    estate: EstateId,
    account: ActorId,
    (role, until): (Role, Option<Date>),
) -> Result<bool, sqlx::Error> {
    let joined = sqlx::query(
        "INSERT INTO people.members (estate_id, account_id, role, until) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    )
    .bind(estate.uuid())
    .bind(account.uuid())
    .bind(role.word())
    .bind(until)
    .execute(&mut **transaction)
    .await?;
    Ok(joined.rows_affected() == 1)
}

/// One change of the team at a time: of two administrators who remove each other, one stays.
async fn lock(transaction: &mut Transaction<'static, Postgres>, estate: EstateId) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('team ' || $1::text, 0))")
        .bind(estate.uuid())
        .execute(&mut **transaction)
        .await
        .map(drop)
}

/// The member's role, with the team locked.
async fn standing(
    transaction: &mut Transaction<'static, Postgres>,
    estate: EstateId,
    member: ActorId,
) -> Outcome<Role> {
    lock(transaction, estate).await?;
    let role: Option<String> =
        sqlx::query_scalar("SELECT role FROM people.members WHERE estate_id = $1 AND account_id = $2")
            .bind(estate.uuid())
            .bind(member.uuid())
            .fetch_optional(&mut **transaction)
            .await?;
    role.as_deref().and_then(Role::read).ok_or_else(|| PeopleRefusal::MemberNotFound.into())
}

/// Refuses when nobody else administers the estate for good.
async fn keep_an_administrator(
    transaction: &mut Transaction<'static, Postgres>,
    estate: EstateId,
    leaving: ActorId,
) -> Outcome<()> {
    let another: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM people.members m JOIN people.accounts a ON a.id = m.account_id
         WHERE m.estate_id = $1 AND m.account_id <> $2 AND m.role = $3 AND m.until IS NULL AND a.disabled_at IS NULL)",
    )
    .bind(estate.uuid())
    .bind(leaving.uuid())
    .bind(Role::AdminDomaine.word())
    .fetch_one(&mut **transaction)
    .await?;
    if another { Ok(()) } else { Err(PeopleRefusal::LastAdministrator.into()) }
}
