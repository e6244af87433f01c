use async_graphql::{Object, SimpleObject};
use projections::drm;
use uuid::Uuid;

use crate::graphql::enums::{GqlCapsuleColour, GqlCapsuleRegime, GqlFiscalCategory};

/// What makes two capsules (CRD) one account.
#[derive(SimpleObject, Clone, Copy)]
pub struct CapsuleKind {
    /// Fiscal category of the wine under it.
    category: GqlFiscalCategory,
    /// How it stands towards excise.
    regime: GqlCapsuleRegime,
    /// Nominal size of the container in millilitres.
    size_ml: i64,
    /// True for a bag-in-box.
    bag_in_box: bool,
    /// The colour, where it is told.
    colour: Option<GqlCapsuleColour>,
}

impl From<domain::terms::CapsuleKind> for CapsuleKind {
    fn from(kind: domain::terms::CapsuleKind) -> Self {
        let domain::terms::CapsuleKind { category, regime, size_ml, bag_in_box, colour } = kind;
        Self {
            category: category.into(),
            regime: regime.into(),
            size_ml,
            bag_in_box,
            colour: colour.map(Into::into),
        }
    }
}

/// An account of capsules (CRD).
pub struct CapsuleAccount(pub drm::CapsuleAccount);

#[Object]
impl CapsuleAccount {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// What the capsules are.
    async fn kind(&self) -> CapsuleKind {
        self.0.kind().into()
    }

    /// The count with which it opened.
    async fn opening(&self) -> i64 {
        self.0.opening
    }

    /// How many there are.
    async fn on_hand(&self) -> i64 {
        self.0.on_hand
    }
}
