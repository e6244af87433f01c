use super::{Claiming, OpeningStock};
use crate::bookkeeping::Bookkeeping;
use crate::drm::losses::LossScheme;
use crate::identity::EstateIdentity;
use crate::letterhead::{Letterhead, Logo};
use crate::terms::{Regime, Strength, WineSpec};
use crate::units::{Date, Month, MovementId, Volume, WineId};

/// What can be asked of an estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EstateCommand {
    /// Begin its books.
    Register {
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
    },
    /// State who it is, at first or anew. The accise number and the first month of the books are not part of it: the
    /// estate's id follows from the one, its balances from the other.
    Describe {
        /// Who it is.
        identity: EstateIdentity,
    },
    /// Choose when the wine of a harvest enters the balance of its declared wine.
    ChooseClaiming {
        /// When.
        claiming: Claiming,
    },
    /// Choose by which rates losses are allowed, from a campaign on.
    ChooseLossScheme {
        /// Which.
        scheme: LossScheme,
        /// The first year of the campaign.
        campaign: u16,
    },
    /// Choose how the books of the sales are kept.
    SetBookkeeping {
        /// How.
        bookkeeping: Bookkeeping,
    },
    /// Say what stands on the papers besides who the estate is.
    SetLetterhead {
        /// What.
        letterhead: Box<Letterhead>,
    },
    /// Put a logo on the papers, or take it off.
    SetLogo {
        /// The logo, whose file is kept already.
        logo: Option<Logo>,
    },
    /// Declare a wine.
    DeclareWine {
        /// The wine: the one of its label.
        wine: WineId,
        /// What it is.
        spec: WineSpec,
        /// Its strength, where customs ask for it.
        strength: Strength,
    },
    /// Take the closing stock of the last return before the books.
    TakeOpeningStock {
        /// The month of that return.
        month: Month,
        /// SHA-256 of the file, hexadecimal.
        file_sha256: String,
        /// Its stocks.
        stocks: Vec<OpeningStock>,
    },
    /// Find a part of the opening stock in a vat or a lot.
    PlaceOpening {
        /// The movement.
        movement: MovementId,
        /// The wine.
        wine: WineId,
        /// Its regime.
        regime: Regime,
        /// How much.
        volume_ml: Volume,
        /// When it was there.
        on: Date,
    },
    /// Take a placement back.
    ReversePlacement {
        /// The counter-entry.
        movement: MovementId,
        /// The movement to reverse.
        reverses: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
}
