//! Which lots serve the articles of an order: the oldest first, unless somebody chose.

use std::collections::BTreeSet;

use super::{Allotment, Order, Placed, ServingRefusal, Wanted};
use crate::article::{Article, ArticleRefusal, Offer};
use crate::bottle_lot::{BottleLot, LotRefusal};
use crate::decider::{Desk, Refusal, Stream};
use crate::terms::SaleDestination;
use crate::units::{ArticleId, Date, LotId, OrderId};

/// The articles of an order's lines.
fn articles(placed: &Placed) -> impl Iterator<Item = ArticleId> {
    placed.lines.iter().filter_map(|line| match line.wanted {
        Wanted::Lot(_) => None,
        Wanted::Article(article) => Some(article),
    })
}

/// The streams of an order's articles.
pub fn article_streams(placed: &Placed) -> Vec<Stream> {
    articles(placed).map(|article| Stream::of::<Article>(article.uuid())).collect()
}

/// The streams of all lots from which an order's articles are taken.
pub async fn lot_streams<D: Desk>(desk: &mut D, placed: &Placed) -> Result<Vec<Stream>, D::Error> {
    let mut streams = Vec::new();
    for article in articles(placed) {
        let offer = offer(desk, article).await?;
        streams.extend(offer.lots.iter().map(|lot| Stream::of::<BottleLot>(lot.uuid())));
    }
    Ok(streams)
}

/// The lots for each article of an order: those that were chosen by hand, and for articles without any, the oldest with free
/// bottles that may go where the order goes, each to its last. No lot serves two lines.
pub async fn allotted<D: Desk>(
    desk: &mut D,
    order: OrderId,
    by_hand: Vec<Allotment>,
    on: Date,
) -> Result<Vec<Allotment>, D::Error> {
    for Allotment { article, lot, .. } in &by_hand {
        if !offer(desk, *article).await?.lots.contains(lot) {
            return Err(Refusal::from(ArticleRefusal::LotNotOffered).into());
        }
    }
    let state = desk.state::<Order>(order.uuid()).await?;
    let Order::Placed(placed) = &*state else { return Ok(by_hand) };
    let mut allotted = by_hand;
    let mut used: BTreeSet<LotId> = placed.lots.iter().map(|line| line.lot).collect();
    used.extend(allotted.iter().map(|it| it.lot));
    for line in &placed.lines {
        let Wanted::Article(article) = line.wanted else { continue };
        if allotted.iter().any(|it| it.article == article) {
            continue;
        }
        let sold = Sold { article, bottles: line.bottles, destination: &placed.destination, on };
        let chosen = oldest_first(desk, &sold, &used).await?;
        used.extend(chosen.iter().map(|it| it.lot));
        allotted.extend(chosen);
    }
    Ok(allotted)
}

/// Bottles of an article that are to go there on that day.
struct Sold<'a> {
    article: ArticleId,
    bottles: i64,
    destination: &'a SaleDestination,
    on: Date,
}

/// Lots of an article by the day of their filling, then by their number, until its bottles are found.
async fn oldest_first<D: Desk>(
    desk: &mut D,
    sold: &Sold<'_>,
    used: &BTreeSet<LotId>,
) -> Result<Vec<Allotment>, D::Error> {
    let Sold { article, bottles: requested, destination, on } = *sold;
    let offer = offer(desk, article).await?;
    let mut candidates = Vec::new();
    for lot in offer.lots.difference(used) {
        let state = desk.state::<BottleLot>(lot.uuid()).await?;
        let BottleLot::Filled(filled) = &*state else {
            return Err(Refusal::from(LotRefusal::NotFound).into());
        };
        let free = filled.on_hand.last() - filled.reserved_in_all();
        if free > 0 && filled.sells_to(destination, on) {
            candidates.push((filled.filled_on, filled.lot_number.clone(), *lot, free));
        }
    }
    candidates.sort();
    let mut missing = requested;
    let mut chosen = Vec::new();
    for (_, _, lot, free) in &candidates {
        let bottles = missing.min(*free);
        if bottles > 0 {
            chosen.push(Allotment { article, lot: *lot, bottles });
        }
        missing -= bottles;
    }
    if missing > 0 {
        let available = candidates.iter().map(|(.., free)| free).sum();
        return Err(
            Refusal::from(ServingRefusal::ArticleShort { sku: offer.sku, requested, available }).into()
        );
    }
    Ok(chosen)
}

async fn offer<D: Desk>(desk: &mut D, article: ArticleId) -> Result<Offer, D::Error> {
    let state = desk.state::<Article>(article.uuid()).await?;
    Ok(state.offer().cloned().ok_or_else(|| Refusal::from(ArticleRefusal::NotFound))?)
}
