use std::sync::Arc;

use super::{Post, PostError};
use crate::settings::{Settings, SignUp};

/// How people come in.
#[derive(Clone, Debug)]
pub struct People {
    /// Who may make an account.
    pub sign_up: SignUp,
    /// Where people open the product: links in letters begin with it. No slash at the end.
    pub public_url: String,
    /// For how many days a browser stays signed in.
    pub session_days: u32,
    /// How letters go out.
    pub post: Arc<Post>,
}

impl People {
    /// As the settings have it.
    pub fn of(settings: &Settings) -> Result<Self, PostError> {
        let post = match &settings.smtp_url {
            Some(url) => Post::smtp(url, settings.mail_from.as_ref())?,
            None => Post::Folder(settings.mail_folder.clone()),
        };
        let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
        Ok(Self {
            sign_up: settings.sign_up,
            public_url: public_url.trim_end_matches('/').to_owned(),
            session_days: settings.session_days,
            post: Arc::new(post),
        })
    }
}

impl Default for People {
    fn default() -> Self {
        Self {
            sign_up: SignUp::Open,
            public_url: "http://127.0.0.1:8080".to_owned(),
            session_days: 30,
            post: Arc::new(Post::Closed),
        }
    }
}
