use domain::invoice::{Item, VatTreatment};
use domain::terms::PaymentMeans;
use domain::units::Rate;
use serde::{Deserialize, Serialize};

/// An account of the general chart (plan comptable général), and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its number: digits, the first three of which the chart gives a sense.
    pub number: String,
    /// Its name.
    pub label: String,
}

/// Where sales are booked, by what is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesAccounts {
    /// Wine of the estate (701).
    pub wine: Account,
    /// Other goods (707).
    pub goods: Account,
    /// Services (706).
    pub services: Account,
}

/// The accounts of an estate. What its accountant uses is a setting; these defaults are those of the general chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts {
    /// Customers (411).
    pub customers: Account,
    /// Payments on account (4191): what was paid before the invoice.
    pub advances: Account,
    /// Sales in France.
    pub domestic: SalesAccounts,
    /// Sales to businesses within the Union.
    pub union: SalesAccounts,
    /// Exports.
    pub export: SalesAccounts,
    /// VAT collected by rate (44571); a rate that is not told is booked on `vat`.
    pub vat_by_rate: Vec<(Rate, Account)>,
    /// VAT collected at any other rate.
    pub vat: Account,
    /// The bank (512): transfers and direct debits.
    pub bank: Account,
    /// The till (530).
    pub cash: Account,
    /// Cheques to be cashed (5112).
    pub cheques: Account,
    /// Cards to be credited (5115).
    pub cards: Account,
    /// Whatever else is to be cashed (511).
    pub other: Account,
}

impl Account {
    /// An account of that number and name.
    pub fn new(number: &str, label: &str) -> Self {
        Self { number: number.to_owned(), label: label.to_owned() }
    }
}

impl SalesAccounts {
    fn new(suffix: &str, place: &str) -> Self {
        let account =
            |class: &str, what: &str| Account::new(&format!("{class}{suffix}"), &format!("{what}{place}"));
        Self {
            wine: account("701", "Ventes de vins"),
            goods: account("707", "Ventes de marchandises"),
            services: account("706", "Prestations de services"),
        }
    }
}

impl Default for Accounts {
    fn default() -> Self {
        let rate = |basis_points, number, label| {
            (Rate::from_basis_points(basis_points), Account::new(number, label))
        };
        Self {
            customers: Account::new("411000", "Clients"),
            advances: Account::new("419100", "Clients, avances et acomptes reçus"),
            domestic: SalesAccounts::new("000", ""),
            union: SalesAccounts::new("200", ", Union européenne"),
            export: SalesAccounts::new("300", ", exportation"),
            vat_by_rate: vec![
                rate(2_000, "445711", "TVA collectée 20 %"),
                rate(1_000, "445712", "TVA collectée 10 %"),
                rate(550, "445713", "TVA collectée 5,5 %"),
                rate(210, "445714", "TVA collectée 2,1 %"),
            ],
            vat: Account::new("445710", "TVA collectée"),
            bank: Account::new("512000", "Banque"),
            cash: Account::new("530000", "Caisse"),
            cheques: Account::new("511200", "Chèques à encaisser"),
            cards: Account::new("511500", "Cartes bancaires à encaisser"),
            other: Account::new("511000", "Valeurs à l’encaissement"),
        }
    }
}

impl Accounts {
    /// Where a line is booked.
    pub(super) fn sales(&self, item: &Item, treatment: VatTreatment) -> &Account {
        let of = match treatment {
            VatTreatment::Standard(_) | VatTreatment::SmallBusiness => &self.domestic,
            VatTreatment::IntraCommunity | VatTreatment::ReverseCharge => &self.union,
            VatTreatment::Export => &self.export,
        };
        match item {
            Item::Bottles(_) => &of.wine,
            Item::Goods => &of.goods,
            Item::Service => &of.services,
        }
    }

    /// Where the VAT of a treatment is booked.
    pub(super) fn collected(&self, treatment: VatTreatment) -> &Account {
        let rate = treatment.rate();
        self.vat_by_rate.iter().find(|(of, _)| *of == rate).map_or(&self.vat, |(_, account)| account)
    }

    /// Where money goes, and the journal that tells it.
    pub(super) const fn takings(&self, means: PaymentMeans) -> (&Account, (&'static str, &'static str)) {
        const BANK: (&str, &str) = ("BQ", "Banque");
        match means {
            PaymentMeans::Transfer | PaymentMeans::DirectDebit => (&self.bank, BANK),
            PaymentMeans::Cash => (&self.cash, ("CA", "Caisse")),
            PaymentMeans::Cheque => (&self.cheques, BANK),
            PaymentMeans::Card => (&self.cards, BANK),
            PaymentMeans::Other => (&self.other, BANK),
        }
    }
}
