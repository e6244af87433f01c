//! Each command with what follows from it, each refusal, and the gate of the months.

use std::collections::BTreeMap;

use super::{DrmPeriod, DrmPeriodCommand, DrmPeriodEvent, DrmPeriodRefusal, Preceding};
use crate::capsule_account::{CapsuleCommand, CapsuleEvent};
use crate::decider::Refusal;
use crate::drm::declared::{
    AnnexRefusal, Annexes, Artefact, ArtefactFormat, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind,
    DocumentRange, DrmReturn, Line, Statistics, UnclearedDocument,
};
use crate::drm::{CapsuleBalance, CapsuleNode, Node, NodeVolume, Return, WineBalance};
use crate::movement::Operation;
use crate::policy::DateRefusal;
use crate::terms::{LossCause, Regime};
use crate::testing::{
    ESTATE, House, Told, at, capsule_kind, day, given, hl, month, refused, spec, today, wine,
};
use crate::units::{Date, Month, Volume};

mod life;
mod refusals;

fn september() -> Month {
    month("2026-09")
}

fn opened() -> DrmPeriodEvent {
    DrmPeriodEvent::MonthOpened { month: september() }
}

fn balance(opening: &str, movements: &[(Node, &str)], closing: &str) -> WineBalance {
    let movements = movements.iter().map(|(node, volume)| NodeVolume { node: *node, volume_ml: hl(volume) });
    WineBalance {
        wine: wine("Muscadet"),
        regime: Regime::Suspended,
        opening_ml: hl(opening),
        movements: movements.collect(),
        closing_ml: hl(closing),
    }
}

fn drm(wines: Vec<WineBalance>) -> Return {
    Return { month: september(), wines, capsules: Vec::new() }
}

fn right() -> Return {
    drm(vec![balance("10", &[(Node::VolumeProduced, "24.6"), (Node::Losses, "0.3")], "34.3")])
}

fn capsules(opening: i64, used: i64, closing: i64) -> Return {
    let kind = capsule_kind(750);
    let movements = BTreeMap::from([(CapsuleNode::Used, used)]);
    let account = CapsuleBalance { account: kind.account(ESTATE), kind, opening, movements, closing };
    Return { capsules: vec![account], ..right() }
}

/// What a return of the ledger declares.
fn declared(drm: &Return) -> DrmReturn {
    let wines = drm.wines.iter().map(|balance| DeclaredWine {
        spec: spec("Muscadet"),
        regime: balance.regime,
        abv: None,
        premix: None,
        opening_ml: balance.opening_ml,
        lines: balance.movements.iter().map(|it| Line::plain(it.node, it.volume_ml)).collect(),
        closing_ml: balance.closing_ml,
        observations: None,
    });
    let capsules = drm.capsules.iter().map(|balance| DeclaredCapsules {
        kind: balance.kind,
        opening: balance.opening,
        movements: Vec::new(),
        closing: balance.closing,
        observations: None,
    });
    DrmReturn {
        period: drm.month,
        declarant: Declarant::default(),
        wines: wines.collect(),
        capsules: capsules.collect(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    }
}

fn artefact() -> Artefact {
    Artefact { format: ArtefactFormat::DtiPlus, sha256: "00".repeat(32), length: 1 }
}

fn close_on(drm: Return, preceding: Preceding, on: Date) -> DrmPeriodCommand {
    let declared = Box::new(declared(&drm));
    DrmPeriodCommand::Close { drm, declared, artefacts: vec![artefact()], preceding, on }
}

fn close(drm: Return) -> DrmPeriodCommand {
    close_on(drm, Preceding::Closed, day("2026-10-05"))
}

fn closed() -> DrmPeriodEvent {
    let (drm, occurred_on) = (right(), day("2026-10-05"));
    let sha256 = drm.sha256().unwrap();
    let (declared, artefacts) = (Some(Box::new(declared(&drm))), vec![artefact()]);
    DrmPeriodEvent::MonthClosed { month: september(), drm, sha256, declared, artefacts, occurred_on }
}

fn file() -> DrmPeriodCommand {
    DrmPeriodCommand::File { reference: Some("CIEL-1".to_owned()), on: day("2026-10-08") }
}

fn filed() -> DrmPeriodEvent {
    DrmPeriodEvent::DrmFiled { reference: Some("CIEL-1".to_owned()), occurred_on: day("2026-10-08") }
}

fn amend(observation: &str) -> DrmPeriodCommand {
    DrmPeriodCommand::Amend {
        observation: observation.to_owned(),
        on: day("2026-10-20"),
        corrections: Vec::new(),
    }
}

fn amended() -> DrmPeriodEvent {
    DrmPeriodEvent::DrmAmended {
        observation: "lies".to_owned(),
        occurred_on: day("2026-10-20"),
        corrections: Vec::new(),
        number: Some(1),
    }
}
