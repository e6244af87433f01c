//! The letters that people get, in French or in English.

use super::EmailAddress;
use crate::messages::Language;

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub(super) to: EmailAddress,
    /// Its subject.
    pub(super) subject: String,
    /// Its text.
    pub(super) body: String,
}

/// An invitation to an estate.
pub(super) fn invitation(
    to: &EmailAddress,
    estate: &str,
    link: &str,
    days: i32,
    language: Language,
) -> Letter {
    let (subject, body) = match language {
        Language::French => (
            format!("{estate} vous invite sur Mon Chai"),
            format!(
                "Bonjour,\n\n{estate} vous invite à rejoindre ses registres de cave sur Mon Chai.\n\n\
                 Ouvrez ce lien, valable {days} jours et une seule fois :\n{link}\n\n\
                 Si vous n'attendiez pas cette invitation, ne faites rien : elle s'éteindra d'elle-même.\n"
            ),
        ),
        Language::English => (
            format!("{estate} invites you to Mon Chai"),
            format!(
                "Hello,\n\n{estate} invites you to join its cellar books on Mon Chai.\n\n\
                 Open this link, which works once, within {days} days:\n{link}\n\n\
                 If you did not expect this invitation, do nothing: it will end by itself.\n"
            ),
        ),
    };
    Letter { to: to.clone(), subject, body }
}

/// A link to choose a new password.
pub(super) fn reset(to: &EmailAddress, name: &str, link: &str, hours: i32, language: Language) -> Letter {
    let (subject, body) = match language {
        Language::French => (
            "Choisir un nouveau mot de passe".to_owned(),
            format!(
                "Bonjour {name},\n\nOuvrez ce lien, valable {hours} heures et une seule fois, pour choisir un \
                 nouveau mot de passe :\n{link}\n\n\
                 Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même.\n"
            ),
        ),
        Language::English => (
            "Choose a new password".to_owned(),
            format!(
                "Hello {name},\n\nOpen this link, which works once, within {hours} hours, to choose a new \
                 password:\n{link}\n\n\
                 If you did not ask for it, do nothing: your password stays as it is.\n"
            ),
        ),
    };
    Letter { to: to.clone(), subject, body }
}
