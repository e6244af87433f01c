use async_graphql::InputObject;
use domain::bookkeeping::{Account, Bookkeeping};
use domain::letterhead::{BankAccount, InkColour, Letterhead, LetterheadRefusal};

use crate::graphql::enums::GqlAccountPurpose;
use crate::graphql::scalars::GqlMoney;

/// How the books of the sales are kept.
#[derive(InputObject, Clone, Debug)]
pub struct BookkeepingInput {
    /// The estate is below the threshold and charges no VAT (CGI, art. 293 B).
    #[graphql(default)]
    small_business: bool,
    /// VAT is due with the invoice and not with the payment, where an invoice does not say otherwise.
    #[graphql(default)]
    vat_on_debits: bool,
    /// The accounts that are others than usual, one a purpose.
    #[graphql(default, validator(max_items = 21))]
    accounts: Vec<AccountInput>,
}

/// An account of the sales journal.
#[derive(InputObject, Clone, Debug)]
pub struct AccountInput {
    /// What it is for.
    purpose: GqlAccountPurpose,
    /// Its number: 3 to 12 digits or letters, of which the first are those of the general chart.
    number: String,
    /// Its name, 60 characters at most.
    label: String,
}

/// What stands on the papers besides who the estate is.
#[derive(InputObject, Clone, Debug)]
pub struct LetterheadInput {
    /// The capital of a company.
    capital: Option<GqlMoney>,
    /// The town of its register of commerce (RCS).
    registry: Option<String>,
    /// Where electronic invoices reach it in the French directory: its SIREN, alone or with `_` and a suffix.
    electronic_address: Option<String>,
    /// Telephone.
    phone: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Web site.
    website: Option<String>,
    /// Where it is paid: IBAN, however it is spaced.
    iban: Option<String>,
    /// BIC of that account.
    bic: Option<String>,
    /// The colour of titles and rules: `#5b1a2e`. Dark enough to be read on white.
    ink: Option<String>,
    /// The colour of ornaments.
    accent: Option<String>,
}

impl From<BookkeepingInput> for Bookkeeping {
    fn from(input: BookkeepingInput) -> Self {
        let BookkeepingInput { small_business, vat_on_debits, accounts } = input;
        let account =
            |it: AccountInput| Account { purpose: it.purpose.into(), number: it.number, label: it.label };
        Self { small_business, vat_on_debits, accounts: accounts.into_iter().map(account).collect() }
    }
}

impl LetterheadInput {
    /// The domain's words, or which colour is none.
    pub fn into_domain(self) -> Result<Letterhead, LetterheadRefusal> {
        let colour = |text: Option<String>| text.map(|text| text.trim().parse::<InkColour>()).transpose();
        let bic = self.bic;
        Ok(Letterhead {
            capital_cents: self.capital.map(|capital| capital.0),
            registry: self.registry,
            electronic_address: self.electronic_address,
            phone: self.phone,
            email: self.email,
            website: self.website,
            account: self.iban.map(|iban| BankAccount { iban, bic }),
            ink: colour(self.ink)?,
            accent: colour(self.accent)?,
        })
    }
}
