use crate::units::ParcelId;

/// A harvest as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Harvest {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// A picking is planned.
    Planned {
        /// The parcel.
        parcel: ParcelId,
    },
    /// It came in.
    Brought {
        /// The parcel.
        parcel: ParcelId,
    },
    /// It was taken back.
    Reversed,
}
