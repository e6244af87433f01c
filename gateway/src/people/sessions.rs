//! Browser sessions, kept by the server; the cookie holds nothing but an opaque id.

use std::net::IpAddr;

use async_trait::async_trait;
use domain::units::ActorId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result;
use tower_sessions::{ExpiredDeletion, Session, SessionStore};
use tower_sessions_sqlx_store::PostgresStore;
use uuid::Uuid;

use super::access_log::{Noted, note};
use super::outcome::{Outcome, PeopleError};

/// What a session knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// The account.
    pub account: Uuid,
    /// The epoch of its password.
    pub epoch: i32,
    /// The estate that was chosen.
    pub estate: Option<Uuid>,
}

const KEY: &str = "signed_in";

impl SignedIn {
    /// What the session knows; nothing of a stranger.
    pub async fn of(session: &Session) -> std::result::Result<Option<Self>, PeopleError> {
        Ok(session.get(KEY).await?)
    }

    /// Begins the session anew under another id, so that an id that was planted before is worth nothing.
    pub async fn begin(&self, session: &Session) -> std::result::Result<(), PeopleError> {
        session.flush().await?;
        session.cycle_id().await?;
        self.keep(session).await
    }

    /// Keeps what has changed.
    pub async fn keep(&self, session: &Session) -> std::result::Result<(), PeopleError> {
        Ok(session.insert(KEY, self).await?)
    }
}

/// Sessions in `people.sessions`, under the digests of their ids: who reads the table, or a copy of it, cannot sign in
/// with what is there.
#[derive(Clone, Debug)]
pub struct Store(PostgresStore);

/// The store of sessions.
pub fn store(pool: PgPool) -> std::result::Result<Store, String> {
    Ok(Store(PostgresStore::new(pool).with_schema_name("people")?.with_table_name("sessions")?))
}

fn kept(id: Id) -> Id {
    let digest = Sha256::digest(id.0.to_be_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Id(i128::from_be_bytes(half))
}

#[async_trait]
impl SessionStore for Store {
    /// An id has 128 random bits: none was given before.
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.0.save(&Record { id: kept(record.id), ..record.clone() }).await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        Ok(self.0.load(&kept(*id)).await?.map(|record| Record { id: *id, ..record }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.delete(&kept(*id)).await
    }
}

#[async_trait]
impl ExpiredDeletion for Store {
    async fn delete_expired(&self) -> Result<()> {
        self.0.delete_expired().await
    }
}

/// Signs a browser out.
pub async fn sign_out(
    pool: &PgPool,
    session: &Session,
    account: ActorId,
    address: Option<IpAddr>,
) -> Outcome<()> {
    session.flush().await.map_err(PeopleError::from)?;
    Ok(note(pool, None, Some(account), address, &Noted::SignedOut).await?)
}
