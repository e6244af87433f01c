//! What the lines of an order cost: as somebody says, or by the customer's price list.

use serde::Serialize;

use super::{OrderLine, ServingRefusal, Wanted};
use crate::article::{Article, ArticleRefusal, PriceList};
use crate::bottle_lot::{BottleLot, LotRefusal};
use crate::decider::{Desk, Refusal, Stream};
use crate::invoice::PriceBasis;
use crate::units::{ArticleId, Date, Money, Rate};

/// A line as somebody enters it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WishedLine {
    /// What is asked for.
    pub wanted: Wanted,
    /// How many.
    pub bottles: i64,
    /// The price of one bottle; by the price list where it is not told, which is for articles alone.
    pub unit_price_cents: Option<Money>,
    /// What is taken off the line.
    pub discount: Option<Rate>,
}

impl WishedLine {
    /// The stream of what is asked for.
    pub fn stream(&self) -> Stream {
        match self.wanted {
            Wanted::Lot(lot) => Stream::of::<BottleLot>(lot.uuid()),
            Wanted::Article(article) => Stream::of::<Article>(article.uuid()),
        }
    }
}

/// The lines with their prices on that day, and the basis that they share: the one that is told, otherwise that of the first
/// price of the list, otherwise without VAT. Lots must exist and articles be offered.
pub async fn priced<D: Desk>(
    desk: &mut D,
    lines: &[WishedLine],
    told: Option<PriceBasis>,
    list: &PriceList,
    on: Date,
) -> Result<(PriceBasis, Vec<OrderLine>), D::Error> {
    let mut basis = told;
    let mut priced = Vec::with_capacity(lines.len());
    for line in lines {
        let by_list = match line.wanted {
            Wanted::Lot(lot) => {
                if *desk.state::<BottleLot>(lot.uuid()).await? == BottleLot::Unknown {
                    return Err(Refusal::from(LotRefusal::NotFound).into());
                }
                None
            }
            Wanted::Article(article) => by_list(desk, article, line, (&mut basis, list, on)).await?,
        };
        let price = line.unit_price_cents.or(by_list).ok_or(Refusal::from(ServingRefusal::PriceMissing))?;
        let WishedLine { wanted, bottles, discount, .. } = *line;
        priced.push(OrderLine { wanted, bottles, unit_price_cents: price, discount });
    }
    Ok((basis.unwrap_or(PriceBasis::Net), priced))
}

/// The price of an article's line by the list, where none is told.
async fn by_list<D: Desk>(
    desk: &mut D,
    article: ArticleId,
    line: &WishedLine,
    (basis, list, on): (&mut Option<PriceBasis>, &PriceList, Date),
) -> Result<Option<Money>, D::Error> {
    let state = desk.state::<Article>(article.uuid()).await?;
    let offer = match &*state {
        Article::Active(offer) => offer,
        Article::Retired(offer) => {
            return Err(Refusal::from(ArticleRefusal::Retired { sku: offer.sku.clone() }).into());
        }
        Article::Unknown => return Err(Refusal::from(ArticleRefusal::NotFound).into()),
    };
    if line.unit_price_cents.is_some() {
        return Ok(None);
    }
    let sku = || offer.sku.clone();
    let price =
        state.price_on(on, list).and_then(|price| Some((price.basis, price.unit_price(line.bottles)?)));
    let unknown = || ServingRefusal::PriceUnknown { sku: sku(), list: list.to_string() };
    let (of_price, price) = price.ok_or_else(|| Refusal::from(unknown()))?;
    if *basis.get_or_insert(of_price) != of_price {
        return Err(Refusal::from(ServingRefusal::PriceBasis { sku: sku() }).into());
    }
    Ok(Some(price))
}
