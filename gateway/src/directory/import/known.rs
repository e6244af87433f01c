use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::units::PartyId;
use projections::folded;

use crate::directory::Details;

/// Somebody whom a row may be of: of the directory, or of a row above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Somebody {
    /// A party of the directory.
    Party(PartyId),
    /// The customer of that line.
    Line(u32),
}

/// By what one customer is told from another.
struct Marks {
    siren: Option<String>,
    siret: Option<String>,
    /// E-mail address and name, without case and accents.
    person: Option<(String, String)>,
}

/// Who is known, found by numbers, or by e-mail address and name.
#[derive(Default)]
pub(super) struct Known {
    marks: BTreeMap<Somebody, Marks>,
    by_siren: HashMap<String, Vec<Somebody>>,
    by_person: HashMap<(String, String), Vec<Somebody>>,
}

impl Known {
    /// Takes somebody in, or what is known of them by now.
    pub(super) fn add(&mut self, who: Somebody, details: &Details) {
        let marks = Marks::of(details);
        if let Some(siren) = &marks.siren {
            self.by_siren.entry(siren.clone()).or_default().push(who);
        }
        if let Some(person) = &marks.person {
            self.by_person.entry(person.clone()).or_default().push(who);
        }
        self.marks.insert(who, marks);
    }

    /// All whom these details may be of. An establishment is one customer: of one SIREN, two SIRETs are two, and one
    /// whose SIRET is not told may be any of them. E-mail address and name tell those apart who have no number.
    pub(super) fn find(&self, details: &Details) -> BTreeSet<Somebody> {
        let told = Marks::of(details);
        let of_siren = told.siren.as_ref().and_then(|siren| self.by_siren.get(siren));
        let of_person = told.person.as_ref().and_then(|person| self.by_person.get(person));
        let found = of_siren.into_iter().chain(of_person).flatten().copied();
        let found: BTreeSet<Somebody> =
            found.filter(|who| self.marks.get(who).is_some_and(|known| told.may_be(known))).collect();
        let is_establishment = |who: &&Somebody| {
            told.siret.is_some() && self.marks.get(who).is_some_and(|known| known.siret == told.siret)
        };
        // The very establishment, where it is known, and none of which the directory knows the enterprise alone.
        let same: BTreeSet<Somebody> = found.iter().filter(is_establishment).copied().collect();
        if same.is_empty() { found } else { same }
    }
}

impl Marks {
    fn of(details: &Details) -> Self {
        let of_siret = details.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned);
        let name = folded(details.name.trim());
        let email = details.email.as_deref().map(|email| folded(email.trim()));
        Self {
            siren: details.siren.clone().or(of_siret),
            siret: details.siret.clone(),
            person: email.filter(|_| !name.is_empty()).map(|email| (email, name)),
        }
    }

    fn may_be(&self, known: &Self) -> bool {
        let differ = |one: &Option<String>, other: &Option<String>| {
            one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one != other)
        };
        !differ(&self.siren, &known.siren) && !differ(&self.siret, &known.siret)
    }
}
