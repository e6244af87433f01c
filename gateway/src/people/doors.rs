//! Who comes in with what they show: one statement a request.

use domain::units::{ActorId, EstateId};
use sqlx::PgPool;
use time::Date;
use uuid::Uuid;

use super::outcome::PeopleError;
use super::sessions::SignedIn;
use super::{Digest, Role};
use crate::clock;

/// What a person is at one estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The estate.
    pub estate: EstateId,
    /// The role there.
    pub role: Role,
    /// The last day.
    pub until: Option<Date>,
}

/// How a person came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// A browser's session.
    Session,
    /// A personal access token.
    Token(Uuid),
    /// The program itself: the demo's story, the command line.
    Program,
}

/// Somebody who is known.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account: the actor of what is done.
    pub account: ActorId,
    /// How they came in.
    pub through: Through,
    /// The estate that is current.
    pub current: Option<Membership>,
    /// The role of the token, where there is one: what is allowed is what both roles allow.
    pub token_role: Option<Role>,
}

/// The person of a browser's session: nobody, once the password was changed or the account shut. The estate they chose
/// is current, or else the one they joined first.
pub async fn by_session(pool: &PgPool, signed_in: &SignedIn) -> Result<Option<Person>, PeopleError> {
    let rows: Vec<(Option<Uuid>, Option<String>, Option<Date>)> =
        sqlx::query_as("SELECT estate_id, role, until FROM people.by_account($1, $2)")
            .bind(signed_in.account)
            .bind(signed_in.epoch)
            .fetch_all(pool)
            .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let today = clock::now().1.calendar();
    let memberships: Vec<Membership> =
        rows.into_iter().filter_map(|(estate, role, until)| current(estate?, &role?, until, today)).collect();
    let chosen = memberships.iter().find(|it| Some(it.estate.uuid()) == signed_in.estate);
    Ok(Some(Person {
        account: ActorId::new(signed_in.account),
        through: Through::Session,
        current: chosen.or(memberships.first()).copied(),
        token_role: None,
    }))
}

/// The person of a token: nobody once it is over or revoked, or its owner is no member any more.
pub async fn by_token(pool: &PgPool, shown: &str) -> Result<Option<Person>, PeopleError> {
    let row: Option<(Uuid, Uuid, Uuid, String, String, Option<Date>)> =
        sqlx::query_as("SELECT estate_id, id, account_id, role, member_role, until FROM people.by_token($1)")
            .bind(Digest::of(shown).bytes())
            .fetch_optional(pool)
            .await?;
    let Some((estate, id, account, role, member_role, until)) = row else { return Ok(None) };
    let membership = current(estate, &member_role, until, clock::now().1.calendar());
    Ok(membership.zip(Role::read(&role)).map(|(membership, role)| Person {
        account: ActorId::new(account),
        through: Through::Token(id),
        current: Some(membership),
        token_role: Some(role),
    }))
}

/// A membership that is not over.
fn current(estate: Uuid, role: &str, until: Option<Date>, today: Date) -> Option<Membership> {
    let lasts = until.is_none_or(|until| today <= until);
    let role = Role::read(role).filter(|_| lasts)?;
    Some(Membership { estate: EstateId::new(estate), role, until })
}

/// A membership with the estate's name.
#[derive(Clone, Debug)]
pub struct Joined {
    /// What the account is there.
    pub membership: Membership,
    /// The estate's trade name; none until it has opened its books.
    pub name: Option<String>,
}

/// Every estate that the account belongs to, the first one it joined first.
pub async fn joined(pool: &PgPool, account: ActorId) -> Result<Vec<Joined>, sqlx::Error> {
    let rows: Vec<(Uuid, String, Option<Date>, Option<String>)> =
        sqlx::query_as("SELECT estate_id, role, until, name FROM people.joined($1)")
            .bind(account.uuid())
            .fetch_all(pool)
            .await?;
    let today = clock::now().1.calendar();
    let joined = |(estate, role, until, name): (Uuid, String, Option<Date>, Option<String>)| {
        current(estate, &role, until, today).map(|membership| Joined { membership, name })
    };
    Ok(rows.into_iter().filter_map(joined).collect())
}
