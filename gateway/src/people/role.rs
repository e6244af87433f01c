use std::fmt;

use async_graphql::Enum;

/// What a person is at an estate. What each role may do is in `access/table.rs`.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the estate: everything.
    AdminDomaine,
    /// Winemaker: the cellar and the excise return.
    Oenologue,
    /// Cellar hand: harvests, movements and bottling, no corrections and no deletions.
    OperateurChai,
    /// Bookkeeper: customers, orders, invoices and exports.
    Compta,
    /// Auditor: reads everything and changes nothing, until a date.
    Auditeur,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::AdminDomaine, Self::Oenologue, Self::OperateurChai, Self::Compta, Self::Auditeur];

    /// Its word, in the database and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AdminDomaine => "admin_domaine",
            Self::Oenologue => "oenologue",
            Self::OperateurChai => "operateur_chai",
            Self::Compta => "compta",
            Self::Auditeur => "auditeur",
        }
    }

    /// The role of that word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
