//! What wine is made of, and what its label may say: folded from the ledger when it is asked for.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::claims::Finding;
use domain::lineage::{Chronicle, Lineage, MakeUp, Share, TOLD_BY};
use domain::units::{Date, ParcelId, Volume, WineId};
use journal::Selection;
use uuid::Uuid;

use super::{Harvest, Parcel, Wine};
use crate::app::App;
use crate::graphql::context::session;
use crate::graphql::enums::{GqlClaimOutcome, GqlClaimRule, GqlClaimSeverity};
use crate::graphql::fault;
use crate::graphql::loaders::{harvest, parcel, wine};
use crate::graphql::scalars::GqlVolume;
use crate::refold::refold;

/// What the estate's wine is made of, at the end of that day or after everything.
pub async fn lineage(context: &Context<'_>, as_of: Option<Date>) -> Result<Lineage> {
    let (app, session) = (context.data::<App>()?, session(context));
    let mut chronicle = Chronicle::default();
    let read = refold(&app.journal, session.estate, Selection::of(TOLD_BY), |_, fact| chronicle.take(fact));
    read.await.map_err(|error| fault(session, &error))?;
    Ok(match as_of {
        Some(day) => chronicle.as_of(day),
        None => chronicle.lineage(),
    })
}

/// What a vat or a lot is made of, by where its wine came from.
pub struct Composition {
    /// The estate's wine.
    pub lineage: Lineage,
    /// What is asked about.
    pub make_up: MakeUp,
}

/// A part of a wine.
#[derive(SimpleObject)]
pub struct CompositionShare {
    /// What it has in common: a year, a grape; none for what is not told.
    name: Option<String>,
    /// How much it is.
    volume: GqlVolume,
    /// Its share of the whole, per cent with two decimals: the shares sum to 100.00.
    percent: String,
}

/// What came of a parcel.
#[derive(SimpleObject)]
pub struct ParcelShare {
    /// The parcel; none for wine that no harvest of the books brought.
    parcel: Option<Parcel>,
    /// How much it is.
    volume: GqlVolume,
    /// Its share of the whole, per cent with two decimals.
    percent: String,
}

/// What came in as a declared wine.
#[derive(SimpleObject)]
pub struct WineShare {
    /// The wine.
    wine: Option<Wine>,
    /// How much it is.
    volume: GqlVolume,
    /// Its share of the whole, per cent with two decimals.
    percent: String,
}

/// What came of one entry: a harvest, a purchase, a part of the opening stock.
#[derive(SimpleObject)]
pub struct OriginShare {
    /// The harvest, where it is one.
    harvest: Option<Harvest>,
    /// What kind of entry: HARVEST, OPENING, PURCHASE, ARRIVAL or FOUND.
    kind: &'static str,
    /// True where it lost its appellation or indication on the way.
    downgraded: bool,
    /// How much it is.
    volume: GqlVolume,
    /// Its share of the whole, per cent with two decimals.
    percent: String,
}

/// A rule that a label is held against, with its figures.
#[derive(SimpleObject)]
pub struct LabelFinding {
    /// The rule.
    rule: GqlClaimRule,
    /// What the label says; empty where it is the wine's own name.
    claimed: String,
    /// The least share, per cent with two decimals.
    minimum_percent: String,
    /// The share that is known to be so, per cent with two decimals, rounded down.
    percent: String,
    /// How much is known to be so.
    named: GqlVolume,
    /// Of how much it is not told.
    untold: GqlVolume,
    /// All of the wine.
    whole: GqlVolume,
    /// By how much rounding to millilitres may have shifted the share; it counts for the label.
    rounding: GqlVolume,
    /// How the claim stands.
    outcome: GqlClaimOutcome,
    /// What follows, where it does not hold.
    severity: Option<GqlClaimSeverity>,
    /// Where the rule is written.
    source: String,
}

impl Composition {
    fn split<K: Ord + Clone>(
        &self,
        key: impl Fn(&domain::lineage::Provenance) -> Option<K>,
    ) -> Vec<(Share<K>, String)> {
        let shares = self.lineage.split(&self.make_up, |_, known| key(known));
        let percents = percents(shares.iter().map(|share| share.volume_ml));
        shares.into_iter().zip(percents).collect()
    }

    fn named(&self, key: impl Fn(&domain::lineage::Provenance) -> Option<String>) -> Vec<CompositionShare> {
        let shares = self.split(key).into_iter();
        let share = |(Share { key: name, volume_ml }, percent)| CompositionShare {
            name,
            volume: GqlVolume(volume_ml),
            percent,
        };
        shares.map(share).collect()
    }
}

#[Object]
impl Composition {
    /// All of it.
    async fn volume(&self) -> GqlVolume {
        self.make_up.volume().into()
    }

    /// By how much the parts may be off, as every split gives whole millilitres.
    async fn rounding(&self) -> GqlVolume {
        self.make_up.rounding().into()
    }

    /// By the year of the grapes, the largest part first.
    async fn by_vintage(&self) -> Vec<CompositionShare> {
        self.named(|known| known.vintage.map(|vintage| vintage.to_string()))
    }

    /// By grape, the largest part first.
    async fn by_grape(&self) -> Vec<CompositionShare> {
        self.named(|known| known.grape.clone())
    }

    /// By parcel, the largest part first.
    async fn by_parcel(&self, context: &Context<'_>) -> Result<Vec<ParcelShare>> {
        let shares: Vec<(Share<ParcelId>, String)> = self.split(|known| known.parcel);
        let share = async |(Share { key, volume_ml }, percent): (Share<ParcelId>, String)| {
            let parcel = match key {
                Some(id) => parcel(context, id).await?,
                None => None,
            };
            Ok::<_, async_graphql::Error>(ParcelShare { parcel, volume: volume_ml.into(), percent })
        };
        futures::future::try_join_all(shares.into_iter().map(share)).await
    }

    /// By the declared wine that it came in as, the largest part first.
    async fn by_wine(&self, context: &Context<'_>) -> Result<Vec<WineShare>> {
        let shares: Vec<(Share<WineId>, String)> = self.split(|known| known.wine);
        let share = async |(Share { key, volume_ml }, percent): (Share<WineId>, String)| {
            let wine = match key {
                Some(id) => wine(context, id).await?,
                None => None,
            };
            Ok::<_, async_graphql::Error>(WineShare { wine, volume: volume_ml.into(), percent })
        };
        futures::future::try_join_all(shares.into_iter().map(share)).await
    }

    /// By the entry that brought it into the books.
    async fn by_origin(&self, context: &Context<'_>) -> Result<Vec<OriginShare>> {
        let parts: Vec<_> = self.make_up.parts().collect();
        let percents = percents(parts.iter().map(|(_, volume)| *volume));
        let share = async |((component, volume), percent): ((domain::lineage::Component, Volume), String)| {
            let known = self.lineage.provenance(component.origin);
            let harvest = match known.harvest() {
                Some(id) => harvest(context, id).await?,
                None => None,
            };
            let (kind, downgraded) = (component.origin.kind(), component.downgraded);
            Ok::<_, async_graphql::Error>(OriginShare {
                harvest,
                kind,
                downgraded,
                volume: volume.into(),
                percent,
            })
        };
        futures::future::try_join_all(parts.into_iter().zip(percents).map(share)).await
    }
}

impl From<Finding> for LabelFinding {
    fn from(finding: Finding) -> Self {
        let (named, whole) = (i128::from(finding.named_ml.ml()), i128::from(finding.whole_ml.ml()));
        let share = i64::try_from(named * 10_000 / whole.max(1)).unwrap_or_default();
        Self {
            rule: finding.rule.into(),
            claimed: finding.claimed,
            minimum_percent: percent(i64::from(finding.minimum.basis_points())),
            percent: percent(share),
            named: finding.named_ml.into(),
            untold: finding.untold_ml.into(),
            whole: finding.whole_ml.into(),
            rounding: finding.rounding_ml.into(),
            outcome: finding.outcome.into(),
            severity: finding.severity.map(Into::into),
            source: finding.source,
        }
    }
}

/// Shares in hundredths of a per cent that sum to the whole, as text.
fn percents(volumes: impl IntoIterator<Item = Volume>) -> Vec<String> {
    let weights: Vec<Volume> = volumes.into_iter().collect();
    Volume::from_ml(10_000).apportion(&weights).into_iter().map(|share| percent(share.ml())).collect()
}

fn percent(basis_points: i64) -> String {
    format!("{}.{:02}", basis_points / 100, basis_points % 100)
}

/// The vat or the lot that a question is about.
#[derive(async_graphql::OneofObject)]
pub enum WineInInput {
    /// What a vat holds.
    Vat(Uuid),
    /// What a lot was filled with.
    Lot(Uuid),
}
