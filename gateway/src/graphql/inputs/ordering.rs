use async_graphql::{Context, InputObject, Result};
use domain::article::PriceList;
use domain::invoice::PriceBasis;
use domain::order::{Wanted, WishedLine};
use domain::units::{ArticleId, LotId, PartyId};
use uuid::Uuid;

use super::SaleDestinationInput;
use crate::directory;
use crate::graphql::context::{read, session};
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::outcome::Declined;
use crate::graphql::parties::known;
use crate::graphql::scalars::{GqlMoney, GqlRate};
use crate::graphql::{fault, unfit};
use crate::operations::{Fresh, Wished};

/// A line of an order: of a lot, or of an article.
#[derive(InputObject)]
pub struct OrderLineInput {
    /// The lot; or else `articleId`.
    lot_id: Option<Uuid>,
    /// The article, whose lots are chosen when the order is confirmed; or else `lotId`.
    article_id: Option<Uuid>,
    /// How many.
    bottles: i64,
    /// The price of one bottle, in the basis of the order. That of the customer's price list where it is not told, which
    /// articles alone have.
    unit_price: Option<GqlMoney>,
    /// What is taken off the line, in per cent.
    discount: Option<GqlRate>,
}

/// What is ordered.
#[derive(InputObject)]
pub struct WishInput {
    /// The customer in the directory; none at the counter.
    pub customer_id: Option<Uuid>,
    /// Where the bottles go.
    pub destination: SaleDestinationInput,
    /// Whether prices are without VAT or with. Where it is not told, as the price list has them; without where no price is
    /// taken from a list.
    pub basis: Option<GqlPriceBasis>,
    /// What is ordered, each lot and each article once.
    #[graphql(validator(min_items = 1, max_items = 200))]
    pub lines: Vec<OrderLineInput>,
}

impl OrderLineInput {
    /// The domain's line.
    pub fn into_domain(self) -> Result<WishedLine> {
        let wanted = match (self.lot_id, self.article_id) {
            (Some(lot), None) => Wanted::Lot(LotId::new(lot)),
            (None, Some(article)) => Wanted::Article(ArticleId::new(article)),
            _ => return Err(unfit("lines: either lotId or articleId")),
        };
        Ok(WishedLine {
            wanted,
            bottles: self.bottles,
            unit_price_cents: self.unit_price.map(|price| price.0),
            discount: self.discount.map(|discount| discount.0),
        })
    }
}

/// The price list that a customer buys by: theirs, or else that of companies or of private persons, who are also those at
/// the counter.
pub async fn price_list(context: &Context<'_>, customer: Option<PartyId>) -> Result<PriceList> {
    let buyer = match customer {
        Some(id) => {
            let found =
                read(context, async |connection, estate| directory::party(connection, estate, id).await);
            found.await?.and_then(|party| party.buyer())
        }
        None => None,
    };
    let own = buyer.as_ref().and_then(|buyer| buyer.price_list.as_deref());
    let by_kind = if buyer.as_ref().is_some_and(|buyer| !buyer.is_consumer) { "COMPANY" } else { "CONSUMER" };
    PriceList::parse(own.unwrap_or(by_kind)).map_err(|refusal| fault(session(context), &refusal))
}

/// What is ordered, with the price list of the customer, whom the estate must know.
pub async fn wished(
    context: &Context<'_>,
    wish: WishInput,
    fresh: Fresh,
) -> Result<Result<Wished, Declined>> {
    let customer = wish.customer_id.map(PartyId::new);
    if let Err(declined) = known(context, customer, fresh).await? {
        return Ok(Err(declined));
    }
    let bad_country = || unfit("country: not a country code");
    let lines: Result<_> = wish.lines.into_iter().map(OrderLineInput::into_domain).collect();
    Ok(Ok(Wished {
        customer,
        destination: wish.destination.into_domain().ok_or_else(bad_country)?,
        basis: wish.basis.map(PriceBasis::from),
        list: price_list(context, customer).await?,
        lines: lines?,
    }))
}
