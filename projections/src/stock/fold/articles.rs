use domain::article::{Acceptance, ArticleEvent};
use domain::units::{ArticleId, LotId};

use crate::contract::Fault;
use crate::sort_key::{folded, sort_key};
use crate::stock::{Article, ArticleLot, ArticleStatus, DatedPrice, StockRows};

pub(super) fn want(rows: &mut StockRows, article: ArticleId, event: &ArticleEvent) {
    if !matches!(event, ArticleEvent::ArticleRegistered { .. }) {
        rows.articles.want((article,));
    }
}

pub(super) fn fold(rows: &mut StockRows, article: ArticleId, event: &ArticleEvent) -> Result<(), Fault> {
    match event {
        ArticleEvent::ArticleRegistered { .. } => register(rows, article, event),
        ArticleEvent::ArticleAmended { name, claims, vat_rate, accepted, .. } => {
            let row = rows.articles.edit(&(article,))?;
            row.name.clone_from(name);
            row.name_key = sort_key(name);
            row.search = searched(&row.sku, name);
            row.claims = claims.clone();
            row.vat_rate = *vat_rate;
            accept(row, accepted.as_ref());
        }
        ArticleEvent::ArticleLotAdded { lot, accepted, .. } => {
            let row = rows.articles.edit(&(article,))?;
            row.lots.push(*lot);
            accept(row, accepted.as_ref());
            put_lot(rows, article, *lot);
        }
        ArticleEvent::ArticleLotRemoved { lot, .. } => {
            rows.articles.edit(&(article,))?.lots.retain(|it| it != lot);
            rows.article_lots.remove((article, *lot));
        }
        ArticleEvent::ArticlePriceSet { list, since, price } => {
            let row = rows.articles.edit(&(article,))?;
            row.prices.retain(|it| (&it.list, it.since) != (list, *since));
            row.prices.push(DatedPrice { list: list.clone(), since: *since, price: price.clone() });
            row.prices.sort_by(|one, other| (&one.list, one.since).cmp(&(&other.list, other.since)));
        }
        ArticleEvent::ArticleRetired { occurred_on } => {
            let row = rows.articles.edit(&(article,))?;
            row.status = ArticleStatus::Retired;
            row.retired_on = Some(*occurred_on);
        }
    }
    Ok(())
}

fn register(rows: &mut StockRows, article: ArticleId, event: &ArticleEvent) {
    let ArticleEvent::ArticleRegistered {
        sku,
        name,
        wine,
        size_ml,
        lots,
        claims,
        vat_rate,
        accepted,
        occurred_on,
    } = event
    else {
        return;
    };
    rows.articles.put(Article {
        id: article,
        sku: sku.clone(),
        sku_key: sort_key(sku),
        name: name.clone(),
        name_key: sort_key(name),
        search: searched(sku, name),
        status: ArticleStatus::Active,
        wine_id: *wine,
        size_ml: *size_ml,
        vat_rate: *vat_rate,
        claims: claims.clone(),
        acceptances: accepted.iter().cloned().collect(),
        prices: Vec::new(),
        lots: lots.clone(),
        registered_on: *occurred_on,
        retired_on: None,
    });
    for lot in lots {
        put_lot(rows, article, *lot);
    }
}

fn put_lot(rows: &mut StockRows, article: ArticleId, lot: LotId) {
    rows.article_lots.put(ArticleLot { article_id: article, lot_id: lot });
}

fn accept(row: &mut Article, accepted: Option<&Acceptance>) {
    row.acceptances.extend(accepted.cloned());
}

fn searched(sku: &str, name: &str) -> String {
    format!("{} {}", folded(sku), folded(name))
}
