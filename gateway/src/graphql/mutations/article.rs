use async_graphql::{Context, InputObject, Object, Result};
use domain::units::{ArticleId, LotId, Rate};
use uuid::Uuid;

use crate::graphql::context::{fresh, session};
use crate::graphql::inputs::{LabelClaimsInput, PriceInput};
use crate::graphql::loaders::article;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::Article;
use crate::operations::{
    AddArticleLot, AmendArticle, RegisterArticle, RemoveArticleLot, RetireArticle, SetArticlePrice,
};

payloads! {
    /// The answer to `registerArticle`.
    RegisterArticleResult = ArticleRegistered {
        /// The article.
        article: Article
    }
    /// The answer to `amendArticle`.
    AmendArticleResult = ArticleAmended {
        /// The article.
        article: Article
    }
    /// The answer to `addArticleLot`.
    AddArticleLotResult = ArticleLotAdded {
        /// The article.
        article: Article
    }
    /// The answer to `removeArticleLot`.
    RemoveArticleLotResult = ArticleLotRemoved {
        /// The article.
        article: Article
    }
    /// The answer to `setArticlePrice`.
    SetArticlePriceResult = ArticlePriceSet {
        /// The article.
        article: Article
    }
    /// The answer to `retireArticle`.
    RetireArticleResult = ArticleRetired {
        /// The article.
        article: Article
    }
}

/// An article to be offered.
#[derive(InputObject)]
pub struct RegisterArticleInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Its SKU, unique in the estate.
    sku: String,
    /// What it is called on price lists and invoices.
    name: String,
    /// The lots it is taken from: of one wine and one size, with bottles on hand.
    #[graphql(validator(min_items = 1, max_items = 100))]
    lot_ids: Vec<Uuid>,
    /// What its label says; held against what the lots are made of.
    claims: Option<LabelClaimsInput>,
    /// The rate of its VAT in hundredths of a per cent.
    #[graphql(default = 2_000)]
    vat_basis_points: i32,
    /// Why claims that cannot be proven are accepted.
    reason: Option<String>,
}

/// What an article says of itself, to be changed; what is left out stays.
#[derive(InputObject)]
pub struct AmendArticleInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The article.
    id: Uuid,
    /// What it is called.
    name: Option<String>,
    /// What its label says, all of it; held against what its lots are made of.
    claims: Option<LabelClaimsInput>,
    /// The rate of its VAT in hundredths of a per cent.
    vat_basis_points: Option<i32>,
    /// Why claims that cannot be proven are accepted.
    reason: Option<String>,
}

/// A lot that an article is to be taken from.
#[derive(InputObject)]
pub struct AddArticleLotInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The article.
    id: Uuid,
    /// The lot.
    lot_id: Uuid,
    /// Why claims that cannot be proven are accepted.
    reason: Option<String>,
}

/// A lot that an article is to be taken from no longer.
#[derive(InputObject)]
pub struct RemoveArticleLotInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The article.
    id: Uuid,
    /// The lot.
    lot_id: Uuid,
}

/// A price to be set.
#[derive(InputObject)]
pub struct SetArticlePriceInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The article.
    id: Uuid,
    /// The code of the list: CONSUMER, COMPANY, TRADE, EXPORT, or another of the estate's own.
    list: String,
    /// The first day; it may lie ahead.
    since: GqlDate,
    /// The price.
    price: PriceInput,
}

/// An article to be offered no longer.
#[derive(InputObject)]
pub struct RetireArticleInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The article.
    id: Uuid,
    /// When.
    occurred_on: GqlDate,
}

/// Commands on what is sold.
#[derive(Default)]
pub struct ArticleMutation;

#[Object]
impl ArticleMutation {
    /// Offers an article under a SKU.
    async fn register_article(
        &self,
        context: &Context<'_>,
        input: RegisterArticleInput,
    ) -> Result<RegisterArticleResult> {
        let id = ArticleId::of(session(context).estate, &input.sku);
        let operation = RegisterArticle {
            sku: input.sku,
            name: input.name,
            lots: input.lot_ids.into_iter().map(LotId::new).collect(),
            claims: input.claims.unwrap_or_default().into_domain()?,
            vat_rate: Rate::from_basis_points(input.vat_basis_points),
            reason: input.reason,
        };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticleRegistered { article, position: done.position, replayed: done.replayed }.into())
    }

    /// Changes what an article is called, what its label says, or its VAT.
    async fn amend_article(
        &self,
        context: &Context<'_>,
        input: AmendArticleInput,
    ) -> Result<AmendArticleResult> {
        let id = ArticleId::new(input.id);
        let operation = AmendArticle {
            article: id,
            name: input.name,
            claims: input.claims.map(LabelClaimsInput::into_domain).transpose()?,
            vat_rate: input.vat_basis_points.map(Rate::from_basis_points),
            reason: input.reason,
        };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticleAmended { article, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes an article from one lot more.
    async fn add_article_lot(
        &self,
        context: &Context<'_>,
        input: AddArticleLotInput,
    ) -> Result<AddArticleLotResult> {
        let id = ArticleId::new(input.id);
        let operation = AddArticleLot { article: id, lot: LotId::new(input.lot_id), reason: input.reason };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticleLotAdded { article, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes an article from a lot no longer.
    async fn remove_article_lot(
        &self,
        context: &Context<'_>,
        input: RemoveArticleLotInput,
    ) -> Result<RemoveArticleLotResult> {
        let id = ArticleId::new(input.id);
        let operation = RemoveArticleLot { article: id, lot: LotId::new(input.lot_id) };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticleLotRemoved { article, position: done.position, replayed: done.replayed }.into())
    }

    /// Sets the price of an article by a list, from a day on.
    async fn set_article_price(
        &self,
        context: &Context<'_>,
        input: SetArticlePriceInput,
    ) -> Result<SetArticlePriceResult> {
        let id = ArticleId::new(input.id);
        let (list, since, price) = (input.list, input.since.0, input.price.into_domain());
        let operation = SetArticlePrice { article: id, list, since, price };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticlePriceSet { article, position: done.position, replayed: done.replayed }.into())
    }

    /// Offers an article no longer; its SKU stays its own.
    async fn retire_article(
        &self,
        context: &Context<'_>,
        input: RetireArticleInput,
    ) -> Result<RetireArticleResult> {
        let id = ArticleId::new(input.id);
        let operation = RetireArticle { article: id, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let article = article(context, id).await?;
        Ok(ArticleRetired { article, position: done.position, replayed: done.replayed }.into())
    }
}
