use domain::Fact;

use super::{AnyTable, Envelope, Fault};

/// A read model: rows, and a pure fold from events to changes of them. The drivers decide where the rows come from.
pub trait Model: Send + Sync + 'static {
    /// Its name in the checkpoints.
    const NAME: &'static str;
    /// Raised whenever the fold would write other rows from the same events. Rows of an older version are rebuilt
    /// before the model is driven on.
    const VERSION: i32;
    /// Its tables.
    type Rows: Rows;

    /// Names the rows that the event may read or change. It is asked again as long as what was loaded leads to
    /// further wants.
    fn want(rows: &mut Self::Rows, fact: &Fact);

    /// Takes the event in.
    fn fold(rows: &mut Self::Rows, fact: &Fact, envelope: &Envelope) -> Result<(), Fault>;
}

/// The tables of a model.
pub trait Rows: Default + Send {
    /// All of them, in one order.
    fn tables(&mut self) -> Vec<&mut dyn AnyTable>;
}

/// Declares the tables of a model.
macro_rules! rows {
    (
        $(#[$doc:meta])*
        pub struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $row:ty),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $crate::contract::Table<$row>,)*
        }

        impl $crate::contract::Rows for $name {
            fn tables(&mut self) -> Vec<&mut dyn $crate::contract::AnyTable> {
                vec![$(&mut self.$field),*]
            }
        }
    };
}
pub(crate) use rows;

/// A [`Model`] whatever its rows are, as the drivers see it.
pub trait AnyModel: Send + Sync {
    /// [`Model::NAME`].
    fn name(&self) -> &'static str;

    /// [`Model::VERSION`].
    fn version(&self) -> i32;

    /// A fold that has taken nothing in.
    fn begin(&self) -> Box<dyn Folding>;
}

/// A fold on its way.
pub trait Folding: Send {
    /// [`Model::want`].
    fn want(&mut self, fact: &Fact);

    /// [`Model::fold`].
    fn fold(&mut self, fact: &Fact, envelope: &Envelope) -> Result<(), Fault>;

    /// [`Rows::tables`].
    fn tables(&mut self) -> Vec<&mut dyn AnyTable>;
}

struct Fold<M: Model>(M::Rows);

impl<M: Model> AnyModel for M {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn version(&self) -> i32 {
        M::VERSION
    }

    fn begin(&self) -> Box<dyn Folding> {
        Box::new(Fold::<M>(M::Rows::default()))
    }
}

impl<M: Model> Folding for Fold<M> {
    fn want(&mut self, fact: &Fact) {
        M::want(&mut self.0, fact);
    }

    fn fold(&mut self, fact: &Fact, envelope: &Envelope) -> Result<(), Fault> {
        M::fold(&mut self.0, fact, envelope)
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        self.0.tables()
    }
}
