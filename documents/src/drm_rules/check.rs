use domain::drm::declared::DrmReturn;

use super::breach::{Breach, Finding};
use super::circumstances::{Case, Circumstances};
use super::table::{RULES, Rule};

/// Every rule that the return does not keep, in the order of the rules' table.
pub fn check(drm: &DrmReturn, given: &Circumstances<'_>) -> Vec<Breach> {
    let case = Case { drm, given };
    let breaches = |rule: &'static Rule| (rule.check)(&case).into_iter().map(|found| rule.breach(found));
    RULES.iter().flat_map(breaches).collect()
}

impl Rule {
    /// The breach of this rule: its message with the parameters in their places.
    pub(super) fn breach(&self, found: Finding) -> Breach {
        let fill =
            |message: String, (name, value): &(&str, String)| message.replace(&format!("<{name}>"), value);
        Breach {
            rule: self.number,
            severity: self.severity,
            message: found.parameters.iter().fold(self.message.to_owned(), fill),
            place: found.place,
            parameters: found.parameters,
            hint: self.hint,
        }
    }
}
