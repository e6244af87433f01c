use async_graphql::connection::Connection;
use async_graphql::{Context, Enum, InputObject, Object, Result};
use documents::reference::label_claims as table;
use domain::article::PriceList;
use domain::claims::judge;
use domain::units::{ArticleId, LotId, VatId};
use projections::stock::{self, ArticleFilter, ArticleStatus};
use uuid::Uuid;

use crate::clock;
use crate::graphql::context::read;
use crate::graphql::inputs::LabelClaimsInput;
use crate::graphql::loaders::{article, lot};
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::{
    Article, Composition, FOLDED, LabelFinding, WineInInput, connection, lineage, page,
};
use crate::graphql::unfit;

/// The order of articles.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArticleOrder {
    /// By name.
    #[default]
    Name,
    /// By SKU.
    Sku,
}

/// Which articles are asked for; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct ArticleFilterInput {
    /// Words of the SKU or the name, each of them; case and accents do not matter.
    text: Option<String>,
    /// Only those that are offered, or only those that are not any more.
    active: Option<bool>,
    /// The code of a list by which they have a price.
    list: Option<String>,
    /// A lot they are taken from.
    lot_id: Option<Uuid>,
}

impl ArticleFilterInput {
    fn into_domain(self) -> Result<ArticleFilter> {
        let code = |code: String| PriceList::parse(&code);
        let list = self.list.map(code).transpose();
        Ok(ArticleFilter {
            text: self.text,
            status: self.active.map(|on| if on { ArticleStatus::Active } else { ArticleStatus::Retired }),
            list: list.map_err(|_| unfit("list: not the code of a price list"))?,
            lot: self.lot_id.map(LotId::new),
        })
    }
}

/// Questions on what is sold, and on what it is made of.
#[derive(Default)]
pub struct ArticlesQuery;

#[Object]
impl ArticlesQuery {
    /// What is sold under a SKU.
    async fn articles(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        filter: Option<ArticleFilterInput>,
        #[graphql(default_with = "ArticleOrder::Name", desc = "The order; a cursor belongs to its own.")]
        order_by: ArticleOrder,
    ) -> Result<Connection<String, Article>> {
        let page = page(context, first, after)?;
        let filter = filter.unwrap_or_default().into_domain()?;
        Ok(match order_by {
            ArticleOrder::Name => {
                let slice = read(context, async |connection, estate| {
                    stock::articles_by_name(connection, estate, &filter, &page).await
                });
                connection(slice.await?, |row| Article(row.0))
            }
            ArticleOrder::Sku => {
                let slice = read(context, async |connection, estate| {
                    stock::articles_by_sku(connection, estate, &filter, &page).await
                });
                connection(slice.await?, |row| Article(row.0))
            }
        })
    }

    /// The article of that id.
    async fn article(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Article>> {
        article(context, ArticleId::new(id)).await
    }

    /// What a vat holds, or what a lot was filled with, by where it came from; none where there is no such vat or lot, or
    /// nothing was ever in it. Folded from the ledger in the order of the days.
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn composition(
        &self,
        context: &Context<'_>,
        of: WineInInput,
        #[graphql(desc = "At the end of that day, with all that is known today.")] as_of: Option<GqlDate>,
    ) -> Result<Option<Composition>> {
        let lineage = lineage(context, as_of.map(|day| day.0)).await?;
        let make_up = match of {
            WineInInput::Vat(id) => lineage.vat(VatId::new(id)).cloned(),
            WineInInput::Lot(id) => lineage.lot(LotId::new(id)).map(|lot| lot.filled.clone()),
        };
        Ok(make_up.map(|make_up| Composition { lineage, make_up }))
    }

    /// What a label may say of a lot: each rule that its claims and its wine's name touch, with its figures. None where there
    /// is no such lot. Folded from the ledger.
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn label_claims(
        &self,
        context: &Context<'_>,
        lot_id: Uuid,
        claims: LabelClaimsInput,
    ) -> Result<Option<Vec<LabelFinding>>> {
        let lot_id = LotId::new(lot_id);
        let Some(row) = lot(context, lot_id).await? else { return Ok(None) };
        let lineage = lineage(context, None).await?;
        let Some(make_up) = lineage.lot(lot_id) else { return Ok(None) };
        let (claims, (_, today)) = (claims.into_domain()?, clock::now());
        let found = judge(&lineage, &make_up.filled, row.0.wine_id, &claims, table::all(), today);
        Ok(Some(found.into_iter().map(LabelFinding::from).collect()))
    }
}
