use domain::article::PriceList;
use domain::units::{ArticleId, EstateId, LotId};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list, parsed};
use crate::sort_key::folded;
use crate::stock::{Article, ArticleStatus};

/// An article in the order of the names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByName(pub Article);

/// An article in the order of the SKUs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BySku(pub Article);

impl Listed for ByName {
    const FROM: &'static str = Article::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.name_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, ArticleId);

    fn place(&self) -> Self::Place {
        (self.0.name_key.clone(), self.0.id)
    }
}

impl Listed for BySku {
    const FROM: &'static str = Article::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.sku_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, ArticleId);

    fn place(&self) -> Self::Place {
        (self.0.sku_key.clone(), self.0.id)
    }
}

/// Which articles are asked for; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words of the SKU or the name, each of them; case and accents do not matter.
    pub text: Option<String>,
    /// Whether they are offered.
    pub status: Option<ArticleStatus>,
    /// A list by which they have a price, of whatever day.
    pub list: Option<PriceList>,
    /// A lot they are taken from.
    pub lot: Option<LotId>,
}

impl ArticleFilter {
    fn push(&self, query: &mut QueryBuilder<'static, Postgres>) {
        for word in self.text.as_deref().unwrap_or_default().split_whitespace() {
            // As rows are written: no text of the database has a NUL.
            let word = folded(word).replace('\0', "\u{fffd}");
            query.push(" AND strpos(r.search, ").push_bind(word).push(") > 0");
        }
        if let Some(status) = self.status {
            query.push(" AND r.status = ").push_bind(status.name());
        }
        if let Some(list) = &self.list {
            let priced = serde_json::json!([{ "list": list }]);
            query.push(" AND r.prices @> ").push_bind(priced.to_string()).push("::jsonb");
        }
        if let Some(lot) = self.lot {
            query
                .push(
                    " AND EXISTS (SELECT FROM stock.article_lots AS l
                     WHERE l.estate_id = r.estate_id AND l.article_id = r.id AND l.lot_id = ",
                )
                .push_bind(lot.uuid())
                .push(")");
        }
    }
}

/// The articles, by name.
pub async fn articles_by_name(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &ArticleFilter,
    page: &Page,
) -> Result<Slice<ByName>, ReadError> {
    list(connection, estate, page, |query| filter.push(query)).await
}

/// The articles, by SKU.
pub async fn articles_by_sku(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &ArticleFilter,
    page: &Page,
) -> Result<Slice<BySku>, ReadError> {
    list(connection, estate, page, |query| filter.push(query)).await
}

/// These articles.
pub async fn articles_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[ArticleId],
) -> Result<Vec<Article>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// The bottles of an article, summed over its lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct ArticleStock {
    /// The article.
    pub id: ArticleId,
    /// In the cellar.
    pub on_hand: i64,
    /// Set aside for orders.
    pub reserved: i64,
    /// On hand and not set aside.
    pub available: i64,
    /// Sold less taken back.
    pub sold: i64,
}

/// The bottles of these articles.
pub async fn article_stocks(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[ArticleId],
) -> Result<Vec<ArticleStock>, ReadError> {
    // LATERAL and LIMIT: one look into the primary key a lot, whatever the statistics think of the estate.
    let sql = "
        SELECT row_to_json(s)::text FROM (
            SELECT a.article_id AS id, sum(l.on_hand)::bigint AS on_hand, sum(l.reserved)::bigint AS reserved,
                   sum(l.available)::bigint AS available, sum(l.sold)::bigint AS sold
            FROM stock.article_lots AS a
            CROSS JOIN LATERAL (SELECT * FROM stock.lots AS l
                                WHERE l.estate_id = $1 AND l.id = a.lot_id LIMIT 1) AS l
            WHERE a.estate_id = $1 AND a.article_id = ANY($2)
            GROUP BY a.article_id
        ) AS s";
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    parsed(&sqlx::query_scalar(sql).bind(estate.uuid()).bind(ids).fetch_all(connection).await?)
}
