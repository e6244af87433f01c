//! What stands on an estate's papers besides who it is: where it is reached and paid, its colours and its logo.

mod bank_account;
mod colour;
mod logo;
mod refusal;
#[cfg(test)]
mod tests;
mod told;

pub use bank_account::BankAccount;
pub use colour::InkColour;
pub use logo::{Logo, LogoFormat, MAX_LOGO_BYTES};
pub use refusal::LetterheadRefusal;
pub use told::Letterhead;
