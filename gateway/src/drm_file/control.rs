use documents::drm_rules::{Breach, Circumstances, check};
use domain::drm::Books;
use domain::units::Month;

/// The month in which a winegrower's exercise begins: stocks are counted anew after 31 July.
const EXERCISE: u8 = 8;

/// What customs would refuse in the return of a month, held against the one of the month before.
pub fn breaches(books: &Books, month: Month) -> Vec<Breach> {
    let (drm, previous) = (books.declare(month), books.declare(month.previous()));
    let circumstances = Circumstances {
        previous: Some(&previous),
        opens_exercise: month.number() == EXERCISE,
        ..Circumstances::default()
    };
    check(&drm, &circumstances)
}
