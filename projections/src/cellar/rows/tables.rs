use super::{
    Estate, Harvest, Movement, MovementSubject, OpeningStock, Parcel, Vat, VatEntry, VatHandling, Wine,
};
use crate::contract::rows;

rows! {
    /// The tables of the cellar.
    pub struct CellarRows {
        /// One row an estate.
        estates: Estate,
        /// Declared wines.
        wines: Wine,
        /// The stock with which the books open.
        opening_stocks: OpeningStock,
        /// Parcels.
        parcels: Parcel,
        /// Harvests.
        harvests: Harvest,
        /// Vats.
        vats: Vat,
        /// Their timelines.
        vat_entries: VatEntry,
        /// Additions and analyses.
        vat_handlings: VatHandling,
        /// The movement journal.
        movements: Movement,
        /// What each movement touches.
        movement_subjects: MovementSubject,
    }
}
