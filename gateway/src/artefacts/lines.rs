//! What an order or a draft charges, read from the books as they stand.

use std::collections::BTreeMap;

use domain::invoice::{BuyerKind, DraftLine, InvoiceLine, SavedDraft, Totals, VatTreatment, price};
use domain::order::{LineCount, LotLine, Sent, served};
use domain::terms::WineSpec;
use domain::units::{ArticleId, EstateId, LotId, WineId};
use projections::{ReadError, cellar, stock};
use sqlx::PgConnection;

use crate::directory::{self, Buyer};
use crate::operations::treatment;
use crate::wording::{self, Labelled, SoldAs};

/// Bottles of a lot on an order, as they stand on its papers.
pub(super) struct Line {
    pub(super) lot: LotLine,
    pub(super) draft: DraftLine,
}

/// The lots that serve an order, each as it is called.
pub(super) async fn lines(
    connection: &mut PgConnection,
    estate: EstateId,
    order: &stock::Order,
    vat: VatTreatment,
) -> Result<Vec<Line>, ReadError> {
    let served = served(&order.lines, &order.allotted);
    let ids: Vec<LotId> = served.iter().map(|line| line.lot).collect();
    let lots = stock::lots_by_ids(connection, estate, &ids).await?;
    let wines: Vec<WineId> = lots.iter().map(|lot| lot.wine_id).collect();
    let lots: BTreeMap<LotId, stock::Lot> = lots.into_iter().map(|lot| (lot.id, lot)).collect();
    let wines = cellar::wines_by_ids(connection, estate, &wines).await?;
    let wines: BTreeMap<WineId, WineSpec> = wines.into_iter().map(|wine| (wine.id, wine.spec)).collect();
    let ids: Vec<ArticleId> = served.iter().filter_map(|line| line.article).collect();
    let articles = stock::articles_by_ids(connection, estate, &ids).await?;
    let articles: BTreeMap<ArticleId, stock::Article> =
        articles.into_iter().map(|article| (article.id, article)).collect();
    let line = |served: LotLine| {
        let lot = lots.get(&served.lot)?;
        let labelled = Labelled {
            id: lot.id,
            number: &lot.lot_number,
            wine: lot.wine_id,
            spec: wines.get(&lot.wine_id)?,
            vintage: lot.vintage,
            size_ml: lot.size_ml,
        };
        let article = served.article.and_then(|id| articles.get(&id));
        let sold_as = article.map(|article| SoldAs {
            name: &article.name,
            abv: article.claims.abv,
            vat_rate: article.vat_rate,
        });
        let draft = wording::line(&labelled, sold_as.as_ref(), &served, vat);
        Some(Line { lot: served, draft })
    };
    Ok(served.into_iter().filter_map(line).collect())
}

/// What a draft would come to if it were issued today: what left for its order and is not charged, and what is charged besides.
/// Nothing where there is nothing to charge, or it cannot be reckoned.
pub async fn preview(
    connection: &mut PgConnection,
    estate: EstateId,
    draft: &SavedDraft,
) -> Result<Option<(Vec<InvoiceLine>, Totals)>, ReadError> {
    let Some(books) = cellar::estate(connection, estate).await? else { return Ok(None) };
    let order = match draft.order {
        Some(id) => stock::orders_by_ids(connection, estate, &[id]).await?.pop(),
        None => None,
    };
    let customer = draft.customer.or_else(|| order.as_ref().and_then(|order| order.customer_id));
    let buyer = match customer {
        Some(id) => directory::party(connection, estate, id).await?.and_then(|party| party.buyer()),
        None => None,
    };
    let destination = order.as_ref().map(|order| &order.destination);
    let vat = treatment(books.bookkeeping.small_business, kind(buyer.as_ref()), destination);
    let mut drafted = Vec::new();
    if let Some(order) = &order {
        let open = order.dispatches.iter().filter(|sent| sent.invoice.is_none());
        let kept: Vec<LineCount> = open.flat_map(Sent::kept).collect();
        for line in lines(connection, estate, order, vat).await? {
            let count = kept.iter().filter(|kept| kept.lot == line.lot.lot).map(|kept| kept.bottles).sum();
            if count > 0 {
                drafted.push(DraftLine { count, ..line.draft });
            }
        }
    }
    drafted.extend(draft.charges.iter().map(|charge| charge.line(vat)));
    Ok(price(drafted, order.map_or(draft.basis, |order| order.basis.0)).ok())
}

/// What a buyer is in law; who did not say their name buys for themselves.
pub(super) fn kind(buyer: Option<&Buyer>) -> BuyerKind {
    match buyer {
        Some(buyer) if !buyer.is_consumer => BuyerKind::Company,
        _ => BuyerKind::Consumer,
    }
}
