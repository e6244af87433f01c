use crate::bookkeeping::BookkeepingRefusal;
use crate::decider::refusals;
use crate::identity::IdentityRefusal;
use crate::letterhead::LetterheadRefusal;
use crate::units::{Month, QuantityRefusal, Volume, WineId};

refusals! {
    /// Why an estate refuses.
    pub enum EstateRefusal {
        /// There is no such estate.
        NotFound = "ESTATE_NOT_FOUND",
        /// Its books have begun already.
        AlreadyRegistered = "ESTATE_ALREADY_REGISTERED",
        /// It needs a name of 1 to 120 characters.
        NameInvalid = "ESTATE_NAME_INVALID",
        /// An accise number has two letters and eleven letters or digits.
        AcciseInvalid = "ACCISE_INVALID" {
            /// What was entered.
            accise: String,
        },
        /// A CVI number has ten letters or digits.
        CviInvalid = "CVI_INVALID" {
            /// What was entered.
            cvi: String,
        },
        /// An identifier at the interprofession has at most 40 characters.
        InterprofessionIdInvalid = "INTERPROFESSION_ID_INVALID",
        /// A wine's label has 1 to 100 characters.
        LabelInvalid = "WINE_LABEL_INVALID" {
            /// What was entered.
            label: String,
        },
        /// An INAO code has 6 to 8 characters.
        InaoInvalid = "INAO_CODE_INVALID" {
            /// What was entered.
            code: String,
        },
        /// A libellé fiscal has 1 to 100 characters.
        FiscalLabelInvalid = "FISCAL_LABEL_INVALID",
        /// Each of a portal's keys has at most 100 characters.
        PortalKeyInvalid = "PORTAL_KEY_INVALID",
        /// The label is taken; it is a wine's identity.
        WineDeclaredAlready = "WINE_DECLARED_ALREADY" {
            /// The label.
            label: String,
        },
        /// A campaign is named by its first year, from that in which the books begin.
        CampaignInvalid = "CAMPAIGN_INVALID" {
            /// What was entered.
            campaign: i64,
        },
        /// The estate has not declared such a wine.
        WineNotFound = "WINE_NOT_FOUND" {
            /// What was named.
            wine: WineId,
        },
        /// The opening stock was taken already.
        OpeningStockTaken = "OPENING_STOCK_TAKEN",
        /// The opening stock is that of the month before the books begin.
        OpeningMonth = "OPENING_STOCK_MONTH" {
            /// The month of the file.
            month: Month,
            /// The first month of the books.
            books_from: Month,
        },
        /// A stock is not below zero.
        OpeningNegative = "OPENING_STOCK_NEGATIVE" {
            /// What was entered.
            volume_ml: Volume,
        },
        /// A wine stands twice in the opening stock.
        OpeningTwice = "OPENING_STOCK_TWICE" {
            /// The wine.
            wine: WineId,
        },
        /// Less of the opening stock is still to be placed.
        OpeningShort = "OPENING_STOCK_SHORT" {
            /// What is to be placed.
            requested_ml: Volume,
            /// What is left.
            available_ml: Volume,
        },
        /// The movement placed nothing, or was reversed.
        PlacementUnknown = "PLACEMENT_NOT_FOUND",
        /// The day lies before the books.
        BeforeBooks = "MONTH_BEFORE_BOOKS" {
            /// The month of the entry.
            month: Month,
            /// The first month of the books.
            books_from: Month,
        },
    } | /// A quantity is refused.
        QuantityRefusal
      | /// What it states of itself is refused.
        IdentityRefusal
      | /// How its books are to be kept is refused.
        BookkeepingRefusal
      | /// What is to stand on its papers is refused.
        LetterheadRefusal
}
