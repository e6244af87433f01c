use async_graphql::{Context, Object, Result, SimpleObject};
use domain::article::{Acceptance, Price, PriceList};
use domain::units::{Abv, Rate};
use projections::stock::{self, ArticleStatus, ArticleStock};
use uuid::Uuid;

use super::{Lot, Wine};
use crate::graphql::enums::{GqlClaimRule, GqlPriceBasis};
use crate::graphql::loaders::{article_stock, lot, wine};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlVolume};
use crate::graphql::unfit;

/// What is sold under a SKU: lots of one wine and size, a label, prices.
pub struct Article(pub stock::Article);

/// What a bottle costs by a list, from a day on.
#[derive(SimpleObject)]
pub struct ArticlePrice {
    /// The code of the list.
    list: String,
    /// The first day.
    since: GqlDate,
    /// Without or with VAT.
    basis: GqlPriceBasis,
    /// From one bottle on, then from more.
    tiers: Vec<ArticlePriceTier>,
}

/// A price from a number of bottles on.
#[derive(SimpleObject)]
pub struct ArticlePriceTier {
    /// From how many bottles of a line.
    from_bottles: i64,
    /// The price of one bottle.
    unit_price: GqlMoney,
}

/// What one bottle costs.
#[derive(SimpleObject)]
pub struct ArticleUnitPrice {
    /// Without or with VAT.
    basis: GqlPriceBasis,
    /// The price of one bottle.
    unit_price: GqlMoney,
}

/// Claims of a label that could not be proven and were accepted.
#[derive(SimpleObject)]
pub struct ClaimAcceptance {
    /// Why.
    reason: String,
    /// What could not be proven.
    warnings: Vec<ClaimWarning>,
}

/// A claim that could not be proven of a lot, with the figures of that day.
#[derive(SimpleObject)]
pub struct ClaimWarning {
    /// The lot.
    lot_id: Uuid,
    /// The rule.
    rule: GqlClaimRule,
    /// What the label says; empty where it is the wine's own name.
    claimed: String,
    /// How much was known to be so.
    named: GqlVolume,
    /// Of how much it was not told.
    untold: GqlVolume,
    /// All of the lot.
    whole: GqlVolume,
}

#[Object]
impl Article {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// Its SKU.
    async fn sku(&self) -> &str {
        &self.0.sku
    }

    /// What it is called on price lists and invoices.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// False once it is offered no longer.
    async fn active(&self) -> bool {
        self.0.status == ArticleStatus::Active
    }

    /// The declared wine of its lots.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine_id).await
    }

    /// The nominal size of its bottles in millilitres.
    async fn size_ml(&self) -> i64 {
        self.0.size_ml
    }

    /// The rate of its VAT in hundredths of a per cent: 2000 is 20 %.
    async fn vat_basis_points(&self) -> i32 {
        Rate::basis_points(self.0.vat_rate)
    }

    /// The vintage on its label.
    async fn vintage(&self) -> Option<u16> {
        self.0.claims.vintage
    }

    /// The grapes on its label, in their order.
    async fn grapes(&self) -> &[String] {
        &self.0.claims.grapes
    }

    /// The smaller geographical unit on its label.
    async fn place(&self) -> Option<&str> {
        self.0.claims.place.as_deref()
    }

    /// The alcoholic strength on its label in hundredths of a per cent: 1250 is 12,5 % vol.
    async fn abv_centipercent(&self) -> Option<u16> {
        self.0.claims.abv.map(Abv::centipercent)
    }

    /// The lots it is taken from.
    async fn lots(&self, context: &Context<'_>) -> Result<Vec<Lot>> {
        let lots = self.0.lots.iter().map(|id| lot(context, *id));
        let lots = futures::future::try_join_all(lots).await?;
        Ok(lots.into_iter().flatten().collect())
    }

    /// All its prices, by list and first day.
    async fn prices(&self) -> Vec<ArticlePrice> {
        self.0.prices.iter().map(ArticlePrice::of).collect()
    }

    /// What one bottle costs by a list on a day where so many are taken; none where the list has no price then, or the
    /// article is offered no longer.
    #[allow(clippy::unused_async, reason = "a field with arguments is one")]
    async fn price_on(
        &self,
        day: GqlDate,
        list: String,
        #[graphql(default = 1)] bottles: i64,
    ) -> Result<Option<ArticleUnitPrice>> {
        let list = PriceList::parse(&list).map_err(|_| unfit("list: not the code of a price list"))?;
        let of_list =
            self.0.prices.iter().filter(|it| it.list == list && self.0.status == ArticleStatus::Active);
        let price = Price::in_force(of_list.map(|it| (it.since, &it.price)), day.0);
        Ok(price.and_then(|price| {
            let unit_price = GqlMoney(price.unit_price(bottles)?);
            Some(ArticleUnitPrice { basis: price.basis.into(), unit_price })
        }))
    }

    /// Claims of its label that could not be proven and were accepted, each time with its reason.
    async fn acceptances(&self) -> Vec<ClaimAcceptance> {
        self.0.acceptances.iter().map(ClaimAcceptance::of).collect()
    }

    /// How many bottles of its lots are in the cellar.
    async fn on_hand(&self, context: &Context<'_>) -> Result<i64> {
        Ok(self.stock(context).await?.on_hand)
    }

    /// How many of them are set aside for orders.
    async fn reserved(&self, context: &Context<'_>) -> Result<i64> {
        Ok(self.stock(context).await?.reserved)
    }

    /// On hand and not set aside.
    async fn available(&self, context: &Context<'_>) -> Result<i64> {
        Ok(self.stock(context).await?.available)
    }

    /// How many of its lots were sold, less taken back.
    async fn sold(&self, context: &Context<'_>) -> Result<i64> {
        Ok(self.stock(context).await?.sold)
    }

    /// When it was first offered.
    async fn registered_on(&self) -> GqlDate {
        self.0.registered_on.into()
    }

    /// When it was offered no longer.
    async fn retired_on(&self) -> Option<GqlDate> {
        self.0.retired_on.map(Into::into)
    }
}

impl Article {
    async fn stock(&self, context: &Context<'_>) -> Result<ArticleStock> {
        article_stock(context, self.0.id).await
    }
}

impl ArticlePrice {
    fn of(dated: &stock::DatedPrice) -> Self {
        let tier = |tier: &domain::article::PriceTier| ArticlePriceTier {
            from_bottles: tier.from_bottles,
            unit_price: GqlMoney(tier.unit_price_cents),
        };
        Self {
            list: dated.list.to_string(),
            since: dated.since.into(),
            basis: dated.price.basis.into(),
            tiers: dated.price.tiers.iter().map(tier).collect(),
        }
    }
}

impl ClaimAcceptance {
    fn of(accepted: &Acceptance) -> Self {
        let warning = |warning: &domain::article::Warning| ClaimWarning {
            lot_id: warning.lot.uuid(),
            rule: warning.rule.into(),
            claimed: warning.claimed.clone(),
            named: warning.named_ml.into(),
            untold: warning.untold_ml.into(),
            whole: warning.whole_ml.into(),
        };
        Self { reason: accepted.reason.clone(), warnings: accepted.warnings.iter().map(warning).collect() }
    }
}
