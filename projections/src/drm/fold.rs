use domain::Fact;
use domain::capsule_account::CapsuleEvent;
use domain::drm::declared::Annexes;
use domain::drm::{Side, boxed, capsule_entry, classify};
use domain::drm_period::DrmPeriodEvent;
use domain::estate::EstateEvent;
use domain::units::{CapsuleAccountId, DrmPeriodId, Month, Volume};

use super::{
    Amendment, BoxedLot, CapsuleAccount, CapsuleEntry, CapsuleTotal, DrmRows, Entry, NodeTotal, OpeningStock,
    Period, PeriodStatus,
};
use crate::contract::{Envelope, Fault, Model, Word};

/// The read model of the excise return.
#[derive(Clone, Copy, Debug)]
pub struct Drm;

impl Model for Drm {
    const NAME: &'static str = "drm";
    const VERSION: i32 = 3;
    type Rows = DrmRows;

    fn want(rows: &mut DrmRows, fact: &Fact) {
        for entry in classify(fact) {
            rows.node_totals.want((entry.month, entry.wine, Word(entry.regime), Word(entry.node)));
        }
        match fact {
            Fact::Estate(_, EstateEvent::OpeningStockTaken { stocks, .. }) => {
                for stock in stocks {
                    rows.opening_stocks.want((stock.wine, Word(stock.regime)));
                }
            }
            Fact::Capsules(account, event) => {
                rows.capsule_accounts.want((*account,));
                if let Some(entry) = capsule_entry(event) {
                    rows.capsule_totals.want((entry.month, *account, Word(entry.node)));
                }
            }
            Fact::Lot(lot, _) => rows.boxed_lots.want((*lot,)),
            Fact::Period(period, _) => rows.periods.want((*period,)),
            _ => {}
        }
    }

    fn fold(rows: &mut DrmRows, fact: &Fact, envelope: &Envelope) -> Result<(), Fault> {
        if let Some(id) = boxed(fact) {
            rows.boxed_lots.put(BoxedLot { id });
        }
        let in_boxes = match fact {
            Fact::Lot(lot, _) => rows.boxed_lots.get(&(*lot,))?.is_some(),
            _ => false,
        };
        for (ordinal, entry) in (0..).zip(classify(fact)) {
            enter(rows, ordinal, entry.packed(in_boxes), envelope)?;
        }
        match fact {
            Fact::Estate(_, EstateEvent::OpeningStockTaken { stocks, .. }) => {
                for stock in stocks {
                    let (wine_id, regime) = (stock.wine, Word(stock.regime));
                    let new = || OpeningStock { wine_id, regime, volume_ml: Volume::ZERO };
                    rows.opening_stocks.edit_or((wine_id, regime), new)?.volume_ml += stock.volume_ml;
                }
                Ok(())
            }
            Fact::Capsules(account, event) => capsules(rows, *account, event, envelope.position),
            Fact::Period(period, event) => month(rows, *period, event),
            _ => Ok(()),
        }
    }
}

fn enter(
    rows: &mut DrmRows,
    ordinal: i16,
    entry: domain::drm::Entry,
    envelope: &Envelope,
) -> Result<(), Fault> {
    let effect_ml = entry.effect();
    let (month, wine_id, regime, node) = (entry.month, entry.wine, Word(entry.regime), Word(entry.node));
    let new = || NodeTotal { month, wine_id, regime, node, volume_ml: Volume::ZERO, effect_ml: Volume::ZERO };
    let total = rows.node_totals.edit_or((month, wine_id, regime, node), new)?;
    total.volume_ml += entry.volume_ml;
    total.effect_ml += effect_ml;
    rows.entries.put(Entry {
        month,
        position: envelope.position,
        ordinal,
        occurred_on: entry.occurred_on,
        wine_id,
        regime,
        node,
        volume_ml: entry.volume_ml,
        effect_ml,
        observation: entry.observation,
        replaced_month: entry.replaced_month,
        country: entry.country,
        nature: entry.nature.map(Word),
        contract: entry.contract,
        movement_id: entry.movement,
        aggregate_type: envelope.aggregate_type.clone(),
        aggregate_id: envelope.aggregate_id.clone(),
        event_type: envelope.event_type.clone(),
    });
    Ok(())
}

fn capsules(
    rows: &mut DrmRows,
    account: CapsuleAccountId,
    event: &CapsuleEvent,
    position: i64,
) -> Result<(), Fault> {
    if let CapsuleEvent::CapsulesOpened { kind, count, month } = event {
        rows.capsule_accounts.put(CapsuleAccount {
            id: account,
            category: Word(kind.category),
            regime: Word(kind.regime),
            size_ml: kind.size_ml,
            bag_in_box: kind.bag_in_box,
            colour: kind.colour.map(Word),
            opened_month: *month,
            opening: *count,
            on_hand: *count,
        });
    }
    let Some(entry) = capsule_entry(event) else { return Ok(()) };
    let (month, node) = (entry.month, Word(entry.node));
    let effect = match entry.node.side() {
        Side::Entry => entry.count,
        Side::Exit => -entry.count,
    };
    rows.capsule_accounts.edit(&(account,))?.on_hand += effect;
    let new = || CapsuleTotal { month, account_id: account, node, count: 0, effect: 0 };
    let total = rows.capsule_totals.edit_or((month, account, node), new)?;
    total.count += entry.count;
    total.effect += effect;
    let movement_id = match event {
        CapsuleEvent::CapsulesUsed { movement, .. } | CapsuleEvent::CapsuleUseReversed { movement, .. } => {
            Some(*movement)
        }
        _ => None,
    };
    let (account_id, occurred_on, count) = (account, entry.occurred_on, entry.count);
    rows.capsule_entries.put(CapsuleEntry {
        account_id,
        month,
        position,
        occurred_on,
        node,
        count,
        effect,
        movement_id,
    });
    Ok(())
}

fn month(rows: &mut DrmRows, period: DrmPeriodId, event: &DrmPeriodEvent) -> Result<(), Fault> {
    match event {
        DrmPeriodEvent::MonthOpened { month } => rows.periods.put(opened(period, *month)),
        DrmPeriodEvent::AnnexesTold { month, annexes } => {
            rows.periods.edit_or((period,), || opened(period, *month))?.annexes.clone_from(annexes);
        }
        DrmPeriodEvent::MonthClosed { month, drm, sha256, artefacts, occurred_on, .. } => {
            let row = rows.periods.edit_or((period,), || opened(period, *month))?;
            row.status = PeriodStatus::Closed;
            row.closed_on = Some(*occurred_on);
            row.drm = Some(drm.clone());
            row.sha256 = Some(sha256.clone());
            row.artefacts.clone_from(artefacts);
        }
        DrmPeriodEvent::DrmFiled { reference, occurred_on } => {
            let row = rows.periods.edit(&(period,))?;
            row.status = PeriodStatus::Filed;
            row.filed_on = Some(*occurred_on);
            row.reference.clone_from(reference);
        }
        DrmPeriodEvent::DrmAmended { number, observation, corrections, occurred_on } => {
            let row = rows.periods.edit(&(period,))?;
            row.status = PeriodStatus::Amended;
            row.amended_on = Some(*occurred_on);
            // What was written before amendments were numbered is numbered as it stands.
            let counted = u32::try_from(row.amendments.len()).unwrap_or(u32::MAX).saturating_add(1);
            row.amendments.push(Amendment {
                number: number.unwrap_or(counted),
                on: *occurred_on,
                observation: observation.clone(),
                corrections: corrections.clone(),
            });
        }
    }
    Ok(())
}

fn opened(period: DrmPeriodId, month: Month) -> Period {
    Period {
        id: period,
        month,
        status: PeriodStatus::Open,
        closed_on: None,
        drm: None,
        sha256: None,
        artefacts: Vec::new(),
        annexes: Annexes::default(),
        filed_on: None,
        reference: None,
        amended_on: None,
        amendments: Vec::new(),
    }
}
