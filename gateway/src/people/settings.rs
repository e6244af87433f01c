use std::sync::Arc;

use super::Post;

/// Who may make an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignUp {
    /// Anybody, who then may register an estate.
    #[default]
    Open,
    /// Who holds an invitation.
    Invited,
}

/// How people come in.
#[derive(Clone, Debug)]
pub struct People {
    /// Who may make an account.
    pub sign_up: SignUp,
    /// Where people open the product: links in letters begin with it. No slash at the end.
    pub public_url: String,
    /// For how many days a browser stays signed in.
    pub session_days: i64,
    /// How letters go out.
    pub post: Arc<Post>,
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
