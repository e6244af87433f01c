//! What happened at the door, for the administrator to read.

use std::net::IpAddr;

use domain::units::{ActorId, EstateId};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgExecutor, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Person, Role};

/// What is noted.
#[derive(Clone, Debug)]
pub enum Noted {
    /// Somebody signed in.
    SignedIn,
    /// A password was refused.
    SignInRefused,
    /// Too many attempts were made.
    SignInLimited,
    /// Somebody signed out.
    SignedOut,
    /// An account was made.
    SignedUp,
    /// The estate was registered.
    EstateRegistered,
    /// Somebody was invited.
    Invited {
        /// To which role.
        role: Role,
    },
    /// An invitation was taken back.
    InvitationRevoked,
    /// An invitation was accepted.
    Joined {
        /// With which role.
        role: Role,
    },
    /// A member's role was changed.
    RoleChanged {
        /// Whose.
        member: ActorId,
        /// From.
        from: Role,
        /// To.
        to: Role,
    },
    /// A member was removed.
    Removed {
        /// Who.
        member: ActorId,
    },
    /// A token was issued.
    TokenIssued {
        /// Which.
        token: Uuid,
        /// For which role.
        role: Role,
    },
    /// A token was revoked.
    TokenRevoked {
        /// Which.
        token: Uuid,
    },
    /// A password was changed.
    PasswordChanged,
    /// A link to choose a new password was asked for.
    ResetRequested,
    /// A field was refused to a role.
    Refused {
        /// Where in the schema.
        field: String,
    },
}

impl Noted {
    const fn kind(&self) -> &'static str {
        match self {
            Self::SignedIn => "SIGNED_IN",
            Self::SignInRefused => "SIGN_IN_REFUSED",
            Self::SignInLimited => "SIGN_IN_LIMITED",
            Self::SignedOut => "SIGNED_OUT",
            Self::SignedUp => "SIGNED_UP",
            Self::EstateRegistered => "ESTATE_REGISTERED",
            Self::Invited { .. } => "INVITED",
            Self::InvitationRevoked => "INVITATION_REVOKED",
            Self::Joined { .. } => "JOINED",
            Self::RoleChanged { .. } => "ROLE_CHANGED",
            Self::Removed { .. } => "REMOVED",
            Self::TokenIssued { .. } => "TOKEN_ISSUED",
            Self::TokenRevoked { .. } => "TOKEN_REVOKED",
            Self::PasswordChanged => "PASSWORD_CHANGED",
            Self::ResetRequested => "RESET_REQUESTED",
            Self::Refused { .. } => "REFUSED",
        }
    }

    fn detail(&self) -> Value {
        match self {
            Self::Invited { role } | Self::Joined { role } => json!({ "role": role.word() }),
            Self::RoleChanged { member, from, to } => {
                json!({ "member": member.uuid(), "from": from.word(), "to": to.word() })
            }
            Self::Removed { member } => json!({ "member": member.uuid() }),
            Self::TokenIssued { token, role } => json!({ "token": token, "role": role.word() }),
            Self::TokenRevoked { token } => json!({ "token": token }),
            Self::Refused { field } => json!({ "field": field }),
            _ => json!({}),
        }
    }
}

/// Notes it: for the estate that is named, or else for each estate of the account.
pub(super) async fn note<'c>(
    executor: impl PgExecutor<'c>,
    estate: Option<EstateId>,
    account: Option<ActorId>,
    address: Option<IpAddr>,
    noted: &Noted,
) -> Result<(), sqlx::Error> {
    tracing::info!(kind = noted.kind(), account = ?account.map(ActorId::uuid), "at the door");
    sqlx::query("SELECT people.note($1, $2, $3, $4, $5)")
        .bind(estate.map(EstateId::uuid))
        .bind(account.map(ActorId::uuid))
        .bind(noted.kind())
        .bind(address.map(|address| address.to_string()))
        .bind(noted.detail())
        .execute(executor)
        .await
        .map(drop)
}

/// Notes that a field was refused to somebody.
pub async fn note_refusal(
    pool: &PgPool,
    person: &Person,
    address: Option<IpAddr>,
    field: &str,
) -> Result<(), sqlx::Error> {
    let estate = person.current.map(|membership| membership.estate);
    let noted = Noted::Refused { field: field.to_owned() };
    note(pool, estate, Some(person.account), address, &noted).await
}

/// A line of the access log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Its id; ids are in the order of time.
    pub id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// Who.
    pub account_id: Option<Uuid>,
    /// Their name, while they are a member.
    pub name: Option<String>,
    /// What.
    pub kind: String,
    /// From where.
    pub address: Option<String>,
    /// More of it.
    pub detail: Value,
}

/// The estate's access log before that line, the last one first.
pub async fn log_page(
    connection: &mut PgConnection,
    estate: EstateId,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Entry>, sqlx::Error> {
    sqlx::query_as(
        "SELECT l.id, l.at, l.account_id, a.name, l.kind, l.address, l.detail
         FROM people.access_log l LEFT JOIN people.accounts a ON a.id = l.account_id
         WHERE l.estate_id = $1 AND ($2::uuid IS NULL OR l.id < $2) ORDER BY l.id DESC LIMIT $3",
    )
    .bind(estate.uuid())
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await
}
