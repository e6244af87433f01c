//! The accounts that an estate chooses, and each refusal.

use super::{Account, AccountPurpose, Bookkeeping, BookkeepingRefusal};
use crate::decider::Refusal;
use crate::testing::{Told, refused};

fn account(purpose: AccountPurpose, number: &str, label: &str) -> Account {
    Account { purpose, number: number.to_owned(), label: label.to_owned() }
}

fn with(accounts: Vec<Account>) -> Result<Bookkeeping, Refusal> {
    Ok(Bookkeeping { accounts, ..Bookkeeping::default() }.accepted()?)
}

fn one(purpose: AccountPurpose, number: &str, label: &str) -> Result<Bookkeeping, Refusal> {
    with(vec![account(purpose, number, label)])
}

#[test]
fn an_account_is_the_usual_one_until_another_is_told() {
    let told = one(AccountPurpose::Wine, " 70110a ", " Vins AOP ").unwrap();
    let numbers = [AccountPurpose::Wine, AccountPurpose::Cash].map(|purpose| told.account(purpose).number);
    assert_eq!(numbers, ["70110A", "530000"]);
    assert_eq!(told.account(AccountPurpose::Wine).label, "Vins AOP");
    assert_eq!(one(AccountPurpose::Cash, "530000", "Caisse"), Ok(Bookkeeping::default()));
}

#[test]
fn every_usual_account_is_accepted() {
    let usual = AccountPurpose::ALL.map(Account::usual).to_vec();
    assert_eq!(with(usual), Ok(Bookkeeping::default()));
}

fn number(number: &str, begins: &str) -> BookkeepingRefusal {
    BookkeepingRefusal::NumberInvalid { number: number.to_owned(), begins: begins.to_owned() }
}

refused! { BookkeepingRefusal:
    customers_owe_on_an_account_of_customers:
        one(AccountPurpose::Customers, "401000", "Clients") => number("401000", "411");
    a_number_has_digits: one(AccountPurpose::Bank, "512-1", "Banque") => number("512-1", "512");
    a_number_is_not_too_short: one(AccountPurpose::Cash, "53", "Caisse") => number("53", "53");
    a_number_is_not_too_long:
        one(AccountPurpose::Vat, "4457000000001", "TVA") => number("4457000000001", "4457");
    an_account_has_a_name:
        one(AccountPurpose::Vat, "445799", "\t")
        => BookkeepingRefusal::AccountLabelInvalid { number: "445799".to_owned() };
    a_purpose_has_one_account:
        with(vec![account(AccountPurpose::Bank, "512001", "A"), account(AccountPurpose::Bank, "512002", "B")])
        => BookkeepingRefusal::PurposeTwice { number: "512002".to_owned() };
}
