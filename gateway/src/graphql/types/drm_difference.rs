use async_graphql::{ComplexObject, Context, OneofObject, Result, SimpleObject};
use domain::drm::{Node, Return};
use domain::terms::Regime;
use domain::units::{Volume, WineId};

use super::Wine;
use crate::graphql::enums::GqlRegime;
use crate::graphql::inputs::Yes;
use crate::graphql::loaders::wine;
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// A version of a month's return: one of these.
#[derive(OneofObject, Clone, Copy, Debug)]
pub enum DrmVersionInput {
    /// What the books say with all that is known today.
    Today(Yes),
    /// What they said when the month was closed.
    Closed(Yes),
    /// As far as it had come by the evening of a day, with all that is known today.
    AsOf(GqlDate),
    /// What the books said at a position of the journal.
    AsKnownAt(i64),
}

/// A figure that two versions of a month tell otherwise.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DrmDifference {
    #[graphql(skip)]
    wine_id: WineId,
    /// Suspended or paid.
    regime: GqlRegime,
    /// `OPENING`, `CLOSING`, or the name of a node.
    figure: &'static str,
    /// What it was.
    before: GqlVolume,
    /// What it is.
    after: GqlVolume,
}

#[ComplexObject]
impl DrmDifference {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.wine_id).await
    }
}

/// Every figure that differs, wine by wine.
pub fn differences(before: &Return, after: &Return) -> Vec<DrmDifference> {
    let mut keys: Vec<(WineId, Regime)> =
        before.wines.iter().chain(&after.wines).map(|it| (it.wine, it.regime)).collect();
    keys.sort();
    keys.dedup();
    let mut rows = Vec::new();
    for (wine_id, regime) in keys {
        let of = |drm: &Return, figure: &dyn Fn(&domain::drm::WineBalance) -> Volume| {
            let found = drm.wines.iter().find(|it| it.wine == wine_id && it.regime == regime);
            found.map(figure).unwrap_or_default()
        };
        let mut tell = |name, figure: &dyn Fn(&domain::drm::WineBalance) -> Volume| {
            let (was, is) = (of(before, figure), of(after, figure));
            if was != is {
                let (before, after) = (was.into(), is.into());
                rows.push(DrmDifference { wine_id, regime: regime.into(), figure: name, before, after });
            }
        };
        tell("OPENING", &|it| it.opening_ml);
        for node in Node::ALL {
            tell(node.name(), &|it| it.on(*node));
        }
        tell("CLOSING", &|it| it.closing_ml);
    }
    rows
}
