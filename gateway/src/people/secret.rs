use std::fmt;

use sha2::Sha256;

/// Something that opens a door: shown once to whom it is given, and kept as its digest alone.
#[derive(Clone)]
pub struct Secret(String);

/// SHA-256 of a secret. Secrets have 192 random bits, so that no slow hash is needed, and none to guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest([u8; 32]);

/// Random bytes in a secret.
const BYTES: usize = 24;

impl Secret {
    /// The secret of a token. It begins with `mc_`, so that one that leaked can be searched for.
    pub fn token() -> Result<Self, getrandom::Error> {
        Self::random("mc_")
    }

    /// The secret of a link.
    pub fn link() -> Result<Self, getrandom::Error> {
        Self::random("")
    }

    /// A token that somebody chose; `None` unless it begins with `mc_` and has at least 32 letters or digits after.
    pub fn given(text: &str) -> Option<Self> {
        let secret = text.strip_prefix("mc_")?;
        (secret.len() >= 32 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .then(|| Self(text.to_owned()))
    }

    fn random(prefix: &str) -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{prefix}{}", hex::encode(bytes))))
    }

    /// As it is shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// As it is kept.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl Digest {
    /// The digest of what somebody shows.
    pub fn of(shown: &str) -> Self {
        use sha2::Digest as _;
        Self(Sha256::digest(shown).into())
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_alike_and_none_is_told_by_accident() {
        let (one, other) = (Secret::token().unwrap(), Secret::token().unwrap());
        assert_ne!(one.digest(), other.digest());
        assert_eq!(one.digest(), Digest::of(one.reveal()));
        assert_eq!(one.reveal().len(), 3 + 2 * BYTES);
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }

    #[test]
    fn a_weak_token_is_not_taken() {
        assert!(Secret::given("secret").is_none());
        assert!(Secret::given("mc_short").is_none());
        assert!(Secret::given(&format!("mc_{}", "a1".repeat(16))).is_some());
    }
}
