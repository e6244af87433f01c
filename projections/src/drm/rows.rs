use domain::drm::declared::{Annexes, Artefact, Nature};
use domain::drm::{CapsuleNode, Node, Return};
use domain::terms::{CapsuleColour, CapsuleKind, CapsuleRegime, Country, FiscalCategory, Regime};
use domain::units::{CapsuleAccountId, Date, DrmPeriodId, LotId, Month, MovementId, Volume, WineId};
use serde::{Deserialize, Serialize};

use crate::contract::{Word, row, rows, words};

rows! {
    /// The tables of the return.
    pub struct DrmRows {
        /// What each event enters.
        entries: Entry,
        /// Their sums, by month, wine and node.
        node_totals: NodeTotal,
        /// The lots that are bag-in-boxes.
        boxed_lots: BoxedLot,
        /// The stock with which the books open.
        opening_stocks: OpeningStock,
        /// Capsule accounts.
        capsule_accounts: CapsuleAccount,
        /// What each event enters in them.
        capsule_entries: CapsuleEntry,
        /// Their sums, by month and node.
        capsule_totals: CapsuleTotal,
        /// How far each month has come.
        periods: Period,
    }
}

row! {
    /// What one event enters on one node.
    pub struct Entry in "drm.entries", key (month: Month, position: i64, ordinal: i16) {
        /// The month it belongs to.
        month: Month,
        /// Of the event.
        position: i64,
        /// Which of the event's entries; a reclassification makes two.
        ordinal: i16,
        /// The day.
        occurred_on: Date,
        /// The declared wine.
        wine_id: WineId,
        /// Suspended or paid.
        regime: Word<Regime>,
        /// Where it stands.
        node: Word<Node>,
        /// How much; below zero where a counter-entry takes back within the month.
        volume_ml: Volume,
        /// What it does to the stock.
        effect_ml: Volume,
        /// The observation that the node requires.
        observation: Option<String>,
        /// The month of the sale, of a replacement under suspension.
        replaced_month: Option<Month>,
        /// The country, of an export.
        country: Option<Country>,
        /// What kind of movement it is, where portals tell kinds apart.
        nature: Option<Word<Nature>>,
        /// The number of the contract, of an exit under one.
        contract: Option<String>,
        /// The movement behind it.
        movement_id: MovementId,
        /// The type of the aggregate whose event it is.
        aggregate_type: String,
        /// Its id.
        aggregate_id: String,
        /// The type of the event.
        event_type: String,
    }
}

row! {
    /// What stands on one node of one wine in one month.
    pub struct NodeTotal in "drm.node_totals",
        key (month: Month, wine_id: WineId, regime: Word<Regime>, node: Word<Node>) {
        /// The month.
        month: Month,
        /// The wine.
        wine_id: WineId,
        /// Its regime.
        regime: Word<Regime>,
        /// The node.
        node: Word<Node>,
        /// The volume on the node.
        volume_ml: Volume,
        /// What it does to the stock.
        effect_ml: Volume,
    }
}

row! {
    /// A lot that is filled in bag-in-boxes: what leaves it is told apart from bottles.
    pub struct BoxedLot in "drm.boxed_lots", key (id: LotId) {
        /// The lot.
        id: LotId,
    }
}

row! {
    /// The closing stock of the last return before the books.
    pub struct OpeningStock in "drm.opening_stocks", key (wine_id: WineId, regime: Word<Regime>) {
        /// The wine.
        wine_id: WineId,
        /// Its regime.
        regime: Word<Regime>,
        /// How much there was.
        volume_ml: Volume,
    }
}

row! {
    /// An account of capsules.
    pub struct CapsuleAccount in "drm.capsule_accounts", key (id: CapsuleAccountId) {
        /// The account.
        id: CapsuleAccountId,
        /// Fiscal category of the wine under them.
        category: Word<FiscalCategory>,
        /// How they stand towards excise.
        regime: Word<CapsuleRegime>,
        /// Nominal size of the container.
        size_ml: i64,
        /// True for a bag-in-box.
        bag_in_box: bool,
        /// Their colour, where it is told.
        colour: Option<Word<CapsuleColour>>,
        /// The first month of the account.
        opened_month: Month,
        /// The count with which it opened.
        opening: i64,
        /// The count after all that is known today.
        on_hand: i64,
    }
}

impl CapsuleAccount {
    /// What the capsules are.
    pub fn kind(&self) -> CapsuleKind {
        CapsuleKind {
            category: self.category.0,
            regime: self.regime.0,
            size_ml: self.size_ml,
            bag_in_box: self.bag_in_box,
            colour: self.colour.map(|colour| colour.0),
        }
    }
}

row! {
    /// What one event enters in an account of capsules.
    pub struct CapsuleEntry in "drm.capsule_entries",
        key (account_id: CapsuleAccountId, month: Month, position: i64) {
        /// The account.
        account_id: CapsuleAccountId,
        /// The month it belongs to.
        month: Month,
        /// Of the event.
        position: i64,
        /// The day.
        occurred_on: Date,
        /// Where it stands.
        node: Word<CapsuleNode>,
        /// How many; below zero where a counter-entry takes back within the month.
        count: i64,
        /// What it does to the count of the account.
        effect: i64,
        /// The bottling or its counter-entry, where it is one.
        movement_id: Option<MovementId>,
    }
}

row! {
    /// What stands on one node of an account of capsules in one month.
    pub struct CapsuleTotal in "drm.capsule_totals",
        key (month: Month, account_id: CapsuleAccountId, node: Word<CapsuleNode>) {
        /// The month.
        month: Month,
        /// The account.
        account_id: CapsuleAccountId,
        /// The node.
        node: Word<CapsuleNode>,
        /// The count on the node.
        count: i64,
        /// What it does to the count of the account.
        effect: i64,
    }
}

words! {
    /// How far a month has come.
    pub enum PeriodStatus {
        /// It takes entries.
        Open = "OPEN",
        /// It takes none any more.
        Closed = "CLOSED",
        /// Its return is on the portal.
        Filed = "FILED",
        /// Customs corrected the return.
        Amended = "AMENDED",
    }
}

/// A correction that customs made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Its number among those of the month, from 1 on.
    #[serde(default)]
    pub number: u32,
    /// The day.
    pub on: Date,
    /// What was corrected.
    pub observation: String,
    /// The movements of later months that correct the books.
    #[serde(default)]
    pub corrections: Vec<MovementId>,
}

row! {
    /// A month of the return.
    pub struct Period in "drm.periods", key (id: DrmPeriodId) {
        /// The return.
        id: DrmPeriodId,
        /// Its month.
        month: Month,
        /// How far it has come.
        status: PeriodStatus,
        /// When it was closed.
        closed_on: Option<Date>,
        /// The return as it was closed.
        drm: Option<Return>,
        /// SHA-256 of its canonical JSON.
        sha256: Option<String>,
        /// The files that were made of it then.
        artefacts: Vec<Artefact>,
        /// What was told of it besides its movements.
        annexes: Annexes,
        /// When it was filed.
        filed_on: Option<Date>,
        /// The portal's reference.
        reference: Option<String>,
        /// When it was last corrected.
        amended_on: Option<Date>,
        /// The corrections, in the order in which they were recorded.
        amendments: Vec<Amendment>,
    }
}
