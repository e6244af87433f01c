//! A return in the codes of a portal.

use documents::drm_csv::{
    Annexe, CapsuleAccount, CapsuleFlow, CapsuleMovement, Complement, DocumentKind, DrmFile, Movement,
    NonClearance, ProductKey, StatisticKind, WineAccount,
};
use documents::reference::movements::{Dialect, MovementCode, Need, of_node};
use domain::drm::declared::{self, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Nature};
use domain::drm::{CapsuleNode, Node};
use domain::terms::Regime;

/// A node for which the portal has no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("« {label} » : ce portail n'a pas de code pour la rubrique {}", .node.path())]
pub struct NoCode {
    /// The wine's label.
    pub label: String,
    /// The node.
    pub node: Node,
}

/// The portal's file of a return, or the first line for which that portal has no code.
pub fn return_file(drm: &DrmReturn, dialect: Dialect) -> Result<DrmFile, NoCode> {
    let declarant = &drm.declarant;
    Ok(DrmFile {
        dialect,
        period: drm.period,
        identifier: declarant.interprofession_id.clone(),
        siret: declarant.siret.clone(),
        cvi: declarant.cvi.clone(),
        accise: declarant.accise.clone(),
        accounts: drm.wines.iter().map(|wine| account(wine, dialect)).collect::<Result<_, _>>()?,
        capsules: drm.capsules.iter().map(capsules).collect(),
        annexes: annexes(drm),
    })
}

fn account(wine: &DeclaredWine, dialect: Dialect) -> Result<WineAccount, NoCode> {
    let movements = wine.lines.iter().map(|line| {
        let no_code = || NoCode { label: wine.spec.label.clone(), node: line.node };
        let code = code(dialect, wine.regime, line).ok_or_else(no_code)?;
        let country = line.country.map(|country| country.to_string());
        let (replacement, contract) = (line.replaced_month, line.contract.clone());
        Ok(Movement { country, replacement, contract, ..Movement::new(code, line.volume_ml) })
    });
    let spec = &wine.spec;
    let names = spec.portal.clone().unwrap_or_default();
    Ok(WineAccount {
        product: ProductKey::new(&names, &spec.label, spec.code.as_ref()),
        regime: wine.regime,
        opening: wine.opening_ml,
        opening_claimed: None,
        movements: movements.collect::<Result<_, _>>()?,
        closing: wine.closing_ml,
        closing_claimed: None,
        complement: Complement {
            abv: wine.abv,
            premix: wine.premix,
            observations: wine.observations.clone(),
        },
        line: 0,
    })
}

/// The code of a line that fits: the one that asks for a country or a contract just when there is one, and that names the
/// packing where the portal has a code for each. None where no code fits: a wrong one would be another movement.
fn code(dialect: Dialect, regime: Regime, line: &Line) -> Option<&'static MovementCode> {
    let fits = |code: &&MovementCode| {
        code.needs(Need::Country) == line.country.is_some()
            && code.needs(Need::Contract) == line.contract.is_some()
            && !code.needs(Need::Buyer)
    };
    let fitting: Vec<_> = of_node(dialect, regime, line.node).filter(fits).collect();
    let named = line.nature.and_then(word).and_then(|word| {
        let named = |code: &&&MovementCode| code.code.contains(word);
        fitting.iter().find(named).copied()
    });
    named.or_else(|| fitting.first().copied())
}

/// What a portal's code of that kind of movement has in it, where one node has several.
const fn word(nature: Nature) -> Option<&'static str> {
    match nature {
        Nature::Bulk => Some("vracsanscontrat"),
        Nature::Bottles => Some("bouteille"),
        Nature::BagInBox => Some("bib"),
        Nature::Fallback => Some("repli"),
        Nature::Downgrade => Some("declassement"),
        Nature::Transfer => Some("transfert"),
        Nature::Distillation => Some("distillation"),
        Nature::Industry => Some("usageindustriel"),
        Nature::Shortage => Some("manquant"),
        Nature::OutsideContract => Some("contrathorsinterpro"),
        _ => None,
    }
}

fn capsules(account: &DeclaredCapsules) -> CapsuleAccount {
    let movements = account.movements.iter();
    let movement =
        |it: &declared::CapsuleMovement| CapsuleMovement { flow: flow(it.node), count: it.count, line: 0 };
    CapsuleAccount {
        kind: account.kind,
        opening: account.opening,
        movements: movements.map(movement).collect(),
        closing: account.closing,
        observations: account.observations.clone(),
        line: 0,
    }
}

pub(super) const fn flow(node: CapsuleNode) -> CapsuleFlow {
    match node {
        CapsuleNode::Bought => CapsuleFlow::Purchases,
        CapsuleNode::Returned => CapsuleFlow::Returns,
        CapsuleNode::Found => CapsuleFlow::Surplus,
        CapsuleNode::OtherEntries => CapsuleFlow::OtherEntries,
        CapsuleNode::Used => CapsuleFlow::Uses,
        CapsuleNode::Destroyed => CapsuleFlow::Destructions,
        CapsuleNode::Missing => CapsuleFlow::Shortages,
        CapsuleNode::OtherExits => CapsuleFlow::OtherExits,
    }
}

fn annexes(drm: &DrmReturn) -> Vec<Annexe> {
    let documents = drm.documents.iter().map(|range| Annexe::Documents {
        kind: match range.kind {
            declared::DocumentKind::Stamp => DocumentKind::Stamp,
            declared::DocumentKind::Suspended => DocumentKind::Suspended,
            declared::DocumentKind::Paid => DocumentKind::Paid,
        },
        first: range.first.clone(),
        last: range.last.clone(),
        count: range.count,
    });
    let uncleared = drm.uncleared.iter().map(|it| {
        Annexe::NonClearance(NonClearance {
            document: it.document.clone(),
            dispatched_on: it.dispatched_on,
            consignee: it.consignee.clone(),
        })
    });
    let statistics = [
        (StatisticKind::Juice, drm.statistics.juice_ml),
        (StatisticKind::ConcentratedMust, drm.statistics.concentrated_must_ml),
        (StatisticKind::Vinegar, drm.statistics.vinegar_ml),
    ];
    let statistics = statistics
        .into_iter()
        .filter_map(|(kind, volume)| volume.map(|volume| Annexe::Statistic { kind, volume }));
    documents.chain(uncleared).chain(statistics).collect()
}
