//! People: coming in, the team, tokens, links, and what is written down of it.

mod browser;
mod door;
mod estates;
mod links;
mod log;
mod mail;
mod team;
mod tokens;
