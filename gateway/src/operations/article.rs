use domain::Fact;
use domain::article::{Article, ArticleCommand, ArticleRefusal, Offer, OfferedLot, Price, PriceList};
use domain::bottle_lot::BottleLot;
use domain::claims::{Finding, LabelClaims, judge};
use domain::decider::Stream;
use domain::lineage::{Chronicle, Lineage, TOLD_BY};
use domain::units::{ArticleId, Date, LotId, Rate};
use journal::{JournalError, Operation, Unit, UnitError};
use serde::Serialize;

use documents::reference::label_claims;

use crate::clock;

/// Offers an article.
#[derive(Debug, Serialize)]
pub struct RegisterArticle {
    /// Its SKU.
    pub sku: String,
    /// What it is called.
    pub name: String,
    /// The lots it is taken from.
    pub lots: Vec<LotId>,
    /// What its label says.
    pub claims: LabelClaims,
    /// The rate of its VAT.
    pub vat_rate: Rate,
    /// Why claims that cannot be proven are accepted.
    pub reason: Option<String>,
}

/// Changes what an article says of itself; what is `None` stays.
#[derive(Debug, Serialize)]
pub struct AmendArticle {
    /// The article.
    pub article: ArticleId,
    /// What it is called.
    pub name: Option<String>,
    /// What its label says, all of it.
    pub claims: Option<LabelClaims>,
    /// The rate of its VAT.
    pub vat_rate: Option<Rate>,
    /// Why claims that cannot be proven are accepted.
    pub reason: Option<String>,
}

/// Takes an article from one lot more.
#[derive(Debug, Serialize)]
pub struct AddArticleLot {
    /// The article.
    pub article: ArticleId,
    /// The lot.
    pub lot: LotId,
    /// Why claims that cannot be proven are accepted.
    pub reason: Option<String>,
}

/// Takes an article from a lot no longer.
#[derive(Debug, Serialize)]
pub struct RemoveArticleLot {
    /// The article.
    pub article: ArticleId,
    /// The lot.
    pub lot: LotId,
}

/// Sets a price of an article.
#[derive(Debug, Serialize)]
pub struct SetArticlePrice {
    /// The article.
    pub article: ArticleId,
    /// The code of the list.
    pub list: String,
    /// The first day.
    pub since: Date,
    /// The price.
    pub price: Price,
}

/// Offers an article no longer.
#[derive(Debug, Serialize)]
pub struct RetireArticle {
    /// The article.
    pub article: ArticleId,
    /// When.
    pub on: Date,
}

/// How many events are read from the ledger at once.
const PAGE: i64 = 5_000;

/// What the estate's wine is made of. The append is bound to the position that was read: an entry that comes in between
/// has the labels held against it too.
async fn lineage(unit: &mut Unit) -> Result<Lineage, UnitError> {
    let (mut chronicle, mut position) = (Chronicle::default(), 0);
    loop {
        let page = unit.feed(position, PAGE).await?;
        let Some(last) = page.last() else { break };
        position = last.position;
        for event in page.iter().filter(|event| TOLD_BY.contains(&event.aggregate_type.as_str())) {
            let fact = Fact::decode(&event.aggregate_type, &event.aggregate_id, &event.payload)
                .map_err(|error| UnitError::Fault(JournalError::unreadable(event.position, error)))?;
            chronicle.take(&fact);
        }
    }
    unit.expect_head(position);
    Ok(chronicle.lineage())
}

/// The claims of a label, held against what a lot was filled with.
fn findings(lineage: &Lineage, lot: LotId, state: &BottleLot, claims: &LabelClaims) -> Vec<Finding> {
    let (BottleLot::Filled(filled), Some(make_up)) = (state, lineage.lot(lot)) else { return Vec::new() };
    let (_, today) = clock::now();
    judge(lineage, &make_up.filled, filled.wine, claims, label_claims::all(), today)
}

/// Lots with what their label was found to say of them, in their order.
async fn offered(
    unit: &mut Unit,
    lots: impl IntoIterator<Item = LotId>,
    claims: &LabelClaims,
    of: impl Fn(LotId, &BottleLot, Vec<Finding>) -> Result<OfferedLot, ArticleRefusal>,
) -> Result<Vec<OfferedLot>, UnitError> {
    let lots: Vec<LotId> = lots.into_iter().collect();
    let streams: Vec<Stream> = lots.iter().map(|lot| Stream::of::<BottleLot>(lot.uuid())).collect();
    unit.load(&streams).await?;
    let lineage = lineage(unit).await?;
    let mut offered = Vec::new();
    for lot in lots {
        let state = unit.state::<BottleLot>(lot.uuid()).await?;
        let found = findings(&lineage, lot, &state, claims);
        offered.push(of(lot, &state, found).map_err(refused)?);
    }
    Ok(offered)
}

fn refused(refusal: ArticleRefusal) -> UnitError {
    UnitError::Refused(refusal.into())
}

/// What is known of an article; refused where it was never offered.
async fn known(unit: &mut Unit, article: ArticleId) -> Result<Offer, UnitError> {
    let state = unit.state::<Article>(article.uuid()).await?;
    state.offer().cloned().ok_or_else(|| refused(ArticleRefusal::NotFound))
}

impl Operation for RegisterArticle {
    const NAME: &'static str = "register_article";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let article = ArticleId::of(unit.estate(), &self.sku).uuid();
        unit.load(&[Stream::of::<Article>(article)]).await?;
        let lots = offered(unit, self.lots.iter().copied(), &self.claims, OfferedLot::of).await?;
        let command = ArticleCommand::Register {
            sku: self.sku.clone(),
            name: self.name.clone(),
            lots,
            claims: self.claims.clone(),
            vat_rate: self.vat_rate,
            reason: self.reason.clone(),
        };
        unit.execute::<Article>(article, command).await.map(drop)
    }
}

impl Operation for AmendArticle {
    const NAME: &'static str = "amend_article";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let offer = known(unit, self.article).await?;
        let claims = self.claims.clone().unwrap_or(offer.claims);
        // A label that stays was held against the lots when they came.
        let lots = match self.claims {
            Some(_) => offered(unit, offer.lots, &claims, OfferedLot::kept).await?,
            None => Vec::new(),
        };
        let command = ArticleCommand::Amend {
            name: self.name.clone().unwrap_or(offer.name),
            claims,
            vat_rate: self.vat_rate.unwrap_or(offer.vat_rate),
            lots,
            reason: self.reason.clone(),
        };
        unit.execute::<Article>(self.article.uuid(), command).await.map(drop)
    }
}

impl Operation for AddArticleLot {
    const NAME: &'static str = "add_article_lot";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let claims = known(unit, self.article).await?.claims;
        for lot in offered(unit, [self.lot], &claims, OfferedLot::of).await? {
            let command = ArticleCommand::AddLot { lot, reason: self.reason.clone() };
            unit.execute::<Article>(self.article.uuid(), command).await?;
        }
        Ok(())
    }
}

impl Operation for RemoveArticleLot {
    const NAME: &'static str = "remove_article_lot";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = ArticleCommand::RemoveLot { lot: self.lot };
        unit.execute::<Article>(self.article.uuid(), command).await.map(drop)
    }
}

impl Operation for SetArticlePrice {
    const NAME: &'static str = "set_article_price";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let list = PriceList::parse(&self.list).map_err(refused)?;
        let command = ArticleCommand::SetPrice { list, since: self.since, price: self.price.clone() };
        unit.execute::<Article>(self.article.uuid(), command).await.map(drop)
    }
}

impl Operation for RetireArticle {
    const NAME: &'static str = "retire_article";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.execute::<Article>(self.article.uuid(), ArticleCommand::Retire { on: self.on }).await.map(drop)
    }
}
