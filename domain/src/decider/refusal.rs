use std::fmt;

use crate::units::{Date, Money, Month, Volume, WineId};

/// One parameter of a refusal, typed so that the edge can write it as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// A volume, shown in hectolitres.
    Volume(Volume),
    /// A count of bottles, capsules or rows.
    Count(i64),
    /// An amount.
    Money(Money),
    /// A day.
    Date(Date),
    /// A month.
    Month(Month),
    /// A declared wine, shown by its label.
    Wine(WineId),
    /// A word or a name.
    Text(String),
}

/// Why something is refused: a stable code and its parameters. The sentence is written at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable, in capitals: part of the interface.
    pub code: &'static str,
    /// Named values, in the order of the refusal's fields.
    pub params: Vec<(&'static str, Param)>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.params {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// A typed refusal that can be told as data.
pub trait Refusable: std::error::Error + Clone + PartialEq + Send + Sync + 'static {
    /// Its code and parameters.
    fn refusal(&self) -> Refusal;
}

impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Volume(volume) => volume.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Month(month) => month.fmt(f),
            Self::Wine(wine) => wine.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

macro_rules! params_from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Param {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}
params_from! {
    Volume => Volume, i64 => Count, Money => Money, Date => Date, Month => Month, WineId => Wine, String => Text,
}

impl From<crate::invoice::InvoiceNumber> for Param {
    fn from(number: crate::invoice::InvoiceNumber) -> Self {
        Self::Text(number.to_string())
    }
}

macro_rules! params_from_ids {
    ($($type:ident),* $(,)?) => {$(
        impl From<crate::units::$type> for Param {
            fn from(value: crate::units::$type) -> Self {
                Self::Text(value.to_string())
            }
        }
    )*};
}
params_from_ids! {
    ArticleId,     VatId, LotId, MovementId, HarvestId, ParcelId, OrderId, CapsuleAccountId, DispatchId, InvoiceId, PaymentId,
}

/// Declares the refusals of an aggregate or of another room: each variant with its stable code and its parameters.
///
/// Besides the enum it writes `CODES` (every code, for the tests of the edge), [`Refusable`] and `From` into
/// [`Refusal`]; `| Other` at the end takes in another enum of refusals whole, as one more variant.
#[macro_export]
macro_rules! refusals {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident = $code:literal $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })?
            ),* $(,)?
        }
        $(| $(#[$inner_doc:meta])* $inner:ident)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant $({ $($(#[$field_doc])* $field: $type),* })?,)*
            $($(#[$inner_doc])* $inner($inner),)*
        }

        impl $name {
            /// Every code that these refusals can carry, without those taken in from elsewhere.
            pub const CODES: &'static [&'static str] = &[$($code),*];
        }

        impl $crate::decider::Refusable for $name {
            fn refusal(&self) -> $crate::decider::Refusal {
                match self.clone() {
                    $(Self::$variant $({ $($field),* })? => $crate::decider::Refusal {
                        code: $code,
                        params: vec![$($((stringify!($field), $crate::decider::Param::from($field))),*)?],
                    },)*
                    $(Self::$inner(inner) => $crate::decider::Refusable::refusal(&inner),)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::decider::Refusable::refusal(self).fmt(f)
            }
        }

        impl std::error::Error for $name {}

        impl From<$name> for $crate::decider::Refusal {
            fn from(refusal: $name) -> Self {
                $crate::decider::Refusable::refusal(&refusal)
            }
        }

        $(impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self::$inner(inner)
            }
        })*
    };
}
pub use refusals;
