use std::net::IpAddr;

use domain::policy;
use domain::units::{ActorId, EstateId};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::outcome::Outcome;
use super::{PeopleRefusal, Role, Secret, walls};

/// The most days that a token lasts.
const DAYS: i32 = 366;

/// A personal access token, without its secret.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// The role's word.
    pub role: String,
    /// What it is for.
    pub label: String,
    /// When it was issued.
    pub created_at: OffsetDateTime,
    /// Until when it opens.
    pub expires_at: OffsetDateTime,
    /// When it opened last, to the minute.
    pub last_used_at: Option<OffsetDateTime>,
}

/// A token to be issued.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for.
    pub label: String,
    /// What it may do, at most.
    pub role: Role,
    /// For how many days.
    pub days: i32,
}

/// The estate's tokens, or those of one account, the last one first.
pub async fn tokens(
    connection: &mut PgConnection,
    estate: EstateId,
    account: Option<ActorId>,
) -> Result<Vec<Token>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, account_id, role, label, created_at, expires_at, last_used_at FROM people.tokens
         WHERE estate_id = $1 AND ($2::uuid IS NULL OR account_id = $2) AND revoked_at IS NULL
         ORDER BY created_at DESC, id LIMIT 100",
    )
    .bind(estate.uuid())
    .bind(account.map(ActorId::uuid))
    .fetch_all(connection)
    .await
}

/// Issues a token; its secret is shown this once. Its role is its owner's, or the auditor's, who only reads.
pub async fn issue(
    pool: &PgPool,
    (estate, account, address): (EstateId, ActorId, Option<IpAddr>),
    own: Role,
    new: NewToken,
    secret: &Secret,
) -> Outcome<Uuid> {
    let NewToken { label, role, days } = new;
    let label = policy::name(&label, 80).ok_or(PeopleRefusal::NameInvalid)?;
    if !(role == own || own == Role::AdminDomaine) {
        return Err(PeopleRefusal::TokenRole.into());
    }
    if !(1..=DAYS).contains(&days) {
        return Err(PeopleRefusal::TokenDays.into());
    }
    let id = Uuid::now_v7();
    let mut transaction = walls::of_estate(pool, estate).await?;
    sqlx::query(
        "INSERT INTO people.tokens (estate_id, id, account_id, role, label, digest, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))",
    )
    .bind(estate.uuid())
    .bind(id)
    .bind(account.uuid())
    .bind(role.word())
    .bind(label)
    .bind(secret.digest().bytes())
    .bind(days)
    .execute(&mut *transaction)
    .await?;
    let noted = Noted::TokenIssued { token: id, role };
    note(&mut *transaction, Some(estate), Some(account), address, &noted).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Revokes a token: one of one's own, or any for whom `all` holds.
pub async fn revoke(
    pool: &PgPool,
    (estate, account, address): (EstateId, ActorId, Option<IpAddr>),
    id: Uuid,
    all: bool,
) -> Outcome<()> {
    let mut transaction = walls::of_estate(pool, estate).await?;
    let revoked = sqlx::query(
        "UPDATE people.tokens SET revoked_at = now()
         WHERE estate_id = $1 AND id = $2 AND revoked_at IS NULL AND (account_id = $3 OR $4)",
    )
    .bind(estate.uuid())
    .bind(id)
    .bind(account.uuid())
    .bind(all)
    .execute(&mut *transaction)
    .await?;
    if revoked.rows_affected() == 0 {
        return Err(PeopleRefusal::TokenNotFound.into());
    }
    note(&mut *transaction, Some(estate), Some(account), address, &Noted::TokenRevoked { token: id }).await?;
    Ok(transaction.commit().await?)
}
