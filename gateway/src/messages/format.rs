use domain::units::{Date, Month, Volume};

/// The language of a sentence: French first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// Its tag, as accounts keep it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language that an `Accept-Language` header asks for first: English when it says so, else French.
    pub fn of(header: Option<&str>) -> Self {
        match header {
            Some(header) if header.trim_start().to_ascii_lowercase().starts_with("en") => Self::English,
            _ => Self::French,
        }
    }
}

/// Hectolitres with the decimal mark of the language: `18,95 hl`.
pub fn hectolitres(volume: Volume, language: Language) -> String {
    let figure = volume.to_hl_string();
    match language {
        Language::French => format!("{} hl", figure.replace('.', ",")),
        Language::English => format!("{figure} hl"),
    }
}

/// A day as it is read: `14/09/2026`, or `2026-09-14`.
pub fn date(date: Date, language: Language) -> String {
    match language {
        Language::French => {
            format!("{:02}/{:02}/{:04}", date.calendar().day(), date.month_number(), date.year())
        }
        Language::English => date.to_string(),
    }
}

const MONTHS: [&str; 12] = [
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

/// A month as it is read: `septembre 2026`.
pub fn month(month: Month, language: Language) -> String {
    let names = match language {
        Language::French => documents::french::MONTHS,
        Language::English => MONTHS,
    };
    let name = names.get(usize::from(month.number()) - 1).copied().unwrap_or_default();
    format!("{name} {}", month.year())
}
