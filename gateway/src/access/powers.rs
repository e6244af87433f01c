use super::{Capability, Need, roles_of};
use crate::people::{Person, Role};

/// What whoever asks may do at the current estate.
#[derive(Clone, Copy, Debug)]
pub struct Powers {
    known: bool,
    role: Option<Role>,
    /// A token's own role narrows what its owner may do.
    token_role: Option<Role>,
}

impl Powers {
    /// Those of a stranger: none.
    pub const STRANGER: Self = Self { known: false, role: None, token_role: None };

    /// Those of a person.
    pub fn of(person: &Person) -> Self {
        let role = person.current.map(|membership| membership.role);
        Self { known: true, role, token_role: person.token_role }
    }

    /// Those of a role.
    pub const fn of_role(role: Role) -> Self {
        Self { known: true, role: Some(role), token_role: None }
    }

    /// True for what both the member's role and the token's allow.
    pub fn can(&self, capability: Capability) -> bool {
        let allows = |role: &Role| roles_of(capability).contains(role);
        self.role.as_ref().is_some_and(allows) && self.token_role.as_ref().is_none_or(allows)
    }

    /// True when the need is met.
    pub fn meet(&self, need: Need) -> bool {
        match need {
            Need::Nothing => true,
            Need::Account => self.known,
            Need::Can(capability) => self.can(capability),
        }
    }

    /// True for somebody who is known.
    pub const fn are_known(&self) -> bool {
        self.known
    }

    /// Every capability that they give.
    pub fn all(&self) -> Vec<Capability> {
        Capability::ALL.into_iter().filter(|capability| self.can(*capability)).collect()
    }
}
