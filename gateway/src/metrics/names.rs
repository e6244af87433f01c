use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// So many names of operations are told apart: the caller chooses them, and each is a time series for ever.
const NAMES: usize = 150;
/// A longer name is nobody's program.
const LONGEST: usize = 60;

/// The names of operations that have been carried out, as far as they are told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Arc<Mutex<BTreeSet<String>>>);

impl Names {
    /// The label of an operation. A name is admitted by an operation that was carried out, not by a mere attempt.
    pub(super) fn label(&self, name: Option<&str>, carried_out: bool) -> String {
        let Some(name) = name else { return "anonymous".to_owned() };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.contains(name) {
            return name.to_owned();
        }
        if carried_out && known.len() < NAMES && name.len() <= LONGEST {
            known.insert(name.to_owned());
            return name.to_owned();
        }
        "other".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_names_are_told_apart() {
        let names = Names::default();
        assert_eq!(names.label(None, true), "anonymous");
        assert_eq!(names.label(Some("Vats"), false), "other");
        assert_eq!(names.label(Some("Vats"), true), "Vats");
        assert_eq!(names.label(Some("Vats"), false), "Vats");
        assert_eq!(names.label(Some(&"a".repeat(61)), true), "other");
        let told: BTreeSet<String> =
            (0..1_000).map(|number| names.label(Some(&format!("N{number}")), true)).collect();
        assert_eq!(told.len(), NAMES, "those, less one that was there, and `other`");
    }
}
