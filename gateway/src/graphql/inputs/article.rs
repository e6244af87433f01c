use async_graphql::InputObject;
use domain::article::{Price, PriceTier};
use domain::claims::LabelClaims;

use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::scalars::GqlMoney;

/// What a label says of the wine, besides its declared name.
#[derive(InputObject, Default)]
pub struct LabelClaimsInput {
    /// The year of the grapes.
    vintage: Option<u16>,
    /// The grapes, in the order in which they are named.
    #[graphql(default)]
    grapes: Vec<String>,
    /// The smaller geographical unit: a commune, a lieu-dit, a cru.
    place: Option<String>,
}

/// A price from a number of bottles on.
#[derive(InputObject)]
pub struct PriceTierInput {
    /// From how many bottles of a line.
    from_bottles: i64,
    /// The price of one bottle.
    unit_price: GqlMoney,
}

/// What a bottle costs.
#[derive(InputObject)]
pub struct PriceInput {
    /// Without or with VAT.
    basis: GqlPriceBasis,
    /// From one bottle on, then from more: fewer bottles first.
    #[graphql(validator(min_items = 1, max_items = 10))]
    tiers: Vec<PriceTierInput>,
}

impl LabelClaimsInput {
    /// The domain's claims.
    pub fn into_domain(self) -> LabelClaims {
        LabelClaims { vintage: self.vintage, grapes: self.grapes, place: self.place }
    }
}

impl PriceInput {
    /// The domain's price.
    pub fn into_domain(self) -> Price {
        let tier = |tier: PriceTierInput| PriceTier {
            from_bottles: tier.from_bottles,
            unit_price_cents: tier.unit_price.0,
        };
        Price { basis: self.basis.into(), tiers: self.tiers.into_iter().map(tier).collect() }
    }
}
