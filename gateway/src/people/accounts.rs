use std::net::IpAddr;

use domain::policy;
use domain::units::ActorId;
use sqlx::PgPool;
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::outcome::Outcome;
use super::{Denied, EmailAddress, PeopleRefusal, attempts, password, walls};

/// Somebody's account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Account {
    /// Its id: the actor of what the person does.
    pub id: Uuid,
    /// Where letters go.
    pub email: String,
    /// As others see it.
    pub name: String,
    /// `fr` or `en`.
    pub language: String,
    /// The epoch of its password.
    pub epoch: i32,
}

/// What the door knows of an address.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Known {
    pub id: Uuid,
    pub name: String,
    pub password_hash: Option<String>,
    pub epoch: i32,
    pub disabled: bool,
}

/// A name as others see it.
pub(super) fn checked_name(typed: &str) -> Result<String, PeopleRefusal> {
    policy::name(typed, 120).ok_or(PeopleRefusal::NameInvalid)
}

/// Who has that address.
pub(super) async fn known(pool: &PgPool, email: &EmailAddress) -> Result<Option<Known>, sqlx::Error> {
    sqlx::query_as("SELECT id, name, password_hash, epoch, disabled FROM people.by_email($1)")
        .bind(email.as_str())
        .fetch_optional(pool)
        .await
}

/// The account.
pub async fn account(pool: &PgPool, id: ActorId) -> Result<Option<Account>, sqlx::Error> {
    let mut transaction = walls::of_account(pool, id).await?;
    let account =
        sqlx::query_as("SELECT id, email, name, language, epoch FROM people.accounts WHERE id = $1")
            .bind(id.uuid())
            .fetch_optional(&mut *transaction)
            .await?;
    transaction.commit().await?;
    Ok(account)
}

/// Makes an account. `EMAIL_TAKEN` when there is one, also when two come at once.
pub(super) async fn make(
    pool: &PgPool,
    email: &EmailAddress,
    name: &str,
    language: &str,
    password_hash: Option<&str>,
) -> Outcome<Account> {
    let id = ActorId::new(Uuid::now_v7());
    let mut transaction = walls::of_account(pool, id).await?;
    let made: Option<Account> = sqlx::query_as(
        "INSERT INTO people.accounts (id, email, name, language, password_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email) DO NOTHING RETURNING id, email, name, language, epoch",
    )
    .bind(id.uuid())
    .bind(email.as_str())
    .bind(name)
    .bind(language)
    .bind(password_hash)
    .fetch_optional(&mut *transaction)
    .await?;
    transaction.commit().await?;
    made.ok_or_else(|| PeopleRefusal::EmailTaken.into())
}

/// Changes how others see the person.
pub async fn rename(pool: &PgPool, id: ActorId, name: &str, language: &str) -> Outcome<()> {
    let name = checked_name(name)?;
    let mut transaction = walls::of_account(pool, id).await?;
    sqlx::query("UPDATE people.accounts SET name = $2, language = $3 WHERE id = $1")
        .bind(id.uuid())
        .bind(name)
        .bind(language)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Changes the password of somebody who knows it. Every other session is over; gives the epoch of the one that goes on.
pub async fn change_password(
    pool: &PgPool,
    id: ActorId,
    address: Option<IpAddr>,
    (current, new): (String, String),
) -> Outcome<i32> {
    let Some(account) = account(pool, id).await? else {
        return Err(PeopleRefusal::CredentialsRefused.into());
    };
    let email = EmailAddress::read(&account.email).ok_or(PeopleRefusal::EmailInvalid)?;
    attempts::count(pool, email.as_str(), address).await?;
    let known = known(pool, &email).await?.and_then(|known| known.password_hash);
    if !password::verified(current, known).await? {
        note(pool, None, Some(id), address, &Noted::SignInRefused).await?;
        return Err(Denied::Refused(PeopleRefusal::CredentialsRefused));
    }
    password::check(&new, &email)?;
    let epoch = set_password(pool, id, new).await?;
    attempts::forget(pool, email.as_str(), address).await?;
    note(pool, None, Some(id), address, &Noted::PasswordChanged).await?;
    Ok(epoch)
}

/// Sets a password and ends every session of the account.
pub(super) async fn set_password(pool: &PgPool, id: ActorId, new: String) -> Outcome<i32> {
    let hash = password::hashed(new).await?;
    let mut transaction = walls::of_account(pool, id).await?;
    let epoch = sqlx::query_scalar(
        "UPDATE people.accounts SET password_hash = $2, epoch = epoch + 1 WHERE id = $1 RETURNING epoch",
    )
    .bind(id.uuid())
    .bind(hash)
    .fetch_one(&mut *transaction)
    .await?;
    // Links that were sent before are worth nothing any more.
    sqlx::query("UPDATE people.resets SET used_at = now() WHERE account_id = $1 AND used_at IS NULL")
        .bind(id.uuid())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(epoch)
}
