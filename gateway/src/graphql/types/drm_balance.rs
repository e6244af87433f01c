use async_graphql::{Context, Object, Result, SimpleObject};
use domain::drm::{CapsuleBalance, CapsuleNode, Side, WineBalance};
use domain::units::Volume;

use super::{CapsuleKind, Wine};
use crate::graphql::enums::GqlRegime;
use crate::graphql::loaders::wine;
use crate::graphql::scalars::GqlVolume;

/// The balance of a wine over a month.
pub struct DrmWineBalance(pub WineBalance);

#[Object]
impl DrmWineBalance {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine).await
    }

    /// Suspended or paid.
    async fn regime(&self) -> GqlRegime {
        self.0.regime.into()
    }

    /// True where nothing is left of it at the end of the month: it may be told to customs as exhausted (stock épuisé).
    async fn is_exhausted(&self) -> bool {
        self.0.closing_ml == Volume::ZERO
    }

    /// Stock at the beginning of the month.
    async fn opening(&self) -> GqlVolume {
        self.0.opening_ml.into()
    }

    /// What entered, by node of the CIEL tree.
    async fn entries(&self) -> Vec<DrmNode> {
        nodes(&self.0, Side::Entry)
    }

    /// What left, by node of the CIEL tree.
    async fn exits(&self) -> Vec<DrmNode> {
        nodes(&self.0, Side::Exit)
    }

    /// Stock at the end of the month.
    async fn closing(&self) -> GqlVolume {
        self.0.closing_ml.into()
    }

    /// True when opening + entries − exits = closing.
    async fn holds(&self) -> bool {
        self.0.holds()
    }
}

fn nodes(balance: &WineBalance, side: Side) -> Vec<DrmNode> {
    let of_side = balance.movements.iter().filter(|movement| movement.node.side() == side);
    of_side
        .map(|movement| DrmNode {
            node: movement.node.name(),
            path: movement.node.path(),
            volume: movement.volume_ml.into(),
        })
        .collect()
}

/// What stands on one node.
#[derive(SimpleObject)]
pub struct DrmNode {
    /// Its name.
    node: &'static str,
    /// Its path under `balance-stock` in the CIEL tree.
    path: &'static str,
    /// How much.
    volume: GqlVolume,
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
