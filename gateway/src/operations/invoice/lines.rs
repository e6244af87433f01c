use std::collections::BTreeMap;

use domain::article::Article;
use domain::bottle_lot::{BottleLot, LotRefusal};
use domain::decider::{Refusal, Stream};
use domain::estate::Estate;
use domain::invoice::{DraftLine, VatTreatment};
use domain::order::{self, LotLine, Order, OrderRefusal, Placed, Sent};
use domain::units::{LotId, OrderId};
use journal::{Unit, UnitError};

use super::buying::{Buying, Sold, Standing};
use crate::wording::{self, Labelled, SoldAs};

/// What left for an order, of the dispatches that are asked for.
pub(super) async fn sent(
    unit: &mut Unit,
    order: OrderId,
    (buying, standing): (&Buying, Standing),
    which: impl Fn(&Sent) -> bool,
) -> Result<Sold, UnitError> {
    let state = unit.state::<Order>(order.uuid()).await?;
    let not_found = || UnitError::Refused(Refusal::from(OrderRefusal::NotFound));
    let placed = state.placed().cloned().ok_or_else(not_found)?;
    let sent: Vec<&Sent> = placed.sent.iter().filter(|sent| which(sent) && !sent.is_back()).collect();
    let mut bottles = BTreeMap::<LotId, i64>::new();
    for line in sent.iter().flat_map(|sent| sent.kept()) {
        *bottles.entry(line.lot).or_default() += line.bottles;
    }
    let supplied_on = sent.iter().map(|sent| sent.on).max().unwrap_or(placed.placed_on);
    let vat = standing.treatment(buying.buyer.kind, Some(&placed.destination));
    let lines = lines(unit, &placed, &bottles, vat).await?;
    Ok(Sold {
        order: Some(order),
        supplied_on,
        basis: placed.basis,
        destination: Some(placed.destination),
        lines,
        carriage: Some(buying.carrying.departed(supplied_on)),
    })
}

async fn lines(
    unit: &mut Unit,
    placed: &Placed,
    bottles: &BTreeMap<LotId, i64>,
    vat: VatTreatment,
) -> Result<Vec<DraftLine>, UnitError> {
    let estate = unit.estate().uuid();
    let lots = bottles.keys().map(|lot| Stream::of::<BottleLot>(lot.uuid()));
    let articles = order::article_streams(placed);
    unit.load(&lots.chain([Stream::of::<Estate>(estate)]).chain(articles).collect::<Vec<_>>()).await?;
    let books = unit.state::<Estate>(estate).await?;
    let mut lines = Vec::with_capacity(bottles.len());
    // In the order of the order, not of the lots' ids.
    for ordered in &placed.lots {
        let Some(count) = bottles.get(&ordered.lot) else { continue };
        let offer = match ordered.article {
            Some(article) => unit.state::<Article>(article.uuid()).await?.offer().cloned(),
            None => None,
        };
        let state = unit.state::<BottleLot>(ordered.lot.uuid()).await?;
        let BottleLot::Filled(lot) = &*state else {
            return Err(UnitError::Refused(LotRefusal::NotFound.into()));
        };
        let labelled = Labelled {
            id: ordered.lot,
            number: &lot.lot_number,
            wine: lot.wine,
            spec: books.declared(lot.wine).map_err(Refusal::from)?,
            vintage: lot.vintage,
            size_ml: lot.size_ml,
        };
        let sold_as = offer.as_ref().map(|offer| SoldAs {
            name: &offer.name,
            abv: offer.claims.abv,
            vat_rate: offer.vat_rate,
        });
        let kept = LotLine { bottles: *count, ..*ordered };
        lines.push(wording::line(&labelled, sold_as.as_ref(), &kept, vat));
    }
    Ok(lines)
}
