//! On which terms a party buys.

use domain::policy::WINE_PAYMENT_DAYS;

use super::{Kind, PartyRefusal};

/// What professionals have agreed on who agreed on nothing (Code de commerce, L. 441-10, I).
const DAYS_OF_THE_LAW: i32 = 30;

/// More is a slip of the finger.
const MOST_DAYS: i32 = 365;

/// Days from the invoice that a party of that kind may be given.
pub(super) fn days(kind: Kind, days: Option<i32>) -> Result<Option<i32>, PartyRefusal> {
    match days {
        Some(days) if !(0..=MOST_DAYS).contains(&days) => Err(PartyRefusal::PaymentDays),
        Some(days) if kind != Kind::Consumer && days > i32::from(WINE_PAYMENT_DAYS) => {
            Err(PartyRefusal::PaymentTermsBeyondLaw { days: days.into(), most: WINE_PAYMENT_DAYS.into() })
        }
        days => Ok(days),
    }
}

/// The days of a party with whom none were agreed: a consumer pays at once.
pub(super) const fn days_by_default(kind: Kind) -> i32 {
    match kind {
        Kind::Consumer => 0,
        Kind::Company | Kind::Supplier | Kind::Carrier => DAYS_OF_THE_LAW,
    }
}

/// The code of a price list: 1 to 20 letters, digits, `-` and `_`, in capitals; a blank one is left out.
pub(super) fn price_list(code: Option<String>) -> Result<Option<String>, PartyRefusal> {
    let code = code.map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty());
    let fits = |code: &String| {
        code.len() <= 20
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    if code.as_ref().is_none_or(fits) { Ok(code) } else { Err(PartyRefusal::PriceList) }
}
