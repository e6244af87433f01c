//! How the problems of a file are declared: codes with parameters, the sentences being written at the edge.

use domain::units::{Month, Volume};

/// The parameters of a problem by name, written for a program: volumes in hectolitres with a dot, months
/// `2026-08`.
pub(crate) type Params = Vec<(&'static str, String)>;

/// A value that stands in a parameter.
pub(crate) trait Param {
    /// Adds itself under that name; a value that is not there adds nothing.
    fn add(&self, name: &'static str, params: &mut Params);
}

impl Param for Volume {
    fn add(&self, name: &'static str, params: &mut Params) {
        params.push((name, self.to_hl_string()));
    }
}

impl<T: Param> Param for Option<T> {
    fn add(&self, name: &'static str, params: &mut Params) {
        if let Some(value) = self {
            value.add(name, params);
        }
    }
}

macro_rules! plain_params {
    ($($type:ty),*) => {$(
        impl Param for $type {
            fn add(&self, name: &'static str, params: &mut Params) {
                params.push((name, self.to_string()));
            }
        }
    )*};
}
plain_params! { &'static str, String, Month, i64, u32, usize }

/// Declares problems: each variant with its stable code, its message for logs, and its parameters.
macro_rules! problems {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident = $code:literal $message:literal
                    $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })?
            ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                #[error($message)]
                $variant $({ $($(#[$field_doc])* $field: $type),* })?,
            )*
        }

        impl $name {
            /// Every code of these problems.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// Its stable code.
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                }
            }

            /// Its parameters by name: volumes in hectolitres with a dot, months `2026-08`. One that is not
            /// known is left out.
            pub fn params(&self) -> Vec<(&'static str, String)> {
                #[allow(unused_mut, reason = "a problem may have no parameter")]
                let mut params = Vec::new();
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        $($($crate::declare::Param::add(
                            $field, stringify!($field), &mut params,
                        );)*)?
                    })*
                }
                params
            }
        }
    };
}
pub(crate) use problems;
