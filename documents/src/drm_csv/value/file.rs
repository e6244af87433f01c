use domain::units::Month;

use super::{Annexe, CapsuleAccount, WineAccount};
use crate::reference::movements::Dialect;

/// The return of one establishment for one month. Accounts and annexes stand in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrmFile {
    /// Whose codes it is written in, as its stocks tell; `InterLoire` where it has no wine.
    pub dialect: Dialect,
    /// The month.
    pub period: Month,
    /// Identifier at the interprofession.
    pub identifier: Option<String>,
    /// SIRET, 14 digits.
    pub siret: Option<String>,
    /// CVI number, 10 characters.
    pub cvi: Option<String>,
    /// Excise number, 13 characters.
    pub accise: Option<String>,
    /// Its wines, one account a product and regime.
    pub accounts: Vec<WineAccount>,
    /// Its capsules.
    pub capsules: Vec<CapsuleAccount>,
    /// Its annexes.
    pub annexes: Vec<Annexe>,
}

impl DrmFile {
    /// The movements that ask for an observation (rules RG17 to RG19 of DTI+) in accounts that have none. The
    /// portals take such a file in and ask for the observation later, so it is read without error.
    pub fn unexplained(&self) -> impl Iterator<Item = (&WineAccount, &super::Movement)> {
        let unexplained = |account: &&WineAccount| account.complement.observations.is_none();
        self.accounts.iter().filter(unexplained).flat_map(|account| {
            let asking = account.movements.iter().filter(|movement| movement.asks_for_observation());
            asking.map(move |movement| (account, movement))
        })
    }
}
