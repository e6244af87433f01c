//! The duty of the month, by category: [`domain::drm::duty`] computes it, this writes it down.

use domain::drm::Node;
use domain::drm::declared::{DeclaredWine, DrmReturn};
use domain::drm::duty::{Duty, category, duty};
use domain::units::{Money, Volume};
use serde::Serialize;

use super::words::{self, Decimals};
use crate::reference::excise_rates;

#[derive(Serialize)]
pub(super) struct Duties {
    lines: Vec<Line>,
    due: String,
    /// Where more came back than was sold.
    credit: Option<String>,
    notes: Vec<&'static str>,
}

#[derive(Serialize)]
struct Line {
    category: &'static str,
    sold: String,
    replaced: String,
    base: String,
    rate: Option<String>,
    due: Option<String>,
    credit: String,
}

/// The part of duties; `None` where nothing taxed was sold and nothing came back.
pub(super) fn duties(drm: &DrmReturn, decimals: Decimals) -> Option<Duties> {
    let duties = duty(drm, excise_rates::all());
    if duties.is_empty() {
        return None;
    }
    let credit: Money = duties.iter().map(|duty| duty.credit).sum();
    let mut notes = Vec::new();
    if duties.iter().any(|duty| duty.rate.is_none()) {
        notes.push(
            "Le tarif d’une catégorie n’est pas connu ici : ses droits ne sont pas compris dans le total.",
        );
    }
    if duties.iter().any(|duty| duty.rate.is_some_and(|rate| rate.is_derived())) {
        notes.push("Un tarif de l’année, non publié, a été reconstitué d’après ceux des années voisines.");
    }
    Some(Duties {
        lines: duties.iter().map(|duty| line(drm, duty, decimals)).collect(),
        due: words::euros(duties.iter().map(|duty| duty.due).sum()),
        credit: (credit != Money::ZERO).then(|| words::euros(credit)),
        notes,
    })
}

fn line(drm: &DrmReturn, duty: &Duty, decimals: Decimals) -> Line {
    let volume = |nodes: &[Node]| -> Volume {
        let wines = drm.wines.iter().filter(|wine| category(wine) == duty.category);
        wines.flat_map(|wine: &DeclaredWine| nodes.iter().map(|node| wine.on(*node))).sum()
    };
    Line {
        category: words::duty_category(duty.category),
        sold: decimals.hl(volume(&[Node::FranceCrdSuspended, Node::FranceCrdSuspendedPreviousYear])),
        replaced: decimals.hl_or_blank(volume(&[Node::ReplacedUnderSuspension])),
        base: decimals.hl(duty.base_ml),
        rate: duty.rate.map(|rate| words::euros(Money::from_cents(rate.cents_per_hl))),
        due: duty.rate.map(|_| words::euros(duty.due)),
        credit: if duty.credit == Money::ZERO { String::new() } else { words::euros(duty.credit) },
    }
}
