use crate::claims::LabelRefusal;
use crate::decider::refusals;
use crate::policy::DateRefusal;
use crate::units::{LotId, Money, Volume};

refusals! {
    /// Why an article refuses.
    pub enum ArticleRefusal {
        /// There is no such article at the estate.
        NotFound = "ARTICLE_NOT_FOUND",
        /// The SKU has its article already.
        AlreadyRegistered = "ARTICLE_ALREADY_REGISTERED" {
            /// The SKU.
            sku: String,
        },
        /// It is offered no longer.
        Retired = "ARTICLE_RETIRED" {
            /// Its SKU.
            sku: String,
        },
        /// A SKU has 1 to 40 characters.
        SkuInvalid = "ARTICLE_SKU_INVALID",
        /// A name has 1 to 120 characters.
        NameInvalid = "ARTICLE_NAME_INVALID",
        /// The rate of VAT is none of French law.
        VatRateInvalid = "ARTICLE_VAT_RATE_INVALID",
        /// It is taken from one lot at least.
        WithoutLot = "ARTICLE_WITHOUT_LOT",
        /// There is no such lot at the estate.
        LotUnknown = "ARTICLE_LOT_UNKNOWN" {
            /// The lot.
            lot: LotId,
        },
        /// No bottle of the lot is left.
        LotExhausted = "ARTICLE_LOT_EXHAUSTED" {
            /// Its number.
            lot_number: String,
        },
        /// All its lots are of one wine and one size of bottle.
        LotDiffers = "ARTICLE_LOT_DIFFERS" {
            /// The number of the other.
            lot_number: String,
        },
        /// It is taken from that lot already.
        LotTwice = "ARTICLE_LOT_TWICE" {
            /// Its number.
            lot_number: String,
        },
        /// It is not taken from that lot.
        LotNotOffered = "ARTICLE_LOT_NOT_OFFERED",
        /// The label says what the wine is not.
        ClaimBroken = "ARTICLE_CLAIM_BROKEN" {
            /// The lot.
            lot_number: String,
            /// The rule.
            rule: String,
            /// What the label says.
            claimed: String,
            /// How much is so.
            named_ml: Volume,
            /// Of how much.
            whole_ml: Volume,
            /// The least share, per cent.
            minimum: String,
        },
        /// The label says what cannot be proven of the wine; a reason is needed.
        ClaimUnproven = "ARTICLE_CLAIM_UNPROVEN" {
            /// The lot.
            lot_number: String,
            /// The rule.
            rule: String,
            /// What the label says.
            claimed: String,
            /// How much is known to be so.
            named_ml: Volume,
            /// Of how much it is not told.
            untold_ml: Volume,
            /// Of how much.
            whole_ml: Volume,
            /// The least share, per cent.
            minimum: String,
        },
        /// A price list's code has 1 to 20 plain letters, digits, hyphens.
        PriceListInvalid = "ARTICLE_PRICE_LIST_INVALID",
        /// A price is not below zero, nor above a million euros.
        PriceInvalid = "ARTICLE_PRICE_INVALID" {
            /// What was entered.
            unit_price_cents: Money,
        },
        /// The steps of a price begin with one bottle and rise, ten at most.
        TiersInvalid = "ARTICLE_TIERS_INVALID",
        /// A reason of 1 to 250 characters is needed.
        ReasonMissing = "REASON_MISSING",
    } | /// The label cannot say that.
        LabelRefusal
      | /// A day is refused.
        DateRefusal
}
