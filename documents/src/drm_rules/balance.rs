use domain::drm::Node;
use domain::drm::declared::{DeclaredWine, DocumentKind};
use domain::terms::Regime;

use super::breach::{Finding, Place};
use super::circumstances::Case;

pub(super) const LABEL: &str = "libellé personnalisé";

pub(super) fn on_wine(wine: &DeclaredWine) -> Finding {
    let label = wine.spec.label.clone();
    let finding = Finding { place: Place::Wine { label, regime: wine.regime }, parameters: Vec::new() };
    finding.with(LABEL, &wine.spec.label)
}

/// RG5: CIEL fills in the products of the return before. It refuses nothing: for us, the wines of the return
/// before are carried over, and RG16 finds the one that was not.
pub(super) fn rg5(_: &Case<'_>) -> Vec<Finding> {
    Vec::new()
}

/// RG6: a return declared nil holds no product.
pub(super) fn rg6(case: &Case<'_>) -> Vec<Finding> {
    let held = case.given.declared_nil && !case.drm.wines.is_empty();
    if held { vec![Finding::on_return()] } else { Vec::new() }
}

/// RG7: an agreement for paid products alone has no suspended balance.
pub(super) fn rg7(case: &Case<'_>) -> Vec<Finding> {
    let held = case.paid_only() && case.wines(Regime::Suspended).next().is_some();
    if held { vec![Finding::on_return()] } else { Vec::new() }
}

/// RG8: an agreement without suspension has no documents of suspended goods.
pub(super) fn rg8(case: &Case<'_>) -> Vec<Finding> {
    if !case.paid_only() {
        return Vec::new();
    }
    let suspended = case.drm.documents.iter().filter(|range| range.kind == DocumentKind::Suspended);
    suspended.map(super::documents::on_range).collect()
}

fn opening_differs(case: &Case<'_>, regime: Regime) -> Vec<Finding> {
    if case.opens_exercise() {
        return Vec::new();
    }
    let differs = |wine: &DeclaredWine| {
        let before = case.before(wine)?.closing_ml;
        let other = before != wine.opening_ml;
        other.then(|| on_wine(wine).with("stock précédent", before).with("stock de début", wine.opening_ml))
    };
    case.wines(regime).filter_map(differs).collect()
}

/// RG9: suspended, the opening stock is the closing stock of the month before; lifted when an exercise opens. A
/// wine that the return before does not hold is new, and its opening stock is free.
pub(super) fn rg9(case: &Case<'_>) -> Vec<Finding> {
    opening_differs(case, Regime::Suspended)
}

/// RG10: the same as RG9, duty paid.
pub(super) fn rg10(case: &Case<'_>) -> Vec<Finding> {
    opening_differs(case, Regime::Paid)
}

fn closing_differs(case: &Case<'_>, regime: Regime) -> Vec<Finding> {
    let differs = case.wines(regime).filter(|wine| wine.closing_ml != wine.computed_closing());
    let tell = |wine: &DeclaredWine| {
        on_wine(wine).with("calculé", wine.computed_closing()).with("stock de fin", wine.closing_ml)
    };
    differs.map(tell).collect()
}

/// RG11: suspended, the closing stock is opening + entries − exits.
pub(super) fn rg11(case: &Case<'_>) -> Vec<Finding> {
    closing_differs(case, Regime::Suspended)
}

/// RG12: the same as RG11, duty paid.
pub(super) fn rg12(case: &Case<'_>) -> Vec<Finding> {
    closing_differs(case, Regime::Paid)
}

/// RG13: the computed closing stock is not below zero.
pub(super) fn rg13(case: &Case<'_>) -> Vec<Finding> {
    let below = case.drm.wines.iter().filter(|wine| wine.computed_closing().is_negative());
    below.map(|wine| on_wine(wine).with("calculé", wine.computed_closing())).collect()
}

/// RG16: a wine of the month before that the return leaves out had no stock left.
pub(super) fn rg16(case: &Case<'_>) -> Vec<Finding> {
    let before = case.given.previous.map_or(&[][..], |previous| &previous.wines);
    let left_out = |wine: &&DeclaredWine| {
        wine.closing_ml.ml() != 0 && case.drm.wine(&wine.spec.label, wine.regime).is_none()
    };
    before
        .iter()
        .filter(left_out)
        .map(|wine| on_wine(wine).with("stock précédent", wine.closing_ml))
        .collect()
}

fn unexplained(case: &Case<'_>, nodes: &[Node]) -> Vec<Finding> {
    let silent = |wine: &&DeclaredWine| {
        let told = wine.observations.as_deref().is_some_and(|text| !text.trim().is_empty());
        !told && nodes.iter().any(|node| wine.on(*node).is_positive())
    };
    case.drm.wines.iter().filter(silent).map(on_wine).collect()
}

/// RG17: other entries are explained.
pub(super) fn rg17(case: &Case<'_>) -> Vec<Finding> {
    unexplained(case, &[Node::OtherEntries, Node::PaidOtherEntries])
}

/// RG18: other exits are explained.
pub(super) fn rg18(case: &Case<'_>) -> Vec<Finding> {
    unexplained(case, &[Node::OtherExits, Node::PaidOtherExits])
}

/// RG19: replacements under suspension are explained.
pub(super) fn rg19(case: &Case<'_>) -> Vec<Finding> {
    unexplained(case, &[Node::ReplacedUnderSuspension, Node::PaidReplacedUnderSuspension])
}
