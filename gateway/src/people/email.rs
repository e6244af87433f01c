use std::fmt;

use lettre::Address;

/// An e-mail address in small letters: one person, however it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(Address);

impl EmailAddress {
    /// The address as it was typed; `None` for what no mail can be sent to, and for more than 254 characters (RFC 5321,
    /// 4.5.3.1.3).
    pub fn read(typed: &str) -> Option<Self> {
        let text = typed.trim().to_lowercase();
        let fits = text.len() <= 254 && !text.chars().any(char::is_control);
        fits.then(|| text.parse().ok()).flatten().map(Self)
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// As the mails are addressed.
    pub(super) fn address(&self) -> Address {
        self.0.clone()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_however_it_was_typed() {
        let read = |text: &str| EmailAddress::read(text).map(|email| email.to_string());
        assert_eq!(read(" Claire@Exemple.FR ").as_deref(), Some("claire@exemple.fr"));
        for wrong in ["", "claire", "claire@", "@exemple.fr", "a b@exemple.fr", "a@b\n.fr", "a@b@c"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
        assert_eq!(read(&format!("{}@exemple.fr", "a".repeat(300))), None);
    }
}
