use domain::bookkeeping::{Account, AccountPurpose, Bookkeeping};
use domain::invoice::{Item, VatTreatment};
use domain::terms::PaymentMeans;

/// The accounts of an estate, by what is booked.
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a>(pub &'a Bookkeeping);

impl Accounts<'_> {
    /// The account for that.
    pub(super) fn of(self, purpose: AccountPurpose) -> Account {
        self.0.account(purpose)
    }

    /// Where a line is booked.
    pub(super) fn sales(self, item: &Item, treatment: VatTreatment) -> Account {
        use AccountPurpose as To;
        let [wine, goods, services] = match treatment {
            VatTreatment::Standard(_) | VatTreatment::SmallBusiness => [To::Wine, To::Goods, To::Services],
            VatTreatment::IntraCommunity | VatTreatment::ReverseCharge => {
                [To::WineInUnion, To::GoodsInUnion, To::ServicesInUnion]
            }
            VatTreatment::Export => [To::WineExported, To::GoodsExported, To::ServicesExported],
        };
        self.of(match item {
            Item::Bottles(_) => wine,
            Item::Goods => goods,
            Item::Service => services,
        })
    }

    /// Where the VAT of a treatment is booked.
    pub(super) fn collected(self, treatment: VatTreatment) -> Account {
        self.of(match treatment.rate().basis_points() {
            2_000 => AccountPurpose::Vat20,
            1_000 => AccountPurpose::Vat10,
            550 => AccountPurpose::Vat5_5,
            210 => AccountPurpose::Vat2_1,
            _ => AccountPurpose::Vat,
        })
    }

    /// Where money goes, and the journal that tells it.
    pub(super) fn takings(self, means: PaymentMeans) -> (Account, (&'static str, &'static str)) {
        const BANK: (&str, &str) = ("BQ", "Banque");
        let (purpose, journal) = match means {
            PaymentMeans::Transfer | PaymentMeans::DirectDebit => (AccountPurpose::Bank, BANK),
            PaymentMeans::Cash => (AccountPurpose::Cash, ("CA", "Caisse")),
            PaymentMeans::Cheque => (AccountPurpose::Cheques, BANK),
            PaymentMeans::Card => (AccountPurpose::Cards, BANK),
            PaymentMeans::Other => (AccountPurpose::OtherMeans, BANK),
        };
        (self.of(purpose), journal)
    }
}
