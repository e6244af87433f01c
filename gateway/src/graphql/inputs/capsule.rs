use async_graphql::InputObject;
use domain::terms::CapsuleKind;

use crate::graphql::enums::{GqlCapsuleColour, GqlCapsuleRegime, GqlFiscalCategory};

/// What makes two capsules (CRD) one account.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct CapsuleKindInput {
    /// Fiscal category of the wine under it.
    #[graphql(default_with = "GqlFiscalCategory::Still")]
    category: GqlFiscalCategory,
    /// How it stands towards excise.
    #[graphql(default_with = "GqlCapsuleRegime::CollectiveSuspended")]
    regime: GqlCapsuleRegime,
    /// Nominal size in millilitres: 750 for 75 cl.
    size_ml: i64,
    /// True for a bag-in-box.
    #[graphql(default)]
    bag_in_box: bool,
    /// The colour, where it is told.
    colour: Option<GqlCapsuleColour>,
}

impl From<CapsuleKindInput> for CapsuleKind {
    fn from(input: CapsuleKindInput) -> Self {
        let CapsuleKindInput { category, regime, size_ml, bag_in_box, colour } = input;
        Self {
            category: category.into(),
            regime: regime.into(),
            size_ml,
            bag_in_box,
            colour: colour.map(Into::into),
        }
    }
}
