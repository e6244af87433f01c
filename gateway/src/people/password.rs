use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::outcome::{Outcome, PeopleError};
use super::{EmailAddress, PeopleRefusal};

/// The fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2 asks for 8 beside a second factor, 15 alone; long
/// lists of rules are not asked for).
pub(super) const LEAST: usize = 12;

/// The most bytes, far more than a sentence: what is longer is no password.
const MOST: usize = 512;

/// Hashes at once: each takes 19 MiB and a core for some 20 ms (Argon2id, m = 19 456 KiB, t = 2, p = 1: RFC 9106 and
/// OWASP's Password Storage Cheat Sheet).
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody has: what is typed for an unknown account is held against it, so that the answer
/// takes as long as for a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// A password fit to be set: long enough, and not the address itself.
pub(super) fn check(password: &str, email: &EmailAddress) -> Result<(), PeopleRefusal> {
    let long_enough = password.chars().count() >= LEAST && password.len() <= MOST;
    let mut letters = password.chars();
    let first = letters.next();
    let varied = letters.any(|letter| Some(letter) != first);
    if long_enough && varied && !password.eq_ignore_ascii_case(email.as_str()) {
        return Ok(());
    }
    Err(PeopleRefusal::PasswordWeak)
}

/// The password's hash, as a PHC string.
pub(super) async fn hashed(password: String) -> Outcome<String> {
    let _turn = AT_ONCE.acquire().await;
    let hash = spawn_blocking(move || hash(&password)).await.map_err(PeopleError::lost)?;
    Ok(hash.map_err(PeopleError::Password)?)
}

/// True when the password is the one of that hash; without a hash it never is, and takes as long.
pub(super) async fn verified(password: String, hash: Option<String>) -> Outcome<bool> {
    let _turn = AT_ONCE.acquire().await;
    let verified = spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed = PasswordHash::new(&hash).map_err(|_| argon2::password_hash::Error::EncodingInvalid)?;
        let same = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
        Ok::<_, argon2::password_hash::Error>(same && known)
    });
    Ok(verified.await.map_err(PeopleError::lost)?.map_err(PeopleError::Password)?)
}

fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_its_own() {
        let email = EmailAddress::read("claire@exemple.fr").unwrap();
        for weak in ["", "courte", "onze lettre", "aaaaaaaaaaaaaaaa", "Claire@exemple.fr"] {
            assert_eq!(check(weak, &email), Err(PeopleRefusal::PasswordWeak), "{weak}");
        }
        assert!(check(&"ab".repeat(MOST), &email).is_err());
        assert!(check("quatre cuves pleines", &email).is_ok());
    }

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let first = hashed("quatre cuves pleines".to_owned()).await.unwrap();
        let second = hashed("quatre cuves pleines".to_owned()).await.unwrap();
        assert_ne!(first, second, "salted");
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert!(verified("quatre cuves pleines".to_owned(), Some(first.clone())).await.unwrap());
        assert!(!verified("quatre cuves vides".to_owned(), Some(first)).await.unwrap());
        assert!(!verified("nobody has this password".to_owned(), None).await.unwrap());
    }
}
