use std::collections::BTreeMap;
use std::fmt::Write as _;

use documents::drm_csv::RowError;
use domain::decider::{Param, Refusal};
use domain::units::WineId;

use super::catalogue::{SENTENCES, Sentence};
use super::format::{Language, date, hectolitres, month};
use super::{customers, drm_csv};
use crate::directory::{ImportCause, ImportMistake};

/// Labels of the wines that a refusal names.
pub type Labels = BTreeMap<WineId, String>;

/// The sentence of a refusal. A code without one is shown as it is, and a test sees to it that there is none.
pub fn sentence(refusal: &Refusal, labels: &Labels, language: Language) -> String {
    let params: Vec<(&str, String)> =
        refusal.params.iter().map(|(name, value)| (*name, shown(value, labels, language))).collect();
    capitalised(&fill(SENTENCES, refusal.code, &params, language))
}

/// A sentence may begin with a parameter, a month, say; its first letter is a capital all the same.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// What is wrong with a row of a DRM file, and where: line, column, value, reason, and what was perhaps meant.
pub fn row_problem(error: &RowError, language: Language) -> String {
    let params = error.problem.params();
    let reason = fill(drm_csv::SENTENCES, error.problem.code(), &params, language);
    let (line, column, meant) = words(language);
    let mut text = format!("{line} {}", error.line);
    if let Some(place) = error.column {
        let _ = write!(text, ", {column} {} ({})", place.number(), place.name());
    }
    if !error.value.is_empty() {
        let _ = write!(text, " « {} »", error.value);
    }
    let _ = write!(text, " : {reason}");
    if let Some((_, nearest)) = params.iter().find(|(name, _)| *name == "nearest") {
        let _ = write!(text, " ({meant} « {nearest} » ?)");
    }
    text
}

/// What is wrong with a cell of a list of customers: the sentence alone.
pub fn import_sentence(mistake: &ImportMistake, language: Language) -> String {
    match &mistake.cause {
        ImportCause::File(problem) => {
            capitalised(&fill(customers::SENTENCES, problem.code(), &problem.params(), language)) + "."
        }
        ImportCause::Customer(refusal) => sentence(refusal, &Labels::new(), language),
    }
}

/// The same with where it is, for a person at the command line: line, column, value, reason, code, and what was perhaps
/// meant.
pub fn import_problem(mistake: &ImportMistake, language: Language) -> String {
    let (line, column, meant) = words(language);
    let mut text = format!("{line} {}", mistake.line);
    if let Some(place) = &mistake.column {
        let _ = write!(text, ", {column} {} ({})", place.number, place.heading);
    }
    if !mistake.value.is_empty() {
        let _ = write!(text, " « {} »", mistake.value);
    }
    let _ = write!(text, " : {} ({})", import_sentence(mistake, language), mistake.code());
    if let Some(nearest) = mistake.nearest() {
        let _ = write!(text, " ({meant} « {nearest} » ?)");
    }
    text
}

/// How a line and a column are called, and how one asks what was meant.
const fn words(language: Language) -> (&'static str, &'static str, &'static str) {
    match language {
        Language::French => ("ligne", "colonne", "vouliez-vous dire"),
        Language::English => ("line", "column", "did you mean"),
    }
}

fn fill(sentences: &[Sentence], code: &str, params: &[(&str, String)], language: Language) -> String {
    let Some((_, french, english)) = sentences.iter().find(|(known, ..)| *known == code) else {
        return code.to_owned();
    };
    let mut text = match language {
        Language::French => (*french).to_owned(),
        Language::English => (*english).to_owned(),
    };
    for (name, value) in params {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

fn shown(value: &Param, labels: &Labels, language: Language) -> String {
    match value {
        Param::Volume(volume) => hectolitres(*volume, language),
        Param::Date(day) => date(*day, language),
        Param::Month(of) => month(*of, language),
        Param::Money(money) if language == Language::French => money.to_string().replace('.', ","),
        Param::Money(money) => money.to_string(),
        Param::Wine(wine) => {
            let label = labels.get(&wine.declared()).cloned().unwrap_or_else(|| wine.to_string());
            match language {
                _ if !wine.is_being_made() => label,
                Language::French => format!("{label} (non revendiqué)"),
                Language::English => format!("{label} (not claimed)"),
            }
        }
        Param::Count(count) => count.to_string(),
        Param::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::article::ArticleRefusal;
    use domain::bottle_lot::LotRefusal;
    use domain::capsule_account::CapsuleRefusal;
    use domain::claims::LabelRefusal;
    use domain::drm::anomalies::Anomaly;
    use domain::drm::declared::AnnexRefusal;
    use domain::drm_period::DrmPeriodRefusal;
    use domain::estate::EstateRefusal;
    use domain::harvest::HarvestRefusal;
    use domain::identity::IdentityRefusal;
    use domain::invoice::{DraftRefusal, InvoiceRefusal};
    use domain::invoice_book::BookRefusal;
    use domain::movement::MovementRefusal;
    use domain::order::{OrderRefusal, ServingRefusal};
    use domain::parcel::ParcelRefusal;
    use domain::policy::{
        DateRefusal, InventoryRefusal, PaperRefusal, PaymentTermsRefusal, ReplacementRefusal,
    };
    use domain::till::TillRefusal;
    use domain::units::{QuantityRefusal, Volume};
    use domain::vat::VatRefusal;

    use super::*;
    use crate::people::PeopleRefusal;

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        let codes: Vec<&str> = [
            VatRefusal::CODES,
            LotRefusal::CODES,
            CapsuleRefusal::CODES,
            DrmPeriodRefusal::CODES,
            EstateRefusal::CODES,
            HarvestRefusal::CODES,
            IdentityRefusal::CODES,
            domain::bookkeeping::BookkeepingRefusal::CODES,
            domain::letterhead::LetterheadRefusal::CODES,
            MovementRefusal::CODES,
            OrderRefusal::CODES,
            ServingRefusal::CODES,
            InvoiceRefusal::CODES,
            DraftRefusal::CODES,
            BookRefusal::CODES,
            PaymentTermsRefusal::CODES,
            TillRefusal::CODES,
            ArticleRefusal::CODES,
            LabelRefusal::CODES,
            ParcelRefusal::CODES,
            PaperRefusal::CODES,
            DateRefusal::CODES,
            InventoryRefusal::CODES,
            ReplacementRefusal::CODES,
            AnnexRefusal::CODES,
            Anomaly::CODES,
            QuantityRefusal::CODES,
            PeopleRefusal::CODES,
            crate::directory::PartyRefusal::CODES,
            crate::directory::ImportRefusal::CODES,
            &crate::directory::GROUND_CODES,
            &[
                "COMMAND_REUSED",
                "CURSOR_INVALID",
                "UNAUTHENTICATED",
                "NOT_ACCEPTABLE",
                "NOT_FOUND",
                "UNSUPPORTED_MEDIA_TYPE",
            ],
            &[
                "PAYLOAD_TOO_LARGE",
                "METHOD_NOT_ALLOWED",
                "BAD_REQUEST",
                "BAD_USER_INPUT",
                "STALE",
                "RATE_LIMITED",
                "REQUEST_TIMEOUT",
                "PAPER_INCOMPLETE",
                "INTERNAL",
            ],
            &[
                "FOREIGN_ORIGIN",
                "STREAM_REQUIRED",
                "TOO_MANY_CONNECTIONS",
                "TOO_MANY_OPERATIONS",
                "PERSISTED_QUERY_NOT_FOUND",
                "PERSISTED_QUERY_MISMATCH",
                "PERSISTED_QUERY_REQUIRED",
                "POSITION_UNKNOWN",
            ],
        ]
        .concat();
        for code in &codes {
            assert_eq!(SENTENCES.iter().filter(|(known, ..)| known == code).count(), 1, "{code}");
        }
        for (known, ..) in SENTENCES {
            assert!(codes.contains(known), "{known} is not the code of any refusal");
        }
    }

    #[test]
    fn every_problem_of_a_drm_file_has_a_sentence() {
        for code in documents::drm_csv::CODES {
            assert_eq!(drm_csv::SENTENCES.iter().filter(|(known, ..)| *known == code).count(), 1, "{code}");
        }
    }

    #[test]
    fn every_problem_of_a_list_of_customers_has_a_sentence() {
        let codes = documents::customers::CustomersProblem::CODES;
        for code in codes {
            assert_eq!(customers::SENTENCES.iter().filter(|(known, ..)| known == code).count(), 1, "{code}");
        }
        assert_eq!(codes.len(), customers::SENTENCES.len());
    }

    #[test]
    fn a_sentence_is_written_as_it_is_read() {
        let refusal = Refusal::from(VatRefusal::Short {
            vat: "C1".to_owned(),
            requested_ml: Volume::parse_hl("15.2").unwrap(),
            available_ml: Volume::from_hl(15),
            on: "2026-09-14".parse().unwrap(),
        });
        assert_eq!(
            sentence(&refusal, &Labels::new(), Language::French),
            "La cuve C1 ne peut donner que 15 hl (au 14/09/2026), pertes comprises, sur 15,2 hl demandés."
        );
        assert!(sentence(&refusal, &Labels::new(), Language::English).contains("15.2 hl asked for"));

        let refusal = Refusal::from(DrmPeriodRefusal::Closed { month: "2026-08".parse().unwrap() });
        let told = sentence(&refusal, &Labels::new(), Language::French);
        assert!(told.starts_with("Août 2026 est clôturé"), "{told}");
    }
}
