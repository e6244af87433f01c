//! People: accounts, the estates they belong to, and what opens the door to them. All of it lies outside of the ledger,
//! whose events carry an account's id and no more.

mod access_log;
mod accounts;
mod attempts;
mod console;
mod doors;
mod email;
mod entering;
mod founding;
mod invitations;
mod letters;
mod members;
mod outcome;
mod password;
mod post;
mod refusal;
mod resets;
mod role;
mod secret;
mod sessions;
mod settings;
mod tokens;
mod walls;

pub use access_log::{Entry, Noted, log_page, note_refusal};
pub use accounts::{Account, account, change_password, rename};
pub use console::{add, find, renew_token, reset_link, set_role, sweep};
pub use doors::{Joined, Membership, Person, Through, by_session, by_token, joined};
pub use email::EmailAddress;
pub use entering::{Newcomer, sign_in, sign_up};
pub use founding::register;
pub use invitations::{Guest, Invitation, Invited, accept, invitations, invite, revoke_invitation};
pub use members::{Member, change_role, members, remove, team};
pub use outcome::{Denied, Outcome, PeopleError};
pub use post::{Post, PostError};
pub use refusal::PeopleRefusal;
pub use resets::{request_reset, reset_password};
pub use role::Role;
pub use secret::{Digest, Secret};
pub use sessions::{SignedIn, Store, sign_out, store};
pub use settings::People;
pub use tokens::{NewToken, Token, issue, revoke, tokens};
