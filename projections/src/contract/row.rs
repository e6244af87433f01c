use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row of a read model: a struct whose fields are the columns, without the estate.
///
/// A row travels to the database and back as JSON, so fold, table and query share one definition. Dates are written
/// YYYY-MM-DD, ids as UUID, instants as RFC 3339, and what has inner structure is a `jsonb` column.
pub trait Row: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its table.
    const SHAPE: Shape;
    /// What identifies it within an estate: the values of the key columns, in their order.
    type Key: Clone + Debug + Ord + Serialize + Send + Sync;

    /// Its key.
    fn key(&self) -> Self::Key;
}

/// The table of a row. Its first column is `estate_id`, which stands first in its primary key too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Schema and table.
    pub table: &'static str,
    /// The columns of the primary key, without the estate.
    pub key: &'static [&'static str],
    /// Every column but the estate.
    pub columns: &'static [&'static str],
}

/// Declares a row: its table, its key with the types of the key columns, and its columns.
///
/// A key column's type may differ from the field's where the field's own type does not order or does not write itself
/// as the column does: it is made with `From`.
macro_rules! row {
    (
        $(#[$doc:meta])*
        pub struct $name:ident in $table:literal, key ($($key:ident: $key_type:ty),* $(,)?) {
            $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $crate::contract::Row for $name {
            const SHAPE: $crate::contract::Shape = $crate::contract::Shape {
                table: $table,
                key: &[$(stringify!($key)),*],
                columns: &[$(stringify!($field)),*],
            };
            type Key = ($($key_type,)*);

            #[allow(clippy::unused_unit, reason = "the key of a table with one row an estate")]
            fn key(&self) -> Self::Key {
                ($(<$key_type>::from(self.$key.clone()),)*)
            }
        }
    };
}
pub(crate) use row;

/// Declares the words of a column: each variant with the text by which storage and interfaces know it.
macro_rules! words {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Its name in storage and interfaces.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}
pub(crate) use words;
