use async_graphql::connection::Connection;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::drm::{CapsuleBalance, CapsuleNode, NodeVolume, Side, WineBalance};
use domain::units::{Date, Month, Volume};
use projections::drm::Figure;

use super::{CapsuleKind, DrmEntry, Wine, connection, page};
use crate::graphql::enums::GqlRegime;
use crate::graphql::loaders::{entries_of_figure, is_held, wine};
use crate::graphql::scalars::GqlVolume;

/// The balance of a wine over a month, at a time.
pub struct DrmWineBalance {
    /// The month.
    pub month: Month,
    /// The balance.
    pub balance: WineBalance,
    /// The last day that counts, where not all do.
    pub as_of: Option<Date>,
    /// The last position that counts, where not all do.
    pub as_known_at: Option<i64>,
}

#[Object]
impl DrmWineBalance {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.balance.wine).await
    }

    /// Suspended or paid.
    async fn regime(&self) -> GqlRegime {
        self.balance.regime.into()
    }

    /// True where nothing is left of it at the end of the month, and no vat or lot has any of it today: it may be told to
    /// customs as exhausted (stock épuisé).
    async fn is_exhausted(&self, context: &Context<'_>) -> Result<bool> {
        let left = self.balance.closing_ml != Volume::ZERO;
        Ok(!left && !is_held(context, self.balance.wine, self.balance.regime).await?)
    }

    /// Stock at the beginning of the month.
    async fn opening(&self) -> GqlVolume {
        self.balance.opening_ml.into()
    }

    /// What entered, by node of the CIEL tree.
    async fn entries(&self) -> Vec<DrmNode> {
        self.nodes(Side::Entry)
    }

    /// What left, by node of the CIEL tree.
    async fn exits(&self) -> Vec<DrmNode> {
        self.nodes(Side::Exit)
    }

    /// Stock at the end of the month.
    async fn closing(&self) -> GqlVolume {
        self.balance.closing_ml.into()
    }

    /// True when opening + entries − exits = closing.
    async fn holds(&self) -> bool {
        self.balance.holds()
    }
}

impl DrmWineBalance {
    fn nodes(&self, side: Side) -> Vec<DrmNode> {
        let of_side = self.balance.movements.iter().filter(|movement| movement.node.side() == side);
        of_side.map(|movement| self.node(movement)).collect()
    }

    fn node(&self, movement: &NodeVolume) -> DrmNode {
        let figure = Figure {
            month: self.month,
            wine: self.balance.wine,
            regime: self.balance.regime,
            node: movement.node,
            as_of: self.as_of,
            as_known_at: self.as_known_at,
        };
        DrmNode { figure, volume: movement.volume_ml }
    }
}

/// What stands on one node.
pub struct DrmNode {
    figure: Figure,
    volume: Volume,
}

#[Object]
impl DrmNode {
    /// Its name.
    async fn node(&self) -> &'static str {
        self.figure.node.name()
    }

    /// Its path under `balance-stock` in the CIEL tree.
    async fn path(&self) -> &'static str {
        self.figure.node.path()
    }

    /// How much.
    async fn volume(&self) -> GqlVolume {
        self.volume.into()
    }

    /// The events behind it, in the order of the ledger: their volumes sum up to it.
    #[graphql(complexity = "50 + child_complexity")]
    async fn entries(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, DrmEntry>> {
        let page = page(context, first, after)?;
        Ok(connection(entries_of_figure(context, self.figure, page).await?, DrmEntry::from))
    }
}

/// The balance of a capsule account over a month.
#[derive(SimpleObject)]
pub struct DrmCapsuleBalance {
    /// What the capsules are.
    kind: CapsuleKind,
    /// Count at the beginning of the month.
    opening: i64,
    /// What came and went, by node.
    movements: Vec<DrmCapsuleMovement>,
    /// Count at the end of the month.
    closing: i64,
    /// True when opening + entries − exits = closing.
    holds: bool,
}

/// What stands on one node of a capsule account.
#[derive(SimpleObject)]
pub struct DrmCapsuleMovement {
    /// Its name.
    node: &'static str,
    /// Its path under `centilisation` in the CIEL tree.
    path: &'static str,
    /// How many.
    count: i64,
}

impl From<&CapsuleBalance> for DrmCapsuleBalance {
    fn from(balance: &CapsuleBalance) -> Self {
        let movement = |(node, count): (&CapsuleNode, &i64)| DrmCapsuleMovement {
            node: node.name(),
            path: node.path(),
            count: *count,
        };
        Self {
            kind: balance.kind.into(),
            opening: balance.opening,
            movements: balance.movements.iter().map(movement).collect(),
            closing: balance.closing,
            holds: balance.holds(),
        }
    }
}
