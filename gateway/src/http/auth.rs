use std::fmt;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use sha2::{Digest, Sha256};

/// A token that opens one estate. Tokens begin with `mc_`, so that one that leaked can be found.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new token from the system's randomness.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("mc_{}", hex::encode(bytes))))
    }

    /// A token that was given; `None` unless it begins with `mc_` and has at least 32 characters after.
    pub fn given(text: &str) -> Option<Self> {
        let secret = text.strip_prefix("mc_")?;
        (secret.len() >= 32 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .then(|| Self(text.to_owned()))
    }

    /// The token as it is shown once, at start.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// True when the request carries this token. Digests are compared, so that the time taken tells nothing of it.
    pub fn opens(&self, headers: &HeaderMap) -> bool {
        let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some((scheme, shown)) = bearer.and_then(|value| value.split_once(' ')) else { return false };
        scheme.eq_ignore_ascii_case("bearer") && Sha256::digest(shown.trim()) == Sha256::digest(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(mc_…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_with_itself_only() {
        let (token, other) = (Token::generate().unwrap(), Token::generate().unwrap());
        let headers = |value: String| HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
        assert!(token.opens(&headers(format!("Bearer {}", token.reveal()))));
        assert!(token.opens(&headers(format!("bearer  {}", token.reveal()))));
        assert!(!token.opens(&headers(format!("Bearer {}", other.reveal()))));
        assert!(!token.opens(&headers(format!("Basic {}", token.reveal()))));
        assert!(!token.opens(&headers(token.reveal().to_owned())));
        assert!(!token.opens(&HeaderMap::new()));
        assert_eq!(format!("{token:?}"), "Token(mc_…)");
    }

    #[test]
    fn a_weak_token_is_not_taken() {
        assert!(Token::given("secret").is_none());
        assert!(Token::given("mc_short").is_none());
        assert!(Token::given(&format!("mc_{}", "a1".repeat(16))).is_some());
    }
}
