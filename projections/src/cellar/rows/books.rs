use domain::bookkeeping::Bookkeeping;
use domain::estate::Claiming;
use domain::identity::EstateIdentity;
use domain::letterhead::{Letterhead, Logo};
use domain::terms::{Colour, FiscalCategory, Regime, Strength, WineSpec};
use domain::units::{Month, Volume, WineId};

use crate::contract::{Word, row};

row! {
    /// Who the estate is.
    pub struct Estate in "cellar.estates", key () {
        /// Trade name.
        name: String,
        /// Accise number.
        accise: String,
        /// CVI number.
        cvi: Option<String>,
        /// Identifier at the interprofession.
        interprofession_id: Option<String>,
        /// The first month that the books hold.
        books_from: Month,
        /// The month of the return from which the opening stock was taken.
        opening_month: Option<Month>,
        /// SHA-256 of that return's file.
        opening_file_sha256: Option<String>,
        /// What the estate stated of itself last; nothing until it did.
        identity: Option<EstateIdentity>,
        /// When the wine of a harvest enters the balance of its declared wine.
        claiming: Word<Claiming>,
        /// How the books of its sales are kept.
        bookkeeping: Bookkeeping,
        /// What stands on its papers besides its identity.
        letterhead: Letterhead,
        /// The logo on its papers.
        logo: Option<Logo>,
    }
}

row! {
    /// A declared wine.
    pub struct Wine in "cellar.wines", key (id: WineId) {
        /// The wine.
        id: WineId,
        /// The order of its label.
        sort_key: String,
        /// `libelle_personnalise`.
        label: String,
        /// Its fiscal category.
        category: Word<FiscalCategory>,
        /// Its colour.
        colour: Option<Word<Colour>>,
        /// All that was declared.
        spec: WineSpec,
        /// Its strength, where customs ask for it.
        strength: Strength,
    }
}

row! {
    /// What of the opening stock has been found in vats and lots.
    pub struct OpeningStock in "cellar.opening_stocks", key (wine_id: WineId, regime: Word<Regime>) {
        /// The wine.
        wine_id: WineId,
        /// Its regime.
        regime: Word<Regime>,
        /// What the last return before the books says.
        volume_ml: Volume,
        /// What of it is in a vat or a lot.
        placed_ml: Volume,
        /// What is still to be placed.
        unplaced_ml: Volume,
    }
}
