use documents::drm_rules::{Breach, Circumstances, Place, check, rg1};
use documents::dti_plus;
use domain::drm::Books;
use domain::units::Month;

/// What customs would refuse in the return of a month, held against the one of the month before. What their schema cannot
/// hold comes first (RG1).
pub fn breaches(books: &Books, month: Month) -> Vec<Breach> {
    let (drm, previous) = (books.declare(month), books.declare(month.previous()));
    let schema = dti_plus::write(&drm, std::io::sink()).err();
    let schema = schema.map(|refusal| rg1(0, "mouvements-balances", &refusal.to_string()));
    let circumstances = Circumstances { previous: Some(&previous), ..Circumstances::default() };
    schema.into_iter().chain(check(&drm, &circumstances)).collect()
}

/// Where a breach stands, as a person looks for it; empty for the whole return.
pub fn place(breach: &Breach) -> String {
    match &breach.place {
        Place::Return | Place::File { .. } => String::new(),
        Place::Wine { label, .. } => label.clone(),
        Place::Capsules(kind) => format!("CRD {} {} ml", kind.category.ciel_code(), kind.size_ml),
        Place::Document { first, .. } => first.clone(),
        Place::Uncleared(number) => number.clone(),
    }
}
