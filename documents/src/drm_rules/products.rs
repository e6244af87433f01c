use domain::drm::Node;
use domain::drm::declared::DeclaredWine;
use domain::policy::REPLACEABLE_MONTHS;
use domain::terms::{FiscalCategory, Regime, WineCode};
use domain::units::Month;

use super::balance::on_wine;
use super::breach::Finding;
use super::circumstances::Case;
use super::strength::{PREMIX_ABOVE, PREMIX_BELOW, RUM_AT_LEAST, is_asked, range};

const TAXED: &[Node] =
    &[Node::FranceCrdSuspended, Node::FranceCrdSuspendedPreviousYear, Node::ReplacedUnderSuspension];
/// Products without duty: declared for distillation (DRA, DPLC), and lees.
const UNTAXED_CODES: &[&str] = &["4R988Y", "4B988Y", "4X999V", "5X999V"];
const QUOTA_RUM: &str = "RHUM_TRADITIONNEL_DOM_CONTINGENT_FISCAL";
const FISCAL_LABEL: &str = "libellé fiscal";
/// Fiscal labels that CIEL has replaced since 2022, with or without `_PREMIX` behind them.
const REPLACED: &[&str] = &["PETILLANTS", "CIDRES", "POIRES", "HYDROMELS"];
const REPLACED_SINCE: u16 = 2022;

fn fiscal(wine: &DeclaredWine) -> Option<&str> {
    match &wine.spec.code {
        Some(WineCode::Fiscal(label)) => Some(label),
        _ => None,
    }
}

fn strength(wine: &DeclaredWine) -> Option<u16> {
    wine.abv.map(domain::units::Abv::centipercent)
}

fn tell_code(wine: &DeclaredWine) -> Finding {
    let code = match &wine.spec.code {
        Some(WineCode::Fiscal(code) | WineCode::Inao(code)) => code.as_str(),
        None => "",
    };
    let finding = on_wine(wine).with(FISCAL_LABEL, code);
    wine.abv.map_or(finding.clone(), |abv| finding.with("TAV", abv))
}

fn each(case: &Case<'_>, breaks: impl Fn(&DeclaredWine) -> bool) -> Vec<Finding> {
    case.drm.wines.iter().filter(|wine| breaks(wine)).map(tell_code).collect()
}

fn moves(wine: &DeclaredWine, nodes: &[Node]) -> bool {
    nodes.iter().any(|node| wine.on(*node).is_positive())
}

fn is_raw_material(wine: &DeclaredWine) -> bool {
    fiscal(wine).is_some_and(|label| label.starts_with("MATIERES_PREMIERES_"))
}

/// RG14: the strength is told where the code asks for it.
pub(super) fn rg14(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| wine.abv.is_none() && wine.spec.code.as_ref().is_some_and(is_asked))
}

/// RG15: the strength is in the range of the fiscal label: SUP is strict, INF takes its bound, a premix is
/// strictly above 1,2 %. The mark of premix itself is ignored beside a fiscal label.
pub(super) fn rg15(case: &Case<'_>) -> Vec<Finding> {
    let outside = |wine: &DeclaredWine| {
        let (above, at_most) = range(fiscal(wine)?);
        let abv = strength(wine)?;
        let wanted = if abv > at_most {
            format!("inférieur ou égal à {}%", percent(at_most))
        } else if above > 0 && abv <= above {
            format!("strictement supérieur à {}%", percent(above))
        } else {
            return None;
        };
        Some(tell_code(wine).with("tranche", wanted))
    };
    case.drm.wines.iter().filter_map(outside).collect()
}

/// Hundredths of a per cent as French writes them: 120 is `1,2`.
fn percent(hundredths: u16) -> String {
    let text = format!("{},{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// RG20: a replacement is of a sale of the two years before the month, and not after it. One whose month is not
/// told cannot be placed, and breaks the rule too.
pub(super) fn rg20(case: &Case<'_>) -> Vec<Finding> {
    let in_time = |sold: Month| (0..=REPLACEABLE_MONTHS).contains(&case.drm.period.since(sold));
    each(case, |wine| {
        let mut replaced = wine.lines.iter().filter(|line| line.node == Node::ReplacedUnderSuspension);
        replaced.any(|line| !line.replaced_month.is_some_and(in_time))
    })
}

/// RG21: the sales of the year before stand beside those of the year only in an annual return (DRA) over two
/// calendar years. A monthly return never is: the notice says that the volume is taxed with the month's.
pub(super) fn rg21(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| moves(wine, &[Node::FranceCrdSuspendedPreviousYear]))
}

/// RG22: raw materials have neither replacements nor taxed exits.
pub(super) fn rg22(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| is_raw_material(wine) && moves(wine, TAXED))
}

/// RG23: raw materials are not duty paid.
pub(super) fn rg23(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| is_raw_material(wine) && wine.regime == Regime::Paid)
}

/// RG39 (first of that number): only a warehouse in Corsica places wine on the market there, still or sparkling.
pub(super) fn rg39a(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| {
        let wine_proper = matches!(wine.spec.category, FiscalCategory::Still | FiscalCategory::Sparkling);
        moves(wine, &[Node::PlacedInCorsica]) && !(wine_proper && case.given.in_corsica)
    })
}

/// RG39 (second of that number): an alcohol that the return before does not hold is above 1,2 %.
pub(super) fn rg39b(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| {
        let alcohol = matches!(wine.spec.category, FiscalCategory::Spirit | FiscalCategory::CognacArmagnac);
        alcohol && case.before(wine).is_none() && strength(wine).is_some_and(|abv| abv <= PREMIX_ABOVE)
    })
}

/// RG40: a product marked as premix, without fiscal label, is strictly between 1,2 % and 12 %.
pub(super) fn rg40(case: &Case<'_>) -> Vec<Finding> {
    let fits = |abv: u16| abv > PREMIX_ABOVE && abv < PREMIX_BELOW;
    each(case, |wine| {
        wine.premix == Some(true) && fiscal(wine).is_none() && !strength(wine).is_some_and(fits)
    })
}

/// RG41: traditional rum of the quota has at least 39,8 %.
pub(super) fn rg41(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| fiscal(wine) == Some(QUOTA_RUM) && strength(wine).is_some_and(|abv| abv < RUM_AT_LEAST))
}

/// RG42: since 2022 CIEL writes `*_INF_8_5` in place of four fiscal labels. It refuses nothing: the notice says
/// that the code of the next month will not be the one that was filed.
pub(super) fn rg42(case: &Case<'_>) -> Vec<Finding> {
    if case.drm.period.year() < REPLACED_SINCE {
        return Vec::new();
    }
    let replacement = |wine: &DeclaredWine| {
        let (old, label) = REPLACED.iter().find_map(|old| Some((*old, fiscal(wine)?.strip_prefix(old)?)))?;
        let replaced = label.is_empty() || label.starts_with("_PREMIX");
        replaced.then(|| tell_code(wine).with("remplacé par", format!("{old}_INF_8_5{label}")))
    };
    case.drm.wines.iter().filter_map(replacement).collect()
}

/// RG45: products without duty have neither taxed exits nor replacements.
pub(super) fn rg45(case: &Case<'_>) -> Vec<Finding> {
    each(case, |wine| {
        let untaxed = match &wine.spec.code {
            Some(WineCode::Inao(code)) => UNTAXED_CODES.contains(&code.trim_end()),
            _ => false,
        };
        untaxed && moves(wine, TAXED)
    })
}
