use async_graphql::{Context, Object, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::bookkeeping::{self, AccountPurpose};
use domain::letterhead;
use sqlx::PgConnection;

use crate::artefacts::find;
use crate::graphql::context::read;
use crate::graphql::enums::GqlAccountPurpose;
use crate::graphql::scalars::GqlMoney;

/// How the books of the sales are kept.
pub struct Bookkeeping(pub bookkeeping::Bookkeeping);

/// What stands on the papers besides who the estate is.
pub struct Letterhead(pub letterhead::Letterhead);

/// The logo on the papers.
pub struct Logo(pub letterhead::Logo);

/// An account of the sales journal.
pub struct Account(bookkeeping::Account);

#[Object]
impl Bookkeeping {
    /// The estate is below the threshold and charges no VAT.
    async fn small_business(&self) -> bool {
        self.0.small_business
    }

    /// VAT is due with the invoice and not with the payment.
    async fn vat_on_debits(&self) -> bool {
        self.0.vat_on_debits
    }

    /// The account for each purpose, usual or not.
    async fn accounts(&self) -> Vec<Account> {
        AccountPurpose::ALL.into_iter().map(|purpose| Account(self.0.account(purpose))).collect()
    }
}

#[Object]
impl Account {
    /// What it is for.
    async fn purpose(&self) -> GqlAccountPurpose {
        self.0.purpose.into()
    }

    /// Its number in the general chart.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// Its name.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// True until the estate has chosen another.
    async fn usual(&self) -> bool {
        self.0 == bookkeeping::Account::usual(self.0.purpose)
    }
}

#[Object]
impl Letterhead {
    /// The capital of a company.
    async fn capital(&self) -> Option<GqlMoney> {
        self.0.capital_cents.map(GqlMoney)
    }

    /// The town of its register of commerce.
    async fn registry(&self) -> Option<&str> {
        self.0.registry.as_deref()
    }

    /// Where electronic invoices reach it in the French directory; at its SIREN where nothing is told.
    async fn electronic_address(&self) -> Option<&str> {
        self.0.electronic_address.as_deref()
    }

    /// Telephone.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// E-mail address.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Web site.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// IBAN of the account where it is paid, without spaces.
    async fn iban(&self) -> Option<&str> {
        self.0.account.as_ref().map(|account| account.iban.as_str())
    }

    /// BIC of that account.
    async fn bic(&self) -> Option<&str> {
        self.0.account.as_ref()?.bic.as_deref()
    }

    /// The colour of titles and rules, where it is not the usual one.
    async fn ink(&self) -> Option<String> {
        self.0.ink.map(String::from)
    }

    /// The colour of ornaments, where it is not the usual one.
    async fn accent(&self) -> Option<String> {
        self.0.accent.map(String::from)
    }
}

#[Object]
impl Logo {
    /// Its media type.
    async fn media_type(&self) -> &'static str {
        self.0.format.media_type()
    }

    /// SHA-256 of its file, hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Its file in base 64.
    async fn file(&self, context: &Context<'_>) -> Result<Option<String>> {
        let found = read(context, async |connection: &mut PgConnection, estate| {
            find(connection, estate, &self.0.sha256).await.map_err(projections::ReadError::from)
        });
        Ok(found.await?.map(|stored| STANDARD.encode(stored.content)))
    }
}
