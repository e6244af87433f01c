use domain::drm::declared::{DocumentRange, DrmReturn, UnclearedDocument};

use crate::drm_csv::{Annexe, NonClearance, StatisticKind};

/// The annexes of a return, in the order in which portals write them.
pub(super) fn of_return(drm: &DrmReturn) -> Vec<Annexe> {
    let documents = drm.documents.iter().cloned();
    let documents = documents.map(|DocumentRange { kind, first, last, count }| Annexe::Documents {
        kind,
        first,
        last,
        count,
    });
    let uncleared = drm.uncleared.iter().cloned();
    let uncleared = uncleared.map(|UnclearedDocument { document, dispatched_on, consignee }| {
        Annexe::NonClearance(NonClearance { document, dispatched_on, consignee })
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

/// Tells a return what stands in an annexe.
pub(super) fn tell(annexe: &Annexe, drm: &mut DrmReturn) {
    match annexe.clone() {
        Annexe::Documents { kind, first, last, count } => {
            drm.documents.push(DocumentRange { kind, first, last, count });
        }
        Annexe::NonClearance(NonClearance { document, dispatched_on, consignee }) => {
            drm.uncleared.push(UnclearedDocument { document, dispatched_on, consignee });
        }
        Annexe::Statistic { kind, volume } => {
            let told = match kind {
                StatisticKind::Juice => &mut drm.statistics.juice_ml,
                StatisticKind::ConcentratedMust => &mut drm.statistics.concentrated_must_ml,
                StatisticKind::Vinegar => &mut drm.statistics.vinegar_ml,
            };
            *told = Some(volume);
        }
    }
}
