//! What whoever runs the program does for people, without being one of them.

use domain::units::{ActorId, EstateId};
use sqlx::PgPool;
use time::Date;

use super::access_log::{Noted, note};
use super::accounts::known;
use super::entering::enrol;
use super::members::{checked, join};
use super::outcome::Outcome;
use super::{EmailAddress, NewToken, PeopleRefusal, Role, Secret, resets, walls};
use crate::app::PROGRAM;

/// The account of that address; refused when there is none.
pub async fn find(pool: &PgPool, email: &str) -> Outcome<ActorId> {
    let email = EmailAddress::read(email).ok_or(PeopleRefusal::EmailInvalid)?;
    let known = known(pool, &email).await?;
    Ok(known.map(|known| ActorId::new(known.id)).ok_or(PeopleRefusal::MemberNotFound)?)
}

/// Makes somebody a member, with an account where there is none. Without a password, a link has to set one.
pub async fn add(
    pool: &PgPool,
    estate: EstateId,
    (email, name, password): (&str, &str, Option<&str>),
    (role, until): (Role, Option<Date>),
) -> Outcome<ActorId> {
    let email = EmailAddress::read(email).ok_or(PeopleRefusal::EmailInvalid)?;
    checked(role, until)?;
    let account = if let Some(known) = known(pool, &email).await? {
        ActorId::new(known.id)
    } else {
        let password = password.map(str::to_owned);
        ActorId::new(enrol(pool, &email, (name, password, "fr")).await?.id)
    };
    let mut transaction = walls::of_estate(pool, estate).await?;
    if !join(&mut transaction, estate, account, (role, until)).await? {
        return Err(PeopleRefusal::MemberAlready.into());
    }
    note(&mut *transaction, Some(estate), Some(account), None, &Noted::Joined { role }).await?;
    transaction.commit().await?;
    Ok(account)
}

/// Changes what a member is.
pub async fn set_role(
    pool: &PgPool,
    estate: EstateId,
    member: ActorId,
    standing: (Role, Option<Date>),
) -> Outcome<()> {
    super::change_role(pool, (estate, PROGRAM, None), member, standing).await
}

/// Issues a token to a member in place of those of the same label: a new one, or the one that is given.
pub async fn renew_token(
    pool: &PgPool,
    estate: EstateId,
    member: ActorId,
    new: NewToken,
    secret: Option<Secret>,
) -> Outcome<Secret> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    sqlx::query(
        "UPDATE people.tokens SET revoked_at = now()
         WHERE estate_id = $1 AND account_id = $2 AND label = $3 AND revoked_at IS NULL",
    )
    .bind(estate.uuid())
    .bind(member.uuid())
    .bind(&new.label)
    .execute(&mut *transaction)
    .await?;
    let role: Option<String> =
        sqlx::query_scalar("SELECT role FROM people.members WHERE estate_id = $1 AND account_id = $2")
            .bind(estate.uuid())
            .bind(member.uuid())
            .fetch_optional(&mut *transaction)
            .await?;
    let secret = secret.map_or_else(Secret::token, Ok)?;
    // The same secret again: its token opens anew.
    let again = sqlx::query(
        "UPDATE people.tokens
         SET role = $4, label = $5, revoked_at = NULL, expires_at = now() + make_interval(days => $6)
         WHERE estate_id = $1 AND account_id = $2 AND digest = $3",
    )
    .bind(estate.uuid())
    .bind(member.uuid())
    .bind(secret.digest().bytes())
    .bind(new.role.word())
    .bind(&new.label)
    .bind(new.days)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    if again.rows_affected() > 0 {
        return Ok(secret);
    }
    let role = role.as_deref().and_then(Role::read).ok_or(PeopleRefusal::MemberNotFound)?;
    super::issue(pool, (estate, member, None), role, new, &secret).await?;
    Ok(secret)
}

/// Throws away what has served: sessions and links that are over, counters, and what happened at the door a year ago.
pub async fn sweep(pool: &PgPool) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT people.sweep()").execute(pool).await.map(drop)
}

/// The secret of a link with which the account's owner chooses a password.
pub async fn reset_link(pool: &PgPool, account: ActorId) -> Outcome<Secret> {
    resets::link(pool, account).await
}
