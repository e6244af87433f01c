use domain::units::{Date, EstateId, PartyId};
use serde_json::Value;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, PgPool, Row};
use uuid::Uuid;

use super::cipher::{NONCE, Place, decrypt, encrypt, new_nonce, sha256};
use super::keyring::{self, Key};
use super::trail::{Action, note};
use super::transaction::begin;
use super::write::locked;
use super::{By, DirectoryError, Ground, PartyRefusal};

/// What is to be kept of a person under seal.
#[derive(Clone, Copy, Debug)]
pub struct ToSeal<'a> {
    /// The record's id: sealed again under it, the same content answers with the same hash.
    pub id: Uuid,
    /// Whose it is.
    pub party: PartyId,
    /// What it is, in words that name nobody: `invoice identity`.
    pub what: &'a str,
    /// The day of the document, from which its term is counted.
    pub made_on: Date,
    /// Why it is kept.
    pub ground: Ground,
    /// The content.
    pub content: &'a Value,
}

/// A record under seal, as an event names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its id.
    pub id: Uuid,
    /// The hash of its ciphertext.
    pub sha256: [u8; 32],
    /// The last day on which it is kept.
    pub kept_until: Date,
}

/// What is behind a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The content.
    Content(Value),
    /// The person's key was destroyed: nobody reads it any more.
    KeyDestroyed,
    /// Its term is over, and it was thrown away.
    TermOver,
}

/// A record as it is stored.
pub(super) struct Stored {
    pub(super) id: Uuid,
    party: PartyId,
    pub(super) what: String,
    pub(super) made_on: Date,
    pub(super) kept_until: Date,
    pub(super) ground: String,
    pub(super) sha256: Vec<u8>,
    text: Option<(Vec<u8>, Vec<u8>)>,
}

/// Seals a record of a person under the person's key, which is made with the first one. It is committed when this
/// returns: the event that holds the hash is appended afterwards, and a seal whose event never came is harmless.
///
/// Refused for a person who is unknown or erased.
pub async fn seal(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    record: ToSeal<'_>,
) -> Result<Sealed, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let person = locked(&mut transaction, estate, record.party).await?.ok_or(PartyRefusal::NotFound)?;
    let key = keyring::find(&mut transaction, estate, record.party).await?;
    if let Some(stored) = stored(&mut transaction, estate, record.id).await? {
        return again(estate, &record, &stored, &key);
    }
    let key = match key {
        Key::Destroyed(_) => return Err(PartyRefusal::Erased.into()),
        _ if person.erased_at.is_some() => return Err(PartyRefusal::Erased.into()),
        Key::Live(key) => key,
        // A second key would hide that the first one is lost, and could not be brought together with it again.
        Key::Never if has_sealed(&mut transaction, estate, record.party).await? => {
            return Err(DirectoryError::KeyMissing(record.party));
        }
        Key::Never => keyring::make(&mut transaction, estate, record.party).await?,
    };
    let nonce = new_nonce()?;
    let plaintext = serde_json::to_vec(record.content)?;
    let ciphertext =
        encrypt(&key, nonce, place(estate, &record), &plaintext).ok_or(DirectoryError::Altered(record.id))?;
    let sealed = Sealed {
        id: record.id,
        sha256: sha256(&ciphertext),
        kept_until: record.ground.kept_until(record.made_on),
    };
    sqlx::query(
        "INSERT INTO directory.sealed
             (estate_id, id, party_id, what, made_on, kept_until, ground, nonce, ciphertext, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(estate.uuid())
    .bind(record.id)
    .bind(record.party.uuid())
    .bind(record.what)
    .bind(record.made_on.calendar())
    .bind(sealed.kept_until.calendar())
    .bind(record.ground.name())
    .bind(nonce.as_slice())
    .bind(ciphertext)
    .bind(sealed.sha256.as_slice())
    .execute(&mut *transaction)
    .await?;
    note(&mut transaction, estate, record.party, by, Action::Sealed).await?;
    transaction.commit().await?;
    Ok(sealed)
}

/// The same, but a record that is sealed already under the id stands as it is, whatever the content is today: a command
/// that is sent again after its person moved house names what it named the first time.
pub async fn seal_once(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    record: ToSeal<'_>,
) -> Result<Sealed, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let stored = stored(&mut transaction, estate, record.id).await?;
    drop(transaction);
    match stored {
        Some(stored) if stored.party == record.party && stored.what == record.what => stored.named(),
        _ => seal(pool, estate, by, record).await,
    }
}

/// Opens a record; `None` when the estate has none of that id.
pub async fn open(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    id: Uuid,
) -> Result<Option<Opened>, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let Some(stored) = stored(&mut transaction, estate, id).await? else { return Ok(None) };
    let key = keyring::find(&mut transaction, estate, stored.party).await?;
    let opened = stored.opened(estate, &key)?;
    note(&mut transaction, estate, stored.party, by, Action::Opened).await?;
    transaction.commit().await?;
    Ok(Some(opened))
}

/// Whether that hash, from an event, is the one of the record: no key is needed for it. Of a record whose term is over
/// the hash alone is left to compare with.
pub async fn verify_hash(
    pool: &PgPool,
    estate: EstateId,
    id: Uuid,
    hash: &[u8; 32],
) -> Result<bool, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let Some(stored) = stored(&mut transaction, estate, id).await? else { return Ok(false) };
    let whole = stored.text.as_ref().is_none_or(|(_, ciphertext)| sha256(ciphertext) == *hash);
    Ok(whole && stored.sha256 == hash)
}

/// The record of that id.
async fn stored(
    connection: &mut PgConnection,
    estate: EstateId,
    id: Uuid,
) -> Result<Option<Stored>, sqlx::Error> {
    Ok(select(connection, estate, "id = $2", id).await?.pop())
}

/// All records of a person, by day.
pub(super) async fn of_person(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<Vec<Stored>, sqlx::Error> {
    select(connection, estate, "party_id = $2", party.uuid()).await
}

async fn select(
    connection: &mut PgConnection,
    estate: EstateId,
    which: &'static str,
    id: Uuid,
) -> Result<Vec<Stored>, sqlx::Error> {
    let sql = format!(
        "SELECT id, party_id, what, made_on, kept_until, ground, sha256, nonce, ciphertext
         FROM directory.sealed WHERE estate_id = $1 AND {which} ORDER BY made_on, id"
    );
    let rows = sqlx::query(&sql).bind(estate.uuid()).bind(id).fetch_all(connection).await?;
    let stored = |row: &PgRow| {
        let (nonce, ciphertext): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.try_get(7)?, row.try_get(8)?);
        Ok(Stored {
            id: row.try_get(0)?,
            party: PartyId::new(row.try_get(1)?),
            what: row.try_get(2)?,
            made_on: row.try_get::<time::Date, _>(3)?.into(),
            kept_until: row.try_get::<time::Date, _>(4)?.into(),
            ground: row.try_get(5)?,
            sha256: row.try_get(6)?,
            text: nonce.zip(ciphertext),
        })
    };
    rows.iter().map(stored).collect()
}

impl Stored {
    /// The record as an event names it.
    fn named(&self) -> Result<Sealed, DirectoryError> {
        let sha256 = self.sha256.as_slice().try_into().map_err(|_| DirectoryError::Altered(self.id))?;
        Ok(Sealed { id: self.id, sha256, kept_until: self.kept_until })
    }

    /// What is behind the seal, with that key.
    pub(super) fn opened(&self, estate: EstateId, key: &Key) -> Result<Opened, DirectoryError> {
        let Some((nonce, ciphertext)) = &self.text else { return Ok(Opened::TermOver) };
        let key = match key {
            Key::Live(key) => key,
            Key::Destroyed(_) => return Ok(Opened::KeyDestroyed),
            Key::Never => return Err(DirectoryError::KeyMissing(self.party)),
        };
        let altered = || DirectoryError::Altered(self.id);
        let nonce: [u8; NONCE] = nonce.as_slice().try_into().map_err(|_| altered())?;
        let place = Place { estate, party: self.party, id: self.id, what: &self.what };
        if self.sha256 != sha256(ciphertext) {
            return Err(altered());
        }
        let plaintext = decrypt(key, nonce, place, ciphertext).ok_or_else(altered)?;
        Ok(Opened::Content(serde_json::from_slice(&plaintext)?))
    }
}

/// A record that is sealed already: the same answer, if it is the same record.
fn again(
    estate: EstateId,
    record: &ToSeal<'_>,
    stored: &Stored,
    key: &Key,
) -> Result<Sealed, DirectoryError> {
    let otherwise = DirectoryError::SealedOtherwise(record.id);
    let frame = (stored.party, stored.what.as_str(), stored.made_on, stored.ground.as_str());
    if frame != (record.party, record.what, record.made_on, record.ground.name()) {
        return Err(otherwise);
    }
    match stored.opened(estate, key)? {
        Opened::Content(content) if content != *record.content => Err(otherwise),
        _ => stored.named(),
    }
}

async fn has_sealed(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM directory.sealed WHERE estate_id = $1 AND party_id = $2)")
        .bind(estate.uuid())
        .bind(party.uuid())
        .fetch_one(connection)
        .await
}

const fn place<'a>(estate: EstateId, record: &ToSeal<'a>) -> Place<'a> {
    Place { estate, party: record.party, id: record.id, what: record.what }
}
