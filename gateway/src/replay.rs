//! The state that the events of one aggregate leave, for an auditor to read.

use std::fmt;

use domain::Fact;
use domain::article::Article;
use domain::bottle_lot::BottleLot;
use domain::capsule_account::CapsuleAccount;
use domain::decider::Decider;
use domain::drm_period::DrmPeriod;
use domain::estate::Estate;
use domain::harvest::Harvest;
use domain::invoice::InvoiceAccount;
use domain::invoice_book::InvoiceBook;
use domain::movement::Movement;
use domain::order::Order;
use domain::parcel::Parcel;
use domain::till::Till;
use domain::vat::Vat;

/// The aggregate whose events were taken in.
#[derive(Default)]
pub enum Replay {
    /// None yet.
    #[default]
    Nothing,
    /// An estate.
    Estate(Estate),
    /// A parcel.
    Parcel(Parcel),
    /// A harvest.
    Harvest(Harvest),
    /// A vat.
    Vat(Vat),
    /// A lot.
    Lot(BottleLot),
    /// A movement.
    Movement(Movement),
    /// An order.
    Order(Order),
    /// A capsule account.
    Capsules(CapsuleAccount),
    /// A month.
    Period(DrmPeriod),
    /// A book of numbers.
    InvoiceBook(InvoiceBook),
    /// An invoice.
    Invoice(InvoiceAccount),
    /// The till of a year.
    Till(Till),
    /// An article.
    Article(Article),
}

macro_rules! take {
    ($self:ident, $fact:ident, $($variant:ident),*) => {
        match $fact {
            $(Fact::$variant(_, event) => {
                let mut state = match std::mem::take($self) {
                    Self::$variant(state) => state,
                    _ => Default::default(),
                };
                state.evolve(event);
                *$self = Self::$variant(state);
            })*
        }
    };
}

impl Replay {
    /// Takes one event of the aggregate in.
    pub fn take(&mut self, fact: &Fact) {
        take!(
            self,
            fact,
            Estate,
            Parcel,
            Harvest,
            Vat,
            Lot,
            Movement,
            Order,
            Capsules,
            Period,
            InvoiceBook,
            Invoice,
            Till,
            Article
        );
    }
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("-"),
            Self::Estate(state) => write!(f, "{state:#?}"),
            Self::Parcel(state) => write!(f, "{state:#?}"),
            Self::Harvest(state) => write!(f, "{state:#?}"),
            Self::Vat(state) => write!(f, "{state:#?}"),
            Self::Lot(state) => write!(f, "{state:#?}"),
            Self::Movement(state) => write!(f, "{state:#?}"),
            Self::Order(state) => write!(f, "{state:#?}"),
            Self::Capsules(state) => write!(f, "{state:#?}"),
            Self::Period(state) => write!(f, "{state:#?}"),
            Self::InvoiceBook(state) => write!(f, "{state:#?}"),
            Self::Invoice(state) => write!(f, "{state:#?}"),
            Self::Till(state) => write!(f, "{state:#?}"),
            Self::Article(state) => write!(f, "{state:#?}"),
        }
    }
}
