//! How letters go out: over SMTP, or into a folder where they can be read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::address::AddressError;
use lettre::message::{Mailbox, header};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncFileTransport, AsyncTransport, Message, Tokio1Executor};

use super::letters::Letter;
use crate::settings;

/// So long the mail server may take for each step: somebody waits for the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The post.
#[derive(Debug)]
pub enum Post {
    /// No letter goes out.
    Closed,
    /// Letters are files `*.eml` of this folder.
    Folder(PathBuf),
    /// Letters go to this server.
    Smtp {
        /// Connections to it.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// Who sends.
        from: Mailbox,
    },
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Nothing is set up.
    #[error("no letters are sent: neither an SMTP server nor a folder is set")]
    Closed,
    /// The server's address or the sender's cannot be read.
    #[error("the mail settings cannot be read: {0}")]
    Settings(String),
    /// The letter cannot be written.
    #[error("the letter cannot be written")]
    Letter(#[from] lettre::error::Error),
    /// The server does not take it.
    #[error("the mail server does not take it")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// It cannot be written to the folder.
    #[error("it cannot be written to the folder")]
    Folder(#[from] lettre::transport::file::Error),
    /// The folder cannot be made.
    #[error("the folder cannot be made")]
    Io(#[from] std::io::Error),
}

impl Post {
    /// By that server: `smtps://user:password@host` or `smtp://host:587?tls=required`, from that address.
    pub fn smtp(url: &str, from: Option<&settings::Mailbox>) -> Result<Self, PostError> {
        let unreadable = |error: &dyn std::fmt::Display| PostError::Settings(error.to_string());
        let server =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| unreadable(&error))?;
        let from = from.ok_or_else(|| unreadable(&"smtp_url without mail_from"))?;
        let address = from.address.parse().map_err(|error: AddressError| unreadable(&error))?;
        let server = server.timeout(Some(PATIENCE)).build();
        Ok(Self::Smtp { server, from: Mailbox::new(from.name.clone(), address) })
    }

    /// The folder that letters go to, if they go to one.
    pub fn folder(&self) -> Option<&Path> {
        if let Self::Folder(folder) = self { Some(folder) } else { None }
    }

    /// Sends a letter.
    pub(super) async fn send(&self, letter: Letter) -> Result<(), PostError> {
        match self {
            Self::Closed => Err(PostError::Closed),
            Self::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await?;
                let nobody: Mailbox = Mailbox::new(Some("Mon Chai".to_owned()), letter.to.address());
                let transport = AsyncFileTransport::<Tokio1Executor>::new(folder);
                transport.send(message(letter, nobody)?).await?;
                Ok(())
            }
            Self::Smtp { server, from } => {
                server.send(message(letter, from.clone())?).await?;
                Ok(())
            }
        }
    }
}

fn message(letter: Letter, from: Mailbox) -> Result<Message, lettre::error::Error> {
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, letter.to.address()))
        .subject(letter.subject)
        .header(header::ContentType::TEXT_PLAIN)
        .body(letter.body)
}
