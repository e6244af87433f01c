//! What a bottle costs, by list, day and number.

use super::*;
use crate::testing::{day, given};

#[test]
fn a_price_is_set_from_a_day_on_that_may_lie_ahead() {
    given::<Article>([registered(&["L26-01"], None)])
        .when(set(" consumer ", "2028-01-01", &[(1, 850), (60, 800)]))
        .then_expect_events(vec![was_set("CONSUMER", "2028-01-01", &[(1, 850), (60, 800)])]);
}

#[test]
fn the_price_of_a_day_is_the_last_that_was_set_from_it_or_earlier() {
    let article = given::<Article>([
        registered(&["L26-01"], None),
        was_set("CONSUMER", "2027-01-01", &[(1, 850)]),
        was_set("CONSUMER", "2027-06-01", &[(1, 900), (6, 880), (60, 800)]),
        // Entered later, of an earlier day.
        was_set("CONSUMER", "2026-10-01", &[(1, 800)]),
        // Of the same day: the last holds.
        was_set("CONSUMER", "2027-01-01", &[(1, 860)]),
        was_set("TRADE", "2027-01-01", &[(1, 500)]),
    ]);
    let state = article.state();
    let unit = |on: &str, code: &str, bottles| {
        let price = state.price_on(day(on), &list(code))?;
        price.unit_price(bottles).map(Money::cents)
    };
    for (on, code, bottles, expected) in [
        ("2026-09-30", "CONSUMER", 1, None),
        ("2026-10-01", "CONSUMER", 1, Some(800)),
        ("2027-01-01", "CONSUMER", 600, Some(860)),
        ("2027-05-31", "CONSUMER", 1, Some(860)),
        ("2027-06-01", "CONSUMER", 5, Some(900)),
        ("2027-06-01", "CONSUMER", 6, Some(880)),
        ("2030-01-01", "CONSUMER", 60, Some(800)),
        ("2027-06-01", "TRADE", 60, Some(500)),
        ("2027-06-01", "EXPORT", 1, None),
    ] {
        assert_eq!(unit(on, code, bottles), expected, "{on} {code} {bottles}");
    }
    assert_eq!(article.and([retired()]).state().price_on(day("2027-06-01"), &list("TRADE")), None);
}
