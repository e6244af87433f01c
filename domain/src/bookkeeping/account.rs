use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AccountPurpose, BookkeepingRefusal};
use crate::policy::name;

/// An account of the general chart (plan comptable général).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// What it is for.
    pub purpose: AccountPurpose,
    /// Its number: 3 to 12 digits or capital letters, of which the first give it its sense.
    pub number: String,
    /// Its name, 1 to 60 characters.
    pub label: String,
}

/// How an estate keeps the books of its sales.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bookkeeping {
    /// The estate is below the threshold and charges no VAT (franchise en base: CGI, art. 293 B).
    pub small_business: bool,
    /// VAT is due with the invoice and not with the payment (option pour les débits: CGI, art. 269, 2, c), where an invoice does
    /// not say otherwise.
    pub vat_on_debits: bool,
    /// The accounts that are others than usual, one a purpose.
    pub accounts: Vec<Account>,
}

impl Account {
    /// The account that is usual for that.
    pub fn usual(purpose: AccountPurpose) -> Self {
        let (_, number, label) = purpose.chart();
        Self { purpose, number: number.to_owned(), label: label.to_owned() }
    }

    fn accepted(self) -> Result<Self, BookkeepingRefusal> {
        let Self { purpose, number, label } = self;
        let (begins, ..) = purpose.chart();
        let number = number.trim().to_ascii_uppercase();
        let fits = (3..=12).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_alphanumeric());
        if !fits || !number.starts_with(begins) {
            let number = number.chars().take(40).collect();
            return Err(BookkeepingRefusal::NumberInvalid { number, begins: begins.to_owned() });
        }
        match name(&label, 60) {
            Some(label) => Ok(Self { purpose, number, label }),
            None => Err(BookkeepingRefusal::AccountLabelInvalid { number }),
        }
    }
}

impl Bookkeeping {
    /// The account for that.
    pub fn account(&self, purpose: AccountPurpose) -> Account {
        let told = self.accounts.iter().find(|account| account.purpose == purpose);
        told.cloned().unwrap_or_else(|| Account::usual(purpose))
    }

    /// The same with its texts trimmed and without what is usual anyway; refused where a purpose stands twice, or a number has not the
    /// sense of what it is for.
    pub fn accepted(self) -> Result<Self, BookkeepingRefusal> {
        let mut accounts = BTreeMap::new();
        for account in self.accounts {
            let account = account.accepted()?;
            let number = account.number.clone();
            if accounts.insert(account.purpose, account).is_some() {
                return Err(BookkeepingRefusal::PurposeTwice { number });
            }
        }
        let others = accounts.into_values().filter(|account| *account != Account::usual(account.purpose));
        Ok(Self { accounts: others.collect(), ..self })
    }
}
