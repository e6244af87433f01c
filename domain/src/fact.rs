use cqrs_es::DomainEvent;
use serde::de::DeserializeOwned;

use crate::article::{Article, ArticleEvent};
use crate::bottle_lot::{BottleLot, LotEvent};
use crate::capsule_account::{CapsuleAccount, CapsuleEvent};
use crate::decider::Decider;
use crate::drm_period::{DrmPeriod, DrmPeriodEvent};
use crate::estate::{Estate, EstateEvent};
use crate::harvest::{Harvest, HarvestEvent};
use crate::invoice::{InvoiceAccount, InvoiceEvent};
use crate::invoice_book::{BookEvent, InvoiceBook};
use crate::movement::{Movement, MovementEvent};
use crate::order::{Order, OrderEvent};
use crate::parcel::{Parcel, ParcelEvent};
use crate::till::{Till, TillEvent};
use crate::units::{
    ArticleId, CapsuleAccountId, DrmPeriodId, EstateId, HarvestId, InvoiceBookId, InvoiceId, LotId,
    MovementId, OrderId, ParcelId, TillId, VatId,
};
use crate::vat::{Vat, VatEvent};

/// Why a stored event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// No aggregate has this type.
    #[error("unknown aggregate type {0}")]
    UnknownAggregate(String),
    /// The aggregate's id is not a UUID.
    #[error("malformed aggregate id {0}")]
    MalformedId(String),
    /// The payload is not an event of the aggregate.
    #[error("unreadable event: {0}")]
    Payload(#[from] serde_json::Error),
}

macro_rules! facts {
    ($($variant:ident($aggregate:ty, $id:ty, $event:ty)),* $(,)?) => {
        /// Any event of the ledger, with the id of what it happened to.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact {
            $(
                #[doc = concat!("An event of a ", stringify!($aggregate), ".")]
                $variant($id, $event),
            )*
        }

        impl Fact {
            /// Every aggregate type with its event types and their current versions.
            pub const CATALOGUE: &'static [(&'static str, &'static [(&'static str, &'static str)])] =
                &[$((<$aggregate>::TYPE, <$event>::TYPES)),*];

            /// Reads a stored event. The payload is the exact JSON text that was written, at its current version.
            pub fn decode(aggregate_type: &str, aggregate_id: &str, payload: &str) -> Result<Self, DecodeError> {
                $(
                    if aggregate_type == <$aggregate>::TYPE {
                        return Ok(Self::$variant(parse_id::<$id>(aggregate_id)?, parse(payload)?));
                    }
                )*
                Err(DecodeError::UnknownAggregate(aggregate_type.to_owned()))
            }

            /// The type of the aggregate that it happened to.
            pub const fn aggregate_type(&self) -> &'static str {
                match self {
                    $(Self::$variant(..) => <$aggregate as Decider>::TYPE,)*
                }
            }

            /// The type of the event.
            pub fn event_type(&self) -> String {
                match self {
                    $(Self::$variant(_, event) => event.event_type(),)*
                }
            }
        }
    };
}

facts! {
    Estate(Estate, EstateId, EstateEvent),
    Parcel(Parcel, ParcelId, ParcelEvent),
    Harvest(Harvest, HarvestId, HarvestEvent),
    Vat(Vat, VatId, VatEvent),
    Lot(BottleLot, LotId, LotEvent),
    Movement(Movement, MovementId, MovementEvent),
    Order(Order, OrderId, OrderEvent),
    Capsules(CapsuleAccount, CapsuleAccountId, CapsuleEvent),
    Period(DrmPeriod, DrmPeriodId, DrmPeriodEvent),
    InvoiceBook(InvoiceBook, InvoiceBookId, BookEvent),
    Invoice(InvoiceAccount, InvoiceId, InvoiceEvent),
    Till(Till, TillId, TillEvent),
    Article(Article, ArticleId, ArticleEvent),
}

fn parse_id<I: std::str::FromStr>(text: &str) -> Result<I, DecodeError> {
    text.parse().map_err(|_| DecodeError::MalformedId(text.to_owned()))
}

fn parse<E: DeserializeOwned>(payload: &str) -> Result<E, DecodeError> {
    Ok(serde_json::from_str(payload)?)
}
