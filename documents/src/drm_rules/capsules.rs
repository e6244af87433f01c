use std::collections::{BTreeMap, BTreeSet};

use domain::drm::CapsuleNode;
use domain::drm::declared::DeclaredCapsules;
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory};

use super::breach::{Finding, Place};
use super::circumstances::Case;
use crate::reference::capsule_sizes;

const MOST_ACCOUNTS: usize = 2;

fn on_account(kind: CapsuleKind) -> Finding {
    let size = capsule_sizes::find(kind.size_ml, kind.bag_in_box);
    let size = size.map_or_else(|| format!("{} ml", kind.size_ml), |size| size.label.clone());
    Finding { place: Place::Capsules(kind), parameters: Vec::new() }
        .with("volume", size)
        .with("catégorie", kind.category.ciel_code())
        .with("type de capsule", kind.regime.ciel_code())
}

/// True where CIEL's list has no such size, so that it stands under `AUTRE`.
fn is_other(kind: CapsuleKind) -> bool {
    capsule_sizes::find(kind.size_ml, kind.bag_in_box).is_none_or(|size| size.ciel_code == "AUTRE")
}

fn each(case: &Case<'_>, breaks: impl Fn(&DeclaredCapsules) -> bool) -> Vec<Finding> {
    case.drm
        .capsules
        .iter()
        .filter(|account| breaks(account))
        .map(|account| on_account(account.kind))
        .collect()
}

fn regimes(case: &Case<'_>) -> BTreeMap<FiscalCategory, BTreeSet<CapsuleRegime>> {
    let mut regimes: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for account in &case.drm.capsules {
        regimes.entry(account.kind.category).or_default().insert(account.kind.regime);
    }
    regimes
}

fn on_category(category: FiscalCategory) -> Finding {
    Finding::on_return().with("catégorie", category.ciel_code())
}

/// RG24: an agreement for paid products alone has no capsules.
pub(super) fn rg24(case: &Case<'_>) -> Vec<Finding> {
    let held = case.paid_only() && !case.drm.capsules.is_empty();
    if held { vec![Finding::on_return()] } else { Vec::new() }
}

/// RG25: a fiscal category has two types of capsules at most.
pub(super) fn rg25(case: &Case<'_>) -> Vec<Finding> {
    let many = regimes(case).into_iter().filter(|(_, regimes)| regimes.len() > MOST_ACCOUNTS);
    many.map(|(category, _)| on_category(category)).collect()
}

/// RG26: a fiscal category has personalised, collective suspended, both, collective paid, or the two collective
/// types: never personalised beside collective paid.
pub(super) fn rg26(case: &Case<'_>) -> Vec<Finding> {
    let clash = [CapsuleRegime::Personalised, CapsuleRegime::CollectivePaid];
    let clashing =
        regimes(case).into_iter().filter(|(_, had)| clash.iter().all(|regime| had.contains(regime)));
    clashing.map(|(category, _)| on_category(category)).collect()
}

fn told_twice(case: &Case<'_>, other: bool) -> Vec<Finding> {
    let kinds: Vec<_> = case.drm.capsules.iter().map(|account| account.kind).collect();
    let twice = kinds.iter().enumerate().filter(|(index, kind)| kinds[..*index].contains(kind));
    twice.filter(|(_, kind)| is_other(**kind) == other).map(|(_, kind)| on_account(*kind)).collect()
}

/// RG27: a listed size stands once in a category and type. Accounts of two colours are two: CIEL knows no colour,
/// so what writes its file sums them.
pub(super) fn rg27(case: &Case<'_>) -> Vec<Finding> {
    told_twice(case, false)
}

/// RG28: the closing count is opening + entries − exits.
pub(super) fn rg28(case: &Case<'_>) -> Vec<Finding> {
    each(case, |account| account.closing != account.computed_closing())
}

/// RG29: a size of the month before that the return leaves out had no capsules left.
pub(super) fn rg29(case: &Case<'_>) -> Vec<Finding> {
    let before = case.given.previous.map_or(&[][..], |previous| &previous.capsules);
    let held = |kind: CapsuleKind| case.drm.capsules.iter().any(|account| account.kind == kind);
    let left_out = before.iter().filter(|account| account.closing != 0 && !held(account.kind));
    left_out.map(|account| on_account(account.kind)).collect()
}

/// RG30: a size outside the list tells its volume and its container; a value always has a container, and its volume
/// has to be above zero.
pub(super) fn rg30(case: &Case<'_>) -> Vec<Finding> {
    each(case, |account| account.kind.size_ml <= 0)
}

/// RG31: a size outside the list stands once in a category and type.
pub(super) fn rg31(case: &Case<'_>) -> Vec<Finding> {
    told_twice(case, true)
}

/// RG32: what the file wrote under `AUTRE` is no size of the list.
pub(super) fn rg32(case: &Case<'_>) -> Vec<Finding> {
    let listed = case.given.written_as_other.iter().filter(|kind| !is_other(**kind));
    listed.map(|kind| on_account(*kind)).collect()
}

/// RG33: the opening count is the closing count of the month before; lifted when an exercise opens.
pub(super) fn rg33(case: &Case<'_>) -> Vec<Finding> {
    if case.opens_exercise() {
        return Vec::new();
    }
    each(case, |account| {
        case.account_before(account.kind).is_some_and(|before| before.closing != account.opening)
    })
}

/// RG34: exits with payment name a year. That element is of lot 1, the return of merchants, which no estate files:
/// in ours the year stands in the node itself, so there is nothing to check.
pub(super) fn rg34(_: &Case<'_>) -> Vec<Finding> {
    Vec::new()
}

fn unexplained(case: &Case<'_>, node: CapsuleNode) -> Vec<Finding> {
    each(case, |account| {
        let told = account.observations.as_deref().is_some_and(|text| !text.trim().is_empty());
        !told && account.on(node) > 0
    })
}

/// RG43: other entries are explained.
pub(super) fn rg43(case: &Case<'_>) -> Vec<Finding> {
    unexplained(case, CapsuleNode::OtherEntries)
}

/// RG44: other exits are explained.
pub(super) fn rg44(case: &Case<'_>) -> Vec<Finding> {
    unexplained(case, CapsuleNode::OtherExits)
}
