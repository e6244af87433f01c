//! Figures, days and categories as a French form writes them.

use domain::drm::declared::DocumentKind;
use domain::drm::duty::DutyCategory;
use domain::terms::{CapsuleColour, CapsuleRegime, FiscalCategory};
use domain::units::{Abv, Date, Money, Month, Volume};

use crate::figures::{self, sign};
use domain::invoice::Language;

/// How many decimals of a hectolitre all figures of a return have, so that their commas stand under each other: two, or as
/// many as its finest figure needs, five at most.
#[derive(Clone, Copy)]
pub(super) struct Decimals(u32);

impl Decimals {
    pub(super) fn for_all(volumes: impl Iterator<Item = Volume>) -> Self {
        let needed = |volume: Volume| {
            let unit = |decimals: u32| 10_i64.pow(5 - decimals);
            (2..5).find(|decimals| volume.ml() % unit(*decimals) == 0).unwrap_or(5)
        };
        Self(volumes.map(needed).max().unwrap_or(2))
    }

    /// Hectolitres: `1 234,50`.
    pub(super) fn hl(self, volume: Volume) -> String {
        let unit = Volume::ML_PER_HL.unsigned_abs();
        let ml = volume.ml().unsigned_abs();
        let fraction = ml % unit / 10_u64.pow(5 - self.0);
        let width = usize::try_from(self.0).unwrap_or(5);
        format!("{}{},{fraction:0width$}", sign(volume.is_negative()), grouped(ml / unit))
    }

    /// The same, and nothing for nothing, as a form leaves a rubric blank.
    pub(super) fn hl_or_blank(self, volume: Volume) -> String {
        if volume == Volume::ZERO { String::new() } else { self.hl(volume) }
    }
}

/// Groups of three digits, with a space that does not break.
fn grouped(number: u64) -> String {
    figures::grouped(number, Language::French)
}

pub(super) fn count(count: i64) -> String {
    figures::count(count, Language::French)
}

pub(super) fn count_or_blank(number: i64) -> String {
    if number == 0 { String::new() } else { count(number) }
}

/// `1 234,56 €`.
pub(super) fn euros(amount: Money) -> String {
    figures::euros(amount, Language::French)
}

/// `octobre 2026`.
pub(super) fn month(month: Month) -> String {
    figures::french_month(i32::from(month.year()), month.number())
}

/// `14/05/2026`.
pub(super) fn day(date: Date) -> String {
    figures::day(date, Language::French)
}

/// `12,05 % vol.`
pub(super) fn strength(abv: Abv) -> String {
    let hundredths = abv.centipercent();
    format!("{},{:02}\u{a0}%\u{a0}vol.", hundredths / 100, hundredths % 100)
}

pub(super) const fn category(category: FiscalCategory) -> &'static str {
    match category {
        FiscalCategory::Still => "Vins tranquilles",
        FiscalCategory::Sparkling => "Vins mousseux",
        FiscalCategory::Intermediate => "Produits intermédiaires",
        FiscalCategory::CognacArmagnac => "Cognac, armagnac",
        FiscalCategory::Spirit => "Autres alcools",
    }
}

pub(super) const fn duty_category(category: DutyCategory) -> &'static str {
    match category {
        DutyCategory::Still => "Vins tranquilles",
        DutyCategory::Sparkling => "Vins mousseux",
        DutyCategory::Cider => "Cidres, poirés, hydromels, pétillants",
        DutyCategory::NaturalSweet => "Vins doux naturels et vins de liqueur AOP",
        DutyCategory::OtherIntermediate => "Autres produits intermédiaires",
        DutyCategory::Spirit => "Alcools",
    }
}

pub(super) const fn capsule_regime(regime: CapsuleRegime) -> &'static str {
    match regime {
        CapsuleRegime::CollectiveSuspended => "CRD collectives, droits suspendus",
        CapsuleRegime::CollectivePaid => "CRD collectives, droits acquittés",
        CapsuleRegime::Personalised => "CRD personnalisées",
    }
}

pub(super) const fn capsule_colour(colour: CapsuleColour) -> &'static str {
    match colour {
        CapsuleColour::Green => "vert",
        CapsuleColour::Blue => "bleu",
        CapsuleColour::WineLees => "lie de vin",
        CapsuleColour::Orange => "orange",
    }
}

pub(super) const fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Stamp => "Empreintes",
        DocumentKind::Suspended => "DAA, DCA (droits suspendus)",
        DocumentKind::Paid => "DSA, DSAC (droits acquittés)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_french_and_share_their_decimals() {
        let volumes = [Volume::from_ml(123_456_000_000), Volume::from_ml(-750), Volume::ZERO];
        let decimals = Decimals::for_all(volumes.into_iter());
        let written: Vec<String> = volumes.iter().map(|it| decimals.hl(*it)).collect();
        assert_eq!(written, ["1\u{a0}234\u{a0}560,0000", "−0,0075", "0,0000"]);
        assert_eq!(decimals.hl_or_blank(Volume::ZERO), "");
        let decimals = |ml| Decimals::for_all([Volume::from_ml(ml)].into_iter()).0;
        assert_eq!([0, 1_000, 100, 10, 1].map(decimals), [2, 2, 3, 4, 5]);
        assert_eq!(euros(Money::from_cents(123_456)), "1\u{a0}234,56\u{a0}€");
        assert_eq!((count(999), count(-1_000)), ("999".to_owned(), "−1\u{a0}000".to_owned()));
    }

    #[test]
    fn months_days_and_strengths_are_in_words() {
        let months = [(2026, 1, "janvier 2026"), (2026, 8, "août 2026"), (2027, 12, "décembre 2027")];
        for (year, number, words) in months {
            assert_eq!(month(Month::new(year, number).unwrap()), words);
        }
        assert_eq!(day("2026-05-04".parse().unwrap()), "04/05/2026");
        assert_eq!(strength(Abv::from_centipercent(1_205).unwrap()), "12,05\u{a0}%\u{a0}vol.");
    }
}
