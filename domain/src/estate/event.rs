use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bookkeeping::Bookkeeping;
use crate::decider::domain_events;
use crate::drm::losses::LossScheme;
use crate::identity::EstateIdentity;
use crate::letterhead::{Letterhead, Logo};
use crate::terms::{Regime, Strength, WineSpec};
use crate::units::{Date, Month, MovementId, Volume, WineId};

/// What has happened to an estate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum EstateEvent {
    /// The estate began its books.
    EstateRegistered {
        /// Trade name.
        name: String,
        /// Accise number, 13 characters.
        accise: String,
        /// CVI number, 10 characters.
        cvi: Option<String>,
        /// Identifier at the interprofession.
        interprofession_id: Option<String>,
        /// The first month that the books hold.
        books_from: Month,
    },
    /// The estate stated who it is, for the first time or anew; the last statement holds.
    EstateDescribed {
        /// Who it is.
        identity: EstateIdentity,
    },
    /// The estate chose when the wine of a harvest enters the balance of its declared wine; the last choice holds for the
    /// harvests after it.
    ClaimingChosen {
        /// When.
        claiming: Claiming,
    },
    /// The estate chose by which rates its losses are allowed, from a campaign on; declared to customs before it.
    LossSchemeChosen {
        /// Which.
        scheme: LossScheme,
        /// The first year of the campaign.
        campaign: u16,
    },
    /// The estate chose how the books of its sales are kept; the last choice holds for what is issued after it.
    BookkeepingSet {
        /// How.
        bookkeeping: Bookkeeping,
    },
    /// The estate said what stands on its papers besides who it is; the last word holds.
    LetterheadSet {
        /// What.
        letterhead: Letterhead,
    },
    /// The estate put a logo on its papers, or took it off.
    LogoSet {
        /// The logo; none where it was taken off.
        logo: Option<Logo>,
    },
    /// A wine was declared; from now on its label is its identity.
    WineDeclared {
        /// The wine.
        wine: WineId,
        /// What it is.
        spec: WineSpec,
        /// Its strength, where customs ask for it.
        #[serde(default, skip_serializing_if = "Strength::is_untold")]
        strength: Strength,
    },
    /// The closing stock of the last return before the books, wine by wine.
    OpeningStockTaken {
        /// The month of that return.
        month: Month,
        /// SHA-256 of the file it was read from, hexadecimal.
        file_sha256: String,
        /// Its stocks.
        stocks: Vec<OpeningStock>,
    },
    /// A part of the opening stock was found in a vat or a lot.
    OpeningStockPlaced {
        /// The movement that placed it.
        movement: MovementId,
        /// The wine.
        wine: WineId,
        /// Its regime.
        regime: Regime,
        /// How much.
        volume_ml: Volume,
        /// When it was there; on or after the first day of the books.
        occurred_on: Date,
    },
    /// A placement was reversed: the volume is unplaced again.
    OpeningPlacementReversed {
        /// The counter-entry.
        movement: MovementId,
        /// The movement it reverses.
        reverses: MovementId,
        /// The wine.
        wine: WineId,
        /// Its regime.
        regime: Regime,
        /// How much.
        volume_ml: Volume,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
}

/// When the wine of a harvest enters the balance of its declared wine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Claiming {
    /// With the harvest.
    #[default]
    AtHarvest,
    /// When it is claimed (revendication); until then it is shown as being made.
    WhenClaimed,
}

/// One line of an opening stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpeningStock {
    /// The wine.
    pub wine: WineId,
    /// Its regime.
    pub regime: Regime,
    /// How much there was, zero included.
    pub volume_ml: Volume,
}

domain_events!(EstateEvent {
    EstateRegistered = "1",
    EstateDescribed = "1",
    ClaimingChosen = "1",
    LossSchemeChosen = "1",
    BookkeepingSet = "1",
    LetterheadSet = "1",
    LogoSet = "1",
    WineDeclared = "1",
    OpeningStockTaken = "1",
    OpeningStockPlaced = "1",
    OpeningPlacementReversed = "1",
});
