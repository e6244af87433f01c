//! An opening tried out on books that do not exist yet, so that a file is told what is wrong with it line by line and
//! `--check` accepts what an import accepts.

use std::collections::BTreeMap;
use std::fmt;

use documents::ReadReturn;
use domain::capsule_account::CapsuleAccount;
use domain::decider::{Context, Decider, Refusal};
use domain::drm::declared::{DeclaredCapsules, DeclaredWine};
use domain::estate::{Estate, EstateCommand};
use domain::terms::WineCode;
use domain::units::{Date, EstateId, WineId};

use crate::app::PROGRAM;
use crate::messages::{Labels, Language, sentence};
use crate::operations::OpenEstate;

/// All that keeps a file that is read without error from opening an estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOpened(pub Vec<OpeningProblem>);

/// One thing of a file that cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningProblem {
    /// The line of the account; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub fault: OpeningFault,
}

/// Why an account, or the file, cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningFault {
    /// It has no accise number to know the estate by.
    NoAccise,
    /// A stock is below zero, or does not follow from the movements: nothing could be counted from it.
    Unbalanced {
        /// The account.
        label: String,
    },
    /// Two accounts share a label in one regime, by which alone CIEL knows a wine.
    LabelTwice {
        /// The label.
        label: String,
        /// Where it stands first.
        first_line: usize,
    },
    /// A label has one code in the suspended balance and another in the paid one.
    TwoCodes {
        /// The label.
        label: String,
        /// Where it stands first.
        first_line: usize,
    },
    /// Two accounts of capsules are of one kind.
    CapsulesTwice {
        /// The kind.
        label: String,
        /// Where it stands first.
        first_line: usize,
    },
    /// The books refuse it.
    Refused(Refusal),
}

impl fmt::Display for OpeningFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAccise => {
                write!(f, "le fichier ne porte aucun numéro d'accise : il en faut un pour ouvrir un domaine.")
            }
            Self::Unbalanced { label } => write!(
                f,
                "le stock de fin de « {label} » est négatif ou ne suit pas de ses mouvements (RG11, RG12, RG28)."
            ),
            Self::LabelTwice { label, first_line } => write!(
                f,
                "le libellé « {label} » est déjà celui du compte de la ligne {first_line} ; un libellé désigne un seul vin."
            ),
            Self::TwoCodes { label, first_line } => {
                write!(f, "« {label} » porte un autre code qu'à la ligne {first_line} ; un vin n'en a qu'un.")
            }
            Self::CapsulesTwice { label, first_line } => {
                write!(f, "le compte « {label} » figure déjà à la ligne {first_line}.")
            }
            Self::Refused(refusal) => {
                write!(f, "{} ({})", sentence(refusal, &Labels::new(), Language::French), refusal.code)
            }
        }
    }
}

impl fmt::Display for OpeningProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.fault),
            line => write!(f, "ligne {line} : {}", self.fault),
        }
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for NotOpened {}

/// Tries an opening out; every account that cannot be placed is told with its line, in the order of the file.
pub(super) fn rehearse(told: &ReadReturn, estate: EstateId, operation: &OpenEstate) -> Result<(), NotOpened> {
    let mut rehearsal = Rehearsal { estate, books: Estate::default(), problems: Vec::new() };
    // What the file as a whole is refused for is told alone: no account could be placed in such books.
    rehearsal.run(0, operation.register());
    if rehearsal.problems.is_empty() {
        rehearsal.wines(told, operation);
        rehearsal.capsules(told, operation);
    }
    rehearsal.problems.sort_by_key(|problem| problem.line);
    if rehearsal.problems.is_empty() { Ok(()) } else { Err(NotOpened(rehearsal.problems)) }
}

struct Rehearsal {
    estate: EstateId,
    books: Estate,
    problems: Vec<OpeningProblem>,
}

/// None of these decisions asks for the day or for who acts.
const NOBODY: Context = Context { now_ms: 0, today: Date::MIN, actor: PROGRAM };

impl Rehearsal {
    fn note(&mut self, line: usize, fault: OpeningFault) {
        self.problems.push(OpeningProblem { line, fault });
    }

    /// Runs a command on the books; a refusal is noted at that line.
    fn run(&mut self, line: usize, command: EstateCommand) {
        match self.books.decide(command, &NOBODY) {
            Ok(events) => events.iter().for_each(|event| self.books.evolve(event)),
            Err(refusal) => self.note(line, OpeningFault::Refused(refusal.into())),
        }
    }

    fn wines(&mut self, told: &ReadReturn, operation: &OpenEstate) {
        let mut seen = BTreeMap::new();
        let mut declared: BTreeMap<WineId, (usize, Option<WineCode>)> = BTreeMap::new();
        let accounts = told.drm.wines.iter().zip(&operation.wines).zip(&told.wine_lines);
        for ((wine, account), line) in accounts {
            let (line, label) = (*line, wine.spec.label.clone());
            let id = WineId::of(self.estate, &label);
            if let Some(first_line) = seen.insert((id, wine.regime), line) {
                self.note(line, OpeningFault::LabelTwice { label, first_line });
                continue;
            }
            if !wine_follows(wine) {
                self.note(line, OpeningFault::Unbalanced { label: label.clone() });
            }
            let before = self.problems.len();
            match declared.get(&id) {
                None => {
                    declared.insert(id, (line, wine.spec.code.clone()));
                    self.run(line, OpenEstate::declare(id, account));
                }
                Some((first_line, code)) if *code != wine.spec.code => {
                    self.note(line, OpeningFault::TwoCodes { label, first_line: *first_line });
                }
                Some(_) => {}
            }
            // A stock below zero was told above; one of a wine that is refused cannot be taken.
            if self.problems.len() == before && !wine.closing_ml.is_negative() {
                self.stock(line, operation.take(vec![OpenEstate::stock(id, account)]));
            }
        }
    }

    /// Opening stock is taken once: each account is tried on its own.
    fn stock(&mut self, line: usize, command: EstateCommand) {
        if let Err(refusal) = self.books.decide(command, &NOBODY) {
            self.note(line, OpeningFault::Refused(refusal.into()));
        }
    }

    fn capsules(&mut self, told: &ReadReturn, operation: &OpenEstate) {
        let mut seen = BTreeMap::new();
        let accounts = told.drm.capsules.iter().zip(&operation.capsules).zip(&told.capsule_lines);
        for ((account, opening), line) in accounts {
            let label = format!("CRD {} {} ml", account.kind.category.ciel_code(), account.kind.size_ml);
            if let Some(first_line) = seen.insert(account.kind, *line) {
                self.note(*line, OpeningFault::CapsulesTwice { label, first_line });
            } else if !capsules_follow(account) {
                self.note(*line, OpeningFault::Unbalanced { label });
            } else if let Err(refusal) = CapsuleAccount::default().decide(operation.open(opening), &NOBODY) {
                self.note(*line, OpeningFault::Refused(refusal.into()));
            }
        }
    }
}

fn wine_follows(wine: &DeclaredWine) -> bool {
    !wine.closing_ml.is_negative() && wine.closing_ml == wine.computed_closing()
}

fn capsules_follow(account: &DeclaredCapsules) -> bool {
    account.closing >= 0 && account.closing == account.computed_closing()
}
