//! A new password for somebody who forgot theirs.

use std::net::IpAddr;

use domain::units::ActorId;
use sqlx::PgPool;
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::accounts::{account, known, set_password};
use super::outcome::Outcome;
use super::{Digest, EmailAddress, People, PeopleRefusal, Secret, attempts, letters, password, walls};
use crate::messages::Language;

/// For so long a link can be opened.
const HOURS: i32 = 2;

/// Sends a link to choose a new password, if there is such an account. Whether there is, the answer does not tell, nor
/// does the time that it takes: the letter is written afterwards.
pub async fn request_reset(
    pool: &PgPool,
    people: &People,
    email: &str,
    language: Language,
    address: Option<IpAddr>,
) -> Outcome<()> {
    let email = EmailAddress::read(email).ok_or(PeopleRefusal::EmailInvalid)?;
    attempts::count(pool, email.as_str(), address).await?;
    let (pool, people) = (pool.clone(), people.clone());
    tokio::spawn(async move {
        if let Err(denied) = send(&pool, &people, &email, language, address).await {
            tracing::error!(?denied, "a link to choose a new password was not sent");
        }
    });
    Ok(())
}

async fn send(
    pool: &PgPool,
    people: &People,
    email: &EmailAddress,
    language: Language,
    address: Option<IpAddr>,
) -> Outcome<()> {
    let Some(known) = known(pool, email).await?.filter(|known| !known.disabled) else { return Ok(()) };
    let id = ActorId::new(known.id);
    let secret = link(pool, id).await?;
    let link = format!("{}/#/mot-de-passe/{}", people.public_url, secret.reveal());
    people.post.send(letters::reset(email, &known.name, &link, HOURS, language)).await?;
    Ok(note(pool, None, Some(id), address, &Noted::ResetRequested).await?)
}

/// The secret of a new link for the account.
pub(super) async fn link(pool: &PgPool, id: ActorId) -> Outcome<Secret> {
    let secret = Secret::link()?;
    let mut transaction = walls::of_account(pool, id).await?;
    sqlx::query(
        "INSERT INTO people.resets (digest, account_id, expires_at)
         VALUES ($1, $2, now() + make_interval(hours => $3))",
    )
    .bind(secret.digest().bytes())
    .bind(id.uuid())
    .bind(HOURS)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(secret)
}

/// Sets a new password with a link, once. Every session of the account is over.
pub async fn reset_password(
    pool: &PgPool,
    secret: &str,
    new: String,
    address: Option<IpAddr>,
) -> Outcome<()> {
    attempts::count_address(pool, address).await?;
    let digest = Digest::of(secret.trim());
    let found: Option<Uuid> =
        sqlx::query_scalar("SELECT people.by_reset($1)").bind(digest.bytes()).fetch_one(pool).await?;
    let id = ActorId::new(found.ok_or(PeopleRefusal::LinkInvalid)?);
    let account = account(pool, id).await?.ok_or(PeopleRefusal::LinkInvalid)?;
    let email = EmailAddress::read(&account.email).ok_or(PeopleRefusal::EmailInvalid)?;
    password::check(&new, &email)?;
    let mut transaction = walls::of_account(pool, id).await?;
    let used = sqlx::query("UPDATE people.resets SET used_at = now() WHERE digest = $1 AND used_at IS NULL")
        .bind(digest.bytes())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    if used.rows_affected() == 0 {
        return Err(PeopleRefusal::LinkInvalid.into());
    }
    set_password(pool, id, new).await?;
    attempts::forget(pool, email.as_str(), address).await?;
    Ok(note(pool, None, Some(id), address, &Noted::PasswordChanged).await?)
}
