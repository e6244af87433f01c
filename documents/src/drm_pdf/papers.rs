//! Accompanying documents, those not cleared, and the European statistics.

use domain::drm::declared::DrmReturn;
use serde::Serialize;

use super::words::{self, Decimals};

#[derive(Serialize)]
pub(super) struct Papers {
    /// Kind, first and last number, how many.
    documents: Vec<[String; 4]>,
    /// Number, day of dispatch, consignee.
    uncleared: Vec<[String; 3]>,
    /// What, and hectolitres.
    statistics: Vec<(&'static str, String)>,
}

pub(super) fn papers(drm: &DrmReturn, decimals: Decimals) -> Papers {
    let documents = drm.documents.iter().map(|range| {
        let count = range.count.map(|count| words::count(i64::from(count))).unwrap_or_default();
        [words::document(range.kind).to_owned(), range.first.clone(), range.last.clone(), count]
    });
    let uncleared = drm.uncleared.iter().map(|it| {
        [it.document.clone(), words::day(it.dispatched_on), it.consignee.clone().unwrap_or_default()]
    });
    let told = [
        ("Moûts transformés en jus de raisin", drm.statistics.juice_ml),
        ("Moûts concentrés ou concentrés rectifiés", drm.statistics.concentrated_must_ml),
        ("Vins transformés en vinaigre", drm.statistics.vinegar_ml),
    ];
    let statistics = told.into_iter().filter_map(|(what, volume)| Some((what, decimals.hl(volume?))));
    Papers {
        documents: documents.collect(),
        uncleared: uncleared.collect(),
        statistics: statistics.collect(),
    }
}
