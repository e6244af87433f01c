/// Implements `DomainEvent` for an enum of events: the type is the variant's name, the version the figure given.
///
/// A version is raised only together with an upcaster (see `upcast`) and a new golden file; the tests of
/// `golden_events` fail otherwise.
macro_rules! domain_events {
    ($name:ident { $($variant:ident = $version:literal),* $(,)? }) => {
        impl $name {
            /// Every event type with its current version.
            pub const TYPES: &'static [(&'static str, &'static str)] = &[$((stringify!($variant), $version)),*];
        }

        impl cqrs_es::DomainEvent for $name {
            fn event_type(&self) -> String {
                match self {
                    $(Self::$variant { .. } => stringify!($variant).to_owned(),)*
                }
            }

            fn event_version(&self) -> String {
                match self {
                    $(Self::$variant { .. } => $version.to_owned(),)*
                }
            }
        }
    };
}
pub(crate) use domain_events;
