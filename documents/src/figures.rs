//! Figures and days as people of a language write them.

use domain::invoice::Language;
use domain::units::{Abv, Date, Money, Rate};

use crate::french::MONTHS;

/// The months of an English calendar.
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The sign of what is below zero.
pub(crate) const fn sign(negative: bool) -> &'static str {
    if negative { "−" } else { "" }
}

/// Groups of three digits, with a space that does not break, or an English comma.
pub(crate) fn grouped(number: u64, language: Language) -> String {
    let separator = match language {
        Language::French => '\u{a0}',
        Language::English => ',',
    };
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A count: `1 234`.
pub(crate) fn count(count: i64, language: Language) -> String {
    format!("{}{}", sign(count < 0), grouped(count.unsigned_abs(), language))
}

/// `1 234,56 €`, in English `€1,234.56`.
pub(crate) fn euros(amount: Money, language: Language) -> String {
    let plain = amount_of(amount, language);
    match language {
        Language::French => format!("{plain}\u{a0}€"),
        Language::English => match plain.strip_prefix('−') {
            Some(rest) => format!("−€{rest}"),
            None => format!("€{plain}"),
        },
    }
}

/// The same without the currency.
pub(crate) fn amount_of(amount: Money, language: Language) -> String {
    let cents = amount.cents().unsigned_abs();
    let whole = grouped(cents / 100, language);
    format!("{}{whole}{}{:02}", sign(amount.cents() < 0), point(language), cents % 100)
}

/// `14/05/2026`, in English `14 May 2026`: the day and month of figures alone are told in either order.
pub(crate) fn day(date: Date, language: Language) -> String {
    let calendar = date.calendar();
    match language {
        Language::French => {
            format!("{:02}/{:02}/{}", calendar.day(), date.month_number(), date.year())
        }
        Language::English => {
            let month = usize::from(date.month_number()).saturating_sub(1);
            let name = ENGLISH_MONTHS.get(month).copied().unwrap_or_default();
            format!("{} {name} {}", calendar.day(), date.year())
        }
    }
}

/// `octobre 2026`.
pub(crate) fn french_month(year: i32, number: u8) -> String {
    let name = MONTHS.get(usize::from(number).saturating_sub(1)).copied().unwrap_or_default();
    format!("{name} {year}")
}

/// `5,5 %`, in English `5.5%`.
pub(crate) fn percent(rate: Rate, language: Language) -> String {
    let shown = hundredths(rate.basis_points().unsigned_abs(), language);
    let sign = sign(rate.basis_points() < 0);
    match language {
        Language::French => format!("{sign}{shown}\u{a0}%"),
        Language::English => format!("{sign}{shown}%"),
    }
}

/// A strength as a label has it: `12,5 % vol.`.
pub(crate) fn strength(abv: Abv, language: Language) -> String {
    let shown = hundredths(u32::from(abv.centipercent()), language);
    match language {
        Language::French => format!("{shown}\u{a0}%\u{a0}vol."),
        Language::English => format!("{shown}%\u{a0}vol."),
    }
}

/// The nominal volume of a bottle: `75 cl`.
pub(crate) fn size(size_ml: i64, language: Language) -> String {
    let tenths = size_ml % 10;
    let decimals = if tenths == 0 { String::new() } else { format!("{}{tenths}", point(language)) };
    format!("{}{decimals}\u{a0}cl", size_ml / 10)
}

/// Litres of that many millilitres: `45,000 l`.
pub(crate) fn litres(volume_ml: i64, language: Language) -> String {
    let ml = volume_ml.unsigned_abs();
    format!("{}{}{:03}\u{a0}l", grouped(ml / 1_000, language), point(language), ml % 1_000)
}

/// Kilograms of that many grams, to the tenth: `74,5 kg`.
pub(crate) fn kilograms(weight_g: i64, language: Language) -> String {
    let tenths = (weight_g.unsigned_abs() + 50) / 100;
    format!("{}{}{}\u{a0}kg", grouped(tenths / 10, language), point(language), tenths % 10)
}

/// Hundredths without the zeros at their end.
fn hundredths(number: u32, language: Language) -> String {
    let text = format!("{}{}{:02}", number / 100, point(language), number % 100);
    text.trim_end_matches('0').trim_end_matches(point(language)).to_owned()
}

const fn point(language: Language) -> char {
    match language {
        Language::French => ',',
        Language::English => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Language; 2] = [Language::French, Language::English];

    #[test]
    fn figures_are_written_as_each_language_writes_them() {
        let amount = Money::from_cents(-123_456);
        assert_eq!(BOTH.map(|it| euros(amount, it)), ["−1\u{a0}234,56\u{a0}€", "−€1,234.56"]);
        let rate = Rate::from_basis_points;
        assert_eq!(BOTH.map(|it| percent(rate(550), it)), ["5,5\u{a0}%", "5.5%"]);
        assert_eq!(
            [0, 1_000, 2_000, 210].map(|it| percent(rate(it), Language::English)),
            ["0%", "10%", "20%", "2.1%"]
        );
        let abv = Abv::from_centipercent(1_250).unwrap();
        assert_eq!(BOTH.map(|it| strength(abv, it)), ["12,5\u{a0}%\u{a0}vol.", "12.5%\u{a0}vol."]);
        assert_eq!(
            [750, 375, 1_500].map(|it| size(it, Language::French)),
            ["75\u{a0}cl", "37,5\u{a0}cl", "150\u{a0}cl"]
        );
        assert_eq!(litres(1_234_567, Language::French), "1\u{a0}234,567\u{a0}l");
        assert_eq!(kilograms(74_460, Language::English), "74.5\u{a0}kg");
        assert_eq!(count(-1_000, Language::French), "−1\u{a0}000");
    }

    #[test]
    fn days_are_told_without_doubt() {
        let date = "2026-05-04".parse().unwrap();
        assert_eq!(BOTH.map(|it| day(date, it)), ["04/05/2026", "4 May 2026"]);
        assert_eq!(french_month(2026, 8), "août 2026");
    }
}
