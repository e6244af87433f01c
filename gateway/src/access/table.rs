//! The table: which roles have each capability. `docs/roles.md` is printed from it.

use super::Capability;
use crate::people::Role;
use crate::people::Role::{AdminDomaine as Admin, Auditeur, Compta, Oenologue, OperateurChai as Operateur};

/// The roles that have a capability. The administrator has them all; an auditor has all those that only read.
#[allow(clippy::match_same_arms, reason = "a table: a line a capability")]
pub const fn roles_of(capability: Capability) -> &'static [Role] {
    match capability {
        Capability::ReadBooks => &[Admin, Oenologue, Operateur, Compta, Auditeur],
        Capability::ReadCellar => &[Admin, Oenologue, Operateur, Auditeur],
        Capability::ReadStock => &[Admin, Oenologue, Operateur, Compta, Auditeur],
        Capability::ReadSales => &[Admin, Compta, Auditeur],
        Capability::ReadDrm => &[Admin, Oenologue, Compta, Auditeur],
        Capability::ReadJournal => &[Admin, Auditeur],
        Capability::ReadTeam => &[Admin, Auditeur],
        Capability::ReadAccessLog => &[Admin, Auditeur],
        Capability::Export => &[Admin, Oenologue, Compta, Auditeur],
        Capability::RecordHarvest => &[Admin, Oenologue, Operateur],
        Capability::RecordMovement => &[Admin, Oenologue, Operateur],
        Capability::Correct => &[Admin, Oenologue],
        Capability::Delete => &[Admin, Oenologue],
        Capability::ManageCellar => &[Admin, Oenologue],
        Capability::ManageDrm => &[Admin, Oenologue],
        Capability::Sell => &[Admin, Compta],
        Capability::ManageParties => &[Admin, Compta],
        Capability::ErasePeople => &[Admin],
        Capability::ManageEstate => &[Admin],
        Capability::ManageTeam => &[Admin],
    }
}
