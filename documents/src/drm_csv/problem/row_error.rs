use std::fmt;

use super::{
    AccountProblem, AnnexeProblem, CapsuleProblem, EstablishmentProblem, FileProblem, MovementProblem,
    ProductProblem,
};
use crate::drm_csv::Column;

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident($problem:ident)),* $(,)?) => {
        /// What is wrong, by what it is wrong with.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum Problem {
            $($(#[$doc])* #[error(transparent)] $family(#[from] $problem),)*
        }

        impl Problem {
            /// Its stable code.
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$family(problem) => problem.code(),)*
                }
            }

            /// Its parameters by name: volumes in hectolitres with a dot, months `2026-08`. One that is not
            /// known is left out.
            pub fn params(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$family(problem) => problem.params(),)*
                }
            }
        }

        /// Every code that a problem can carry, for the tests of the edge.
        pub const CODES: [&str; 0 $(+ $problem::CODES.len())*] = joined(&[$($problem::CODES),*]);
    };
}

families! {
    /// The file, or the shape of a row.
    File(FileProblem),
    /// The period or the establishment.
    Establishment(EstablishmentProblem),
    /// The product of a CAVE row.
    Product(ProductProblem),
    /// A movement, a stock or a complement of a CAVE row.
    Movement(MovementProblem),
    /// An account as a whole.
    Account(AccountProblem),
    /// A CRD row or its account.
    Capsule(CapsuleProblem),
    /// An ANNEXE row.
    Annexe(AnnexeProblem),
}

const fn joined<const N: usize>(families: &[&[&'static str]]) -> [&'static str; N] {
    let mut codes = [""; N];
    let mut next = 0;
    let mut family = 0;
    while family < families.len() {
        let mut code = 0;
        while code < families[family].len() {
            codes[next] = families[family][code];
            next += 1;
            code += 1;
        }
        family += 1;
    }
    codes
}

/// One mistake of a file, where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The physical line, counted from 1, on which the row begins.
    pub line: u32,
    /// The column; none where the whole row or file is meant.
    pub column: Option<Column>,
    /// The cell as it stands in the file, or the text that the problem is about.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}: {:?}: {}", self.problem.code(), self.value, self.problem)
    }
}

impl std::error::Error for RowError {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_stable_words_and_differ() {
        let distinct: BTreeSet<&str> = CODES.into_iter().collect();
        assert_eq!(distinct.len(), CODES.len());
        let word = |code: &str| {
            code.starts_with("DRM_CSV_") && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        assert!(CODES.into_iter().all(word));
    }

    #[test]
    fn an_error_is_told_in_one_line() {
        let problem = FileProblem::TooFewColumns { found: 3, needed: 17 };
        let error = RowError {
            line: 7,
            column: Some(Column::Type),
            value: "CAVE".to_owned(),
            problem: problem.into(),
        };
        let told = "line 7, column 1 (TYPE): DRM_CSV_TOO_FEW_COLUMNS: \"CAVE\": 3 columns, 17 are needed";
        assert_eq!(error.to_string(), told);
        assert_eq!(error.problem.params(), [("found", "3".to_owned()), ("needed", "17".to_owned())]);
        let unknown = MovementProblem::Unknown { nearest: None };
        assert_eq!(Problem::from(unknown).params(), []);
    }
}
