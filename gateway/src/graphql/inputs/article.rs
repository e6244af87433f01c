use async_graphql::{InputObject, Result};
use domain::article::{Price, PriceTier};
use domain::claims::LabelClaims;
use domain::units::Abv;

use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::scalars::GqlMoney;
use crate::graphql::unfit;

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
    /// The alcoholic strength in hundredths of a per cent, in whole or half per cent: 1250 is 12,5 % vol.
    abv_centipercent: Option<u16>,
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
    pub fn into_domain(self) -> Result<LabelClaims> {
        let above = || unfit("abvCentipercent: above 100 %");
        let abv =
            self.abv_centipercent.map(|abv| Abv::from_centipercent(abv).ok_or_else(above)).transpose()?;
        Ok(LabelClaims { vintage: self.vintage, grapes: self.grapes, place: self.place, abv })
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
