use crate::decider::refusals;
use crate::policy::{DateRefusal, PaperRefusal, PaymentTermsRefusal};
use crate::units::{Money, QuantityRefusal};

refusals! {
    /// Why what is to stand on an invoice is refused.
    pub enum DraftRefusal {
        /// It has no line.
        NoLines = "INVOICE_WITHOUT_LINES",
        /// It has too many lines.
        TooManyLines = "INVOICE_TOO_MANY_LINES" {
            /// The most.
            limit: i64,
        },
        /// What a line sells is told in 1 to 200 characters, without control characters.
        LabelInvalid = "INVOICE_LABEL_INVALID" {
            /// The line.
            line: i64,
        },
        /// A price is not below zero, nor above a million euros.
        PriceInvalid = "INVOICE_PRICE_INVALID" {
            /// The line.
            line: i64,
            /// What was entered.
            unit_price_cents: Money,
        },
        /// A discount lies between nothing and the whole line, its reason has at most 100 characters.
        DiscountInvalid = "INVOICE_DISCOUNT_INVALID" {
            /// The line.
            line: i64,
        },
        /// The sums leave the range of money.
        AmountOutOfRange = "INVOICE_AMOUNT_OUT_OF_RANGE",
        /// There is a package at least, and it weighs something, a hundred tonnes at most.
        CarriageInvalid = "INVOICE_CARRIAGE_INVALID",
        /// A text is too long or has control characters.
        TextInvalid = "INVOICE_TEXT_INVALID" {
            /// Which.
            field: String,
            /// How long it may be.
            limit: i64,
        },
        /// A rate of the terms lies between 0 and 100 %.
        TermsInvalid = "INVOICE_TERMS_INVALID",
        /// Who sells stands on an invoice: the estate states who it is first.
        SellerUndescribed = "SELLER_NOT_DESCRIBED",
        /// Who charges VAT, or tells why not under a treatment of their own, does so under their number (CGI, ann. II, art. 242
        /// nonies A, I, 2).
        VatNumberMissing = "SELLER_VAT_NUMBER_MISSING",
        /// A business is invoiced under its name.
        BuyerMissing = "INVOICE_BUYER_MISSING",
        /// A named buyer's identity is kept under seal; nobody else's is.
        IdentityMissing = "INVOICE_IDENTITY_MISSING",
        /// The law wants more of the buyer on the document.
        MentionsMissing = "INVOICE_MENTIONS_MISSING" {
            /// What, in words of capitals.
            missing: String,
        },
        /// A seller below the threshold charges no VAT on any line.
        SmallBusinessAlone = "INVOICE_SMALL_BUSINESS_ALONE",
        /// The treatment has no ground: a rate that is not French law (wine bears 20 %), an export without a country out of
        /// the Union, a delivery within the Union that is none or not to a business, a buyer who owes none.
        VatWithoutGround = "INVOICE_VAT_WITHOUT_GROUND" {
            /// The line.
            line: i64,
            /// The category of EN 16931.
            category: String,
        },
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
      | /// A number that travels with the wine is refused.
        PaperRefusal
      | /// A due day is refused.
        PaymentTermsRefusal
}
