//! Signing up and signing in.

use std::net::IpAddr;

use domain::units::ActorId;
use sqlx::PgPool;

use super::access_log::{Noted, note};
use super::accounts::{self, Account, checked_name, known};
use super::outcome::Outcome;
use super::sessions::SignedIn;
use super::{Denied, EmailAddress, People, PeopleRefusal, attempts, password};
use crate::settings::SignUp;

/// Somebody who makes an account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The address, as typed.
    pub email: String,
    /// The password.
    pub password: String,
    /// The name.
    pub name: String,
    /// `fr` or `en`.
    pub language: &'static str,
}

/// Makes an account, which belongs to no estate yet.
pub async fn sign_up(
    pool: &PgPool,
    people: &People,
    newcomer: Newcomer,
    address: Option<IpAddr>,
) -> Outcome<Account> {
    if people.sign_up == SignUp::Invited {
        return Err(PeopleRefusal::SignUpClosed.into());
    }
    attempts::count_address(pool, address).await?;
    let email = EmailAddress::read(&newcomer.email).ok_or(PeopleRefusal::EmailInvalid)?;
    let Newcomer { name, password, language, .. } = newcomer;
    let account = enrol(pool, &email, (&name, Some(password), language)).await?;
    note(pool, None, Some(ActorId::new(account.id)), address, &Noted::SignedUp).await?;
    Ok(account)
}

/// Makes the account of that address; without a password, a link has to set one.
pub(super) async fn enrol(
    pool: &PgPool,
    email: &EmailAddress,
    (name, password, language): (&str, Option<String>, &'static str),
) -> Outcome<Account> {
    let name = checked_name(name)?;
    let hash = match password {
        Some(password) => {
            password::check(&password, email)?;
            Some(password::hashed(password).await?)
        }
        None => None,
    };
    accounts::make(pool, email, &name, language, hash.as_deref()).await
}

/// Who signs in with that address and password. What is wrong is not told, and takes as long to find out, whichever it
/// is; too many attempts are refused, right or wrong.
pub async fn sign_in(
    pool: &PgPool,
    email: &str,
    password: String,
    address: Option<IpAddr>,
) -> Outcome<SignedIn> {
    let refused = Denied::Refused(PeopleRefusal::CredentialsRefused);
    // What no mail can reach has no account, and is counted and held against a password all the same.
    let email = EmailAddress::read(email);
    let subject = email.as_ref().map_or("nobody", EmailAddress::as_str);
    let known = match &email {
        Some(email) => known(pool, email).await?,
        None => None,
    };
    let account = known.as_ref().map(|known| ActorId::new(known.id));
    if let Err(denied) = attempts::count(pool, subject, address).await {
        note(pool, None, account, address, &Noted::SignInLimited).await?;
        return Err(denied);
    }
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let same = password::verified(password, hash).await?;
    let Some(known) = known.filter(|known| same && !known.disabled) else {
        note(pool, None, account, address, &Noted::SignInRefused).await?;
        return Err(refused);
    };
    attempts::forget(pool, subject, address).await?;
    note(pool, None, account, address, &Noted::SignedIn).await?;
    Ok(SignedIn { account: known.id, epoch: known.epoch, estate: None })
}
