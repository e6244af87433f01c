use domain::invoice::{BuyerKind, Language, Terms};

use super::{Reminder, ReminderLevel};
use crate::sale::mentions;
use crate::sale::paper::of;

/// What the letter is.
pub(super) const fn heading(level: ReminderLevel, language: Language) -> &'static str {
    match level {
        ReminderLevel::First => of(language, "Rappel", "Reminder"),
        ReminderLevel::Second => of(language, "Deuxième rappel", "Second reminder"),
        ReminderLevel::FormalNotice => of(language, "Mise en demeure", "Formal notice"),
    }
}

/// How it begins.
pub(super) const fn opening(level: ReminderLevel, language: Language) -> &'static str {
    match level {
        ReminderLevel::First => of(
            language,
            "Sauf erreur de notre part, le règlement suivant ne nous est pas encore parvenu. Peut-être vous a-t-il \
             échappé : nous vous remercions d’y veiller.",
            "Unless we are mistaken, the following payment has not reached us yet. It may have escaped you: thank \
             you for seeing to it.",
        ),
        ReminderLevel::Second => of(
            language,
            "Malgré notre premier rappel, les sommes suivantes restent dues. Nous vous prions de les régler sous \
             huit jours.",
            "In spite of our first reminder the following sums are still due. Please pay them within eight days.",
        ),
        ReminderLevel::FormalNotice => of(
            language,
            "Nos rappels étant restés sans effet, nous vous mettons en demeure de régler les sommes suivantes sous \
             huit jours à compter de la réception de la présente.",
            "Our reminders having had no effect, we give you formal notice to pay the following sums within eight \
             days of receiving this letter.",
        ),
    }
}

/// How it ends.
pub(super) const fn closing(level: ReminderLevel, language: Language) -> &'static str {
    match level {
        ReminderLevel::First | ReminderLevel::Second => of(
            language,
            "Si votre règlement a croisé ce courrier, veuillez ne pas en tenir compte.",
            "If your payment has crossed this letter, please disregard it.",
        ),
        ReminderLevel::FormalNotice => of(
            language,
            "À défaut de règlement dans ce délai, nous nous réservons de recouvrer ces sommes en justice, sans autre \
             avis.",
            "Failing payment within that time, we reserve the right to recover these sums in court without further \
             notice.",
        ),
    }
}

/// What the law gives the creditor. A consumer owes the legal interest from the notice on (C. civ., art. 1231-6).
pub(super) fn law(reminder: &Reminder) -> Vec<String> {
    let language = reminder.language;
    match (reminder.kind, reminder.level) {
        (BuyerKind::Company, _) => {
            let due_on = reminder.written_on;
            let terms = Terms { due_on, early_discount: None, late_penalty: reminder.penalty_rate };
            vec![
                mentions::late_penalty(&terms, reminder.kind, language),
                mentions::recovery(reminder.kind, language).to_owned(),
            ]
        }
        (BuyerKind::Consumer, ReminderLevel::FormalNotice) => vec![
            of(
                language,
                "Les intérêts au taux légal courent à compter de la mise en demeure (C. civ., art. 1231-6).",
                "Interest at the legal rate runs from this notice (French civil code, art. 1231-6).",
            )
            .to_owned(),
        ],
        (BuyerKind::Consumer, _) => Vec::new(),
    }
}
