//! The GraphQL documents of the story.

/// What every command answers when it was not carried out.
macro_rules! command {
    ($field:literal, $input:literal, $done:literal) => {
        concat!(
            "mutation ($input: ",
            $input,
            "!) { ",
            $field,
            "(input: $input) { __typename ",
            "... on Refused { code message } ... on Conflict { message } ",
            $done,
            " } }"
        )
    };
}

pub(super) const DESCRIBE_ESTATE: &str = command!(
    "describeEstate",
    "DescribeEstateInput",
    "... on EstateDescribed { estate { legalForm siren siret vatNumber address { commune } region } }"
);
pub(super) const SET_LETTERHEAD: &str = command!(
    "setLetterhead",
    "SetLetterheadInput",
    "... on LetterheadSet { estate { letterhead { iban } } }"
);
pub(super) const SET_LOGO: &str =
    command!("setLogo", "SetLogoInput", "... on LogoSet { estate { logo { mediaType } } }");
pub(super) const COMMISSION_VAT: &str =
    command!("commissionVat", "CommissionVatInput", "... on VatCommissioned { vat { id code } }");
pub(super) const REGISTER_PARCEL: &str =
    command!("registerParcel", "RegisterParcelInput", "... on ParcelRegistered { parcel { id name } }");
pub(super) const RETIRE_PARCEL: &str =
    command!("retireParcel", "RetireInput", "... on ParcelRetired { parcel { id } }");
pub(super) const RECORD: &str = command!(
    "recordMovement",
    "NewMovementInput",
    "... on MovementRecorded { position movement { id status details { lot { id } } } }"
);
pub(super) const DRAFT: &str =
    command!("draftMovement", "NewMovementInput", "... on MovementDrafted { movement { id status } }");
pub(super) const VALIDATE: &str = command!(
    "validateMovement",
    "ValidateMovementInput",
    "... on MovementValidated { movement { id status } }"
);
pub(super) const AMEND: &str =
    command!("amendMovement", "AmendMovementInput", "... on MovementAmended { movement { id } }");
pub(super) const PLACE_ORDER: &str =
    command!("placeOrder", "PlaceOrderInput", "... on OrderPlaced { order { id basis total } }");
pub(super) const CONFIRM_ORDER: &str =
    command!("confirmOrder", "ConfirmOrderInput", "... on OrderConfirmed { order { status } }");
pub(super) const DISPATCH_ORDER: &str =
    command!("dispatchOrder", "DispatchOrderInput", "... on OrderDispatched { order { status } }");
pub(super) const RETURN_ORDER: &str = command!(
    "returnOrder",
    "ReturnOrderInput",
    "... on OrderReturned { order { status invoices { number net } } }"
);
pub(super) const CREATE_PARTY: &str =
    command!("createParty", "CreatePartyInput", "... on PartyCreated { party { id } }");
pub(super) const REGISTER_ARTICLE: &str =
    command!("registerArticle", "RegisterArticleInput", "... on ArticleRegistered { article { id } }");
pub(super) const SET_ARTICLE_PRICE: &str =
    command!("setArticlePrice", "SetArticlePriceInput", "... on ArticlePriceSet { article { id } }");
pub(super) const ISSUE_INVOICE: &str = command!(
    "issueInvoice",
    "IssueInvoiceInput",
    "... on InvoiceIssued { invoice { id number net vatAmount gross } }"
);
pub(super) const REPLACE_INVOICE: &str = command!(
    "replaceInvoice",
    "ReplaceInvoiceInput",
    "... on InvoiceReplaced { invoice { id number net vatAmount gross } }"
);
pub(super) const SELL_AT_COUNTER: &str = command!(
    "sellAtCounter",
    "SellAtCounterInput",
    "... on SoldAtCounter { invoice { id number net vatAmount gross status } }"
);
pub(super) const RECORD_PAYMENT: &str =
    command!("recordPayment", "PaymentInput", "... on PaymentRecorded { invoice { id status balance } }");
pub(super) const CLOSE_TILL: &str = command!("closeTill", "CloseTillInput", "... on TillClosed { closedOn }");
pub(super) const CLOSE_MONTH: &str =
    command!("closeMonth", "CloseMonthInput", "... on MonthClosed { month { status sha256 } }");

pub(super) const FILE_DRM: &str = command!("fileDrm", "FileDrmInput", "... on DrmFiled { month { status } }");
pub(super) const AMEND_DRM: &str =
    command!("amendDrm", "AmendDrmInput", "... on DrmAmended { month { status amendments { number } } }");
pub(super) const TELL_ANNEXES: &str =
    command!("tellDrmAnnexes", "TellDrmAnnexesInput", "... on DrmAnnexesTold { month { month } }");
pub(super) const MOVE_CAPSULES: &str =
    command!("moveCapsules", "MoveCapsulesInput", "... on CapsulesMoved { account { id onHand } }");
pub(super) const RETIRE_VAT: &str = command!("retireVat", "RetireInput", "... on VatRetired { vat { id } }");

pub(super) const ESTATE: &str = "{ estate { name accise booksFrom legalForm siren siret vatNumber region
    address { lines postalCode commune country }
    openingStock { wine { id label inaoCode } regime volume unplaced } } }";
pub(super) const CAPSULES: &str =
    "{ capsuleAccounts { edges { node { id kind { sizeMl bagInBox } onHand } } } }";
pub(super) const VAT: &str = "query ($id: UUID!) { vat(id: $id) { code content capacity wine { label } } }";
pub(super) const LOT: &str =
    "query ($id: UUID!) { lot(id: $id) { lotNumber filled onHand reserved available sold } }";
pub(super) const PRODUCTS: &str =
    "{ products { edges { node { wine { label } vintage sizeMl onHand reserved available sold } } } }";
pub(super) const SALES: &str = "query ($from: Month!, $until: Month!) {
    revenue(by: MONTH, from: $from, until: $until) { month bottles net }
    vatByMonth(from: $from, until: $until) { month category rate base vat }
    lots { edges { node { lotNumber sizeMl filled onHand reserved sold } } }
    agedBalances { customer { name } balance } }";
pub(super) const DRM: &str = "query ($month: Month!) { drmMonth(month: $month) { month status sha256 holds
    wines { wine { label } regime opening entries { node path volume } exits { node path volume } closing holds }
    capsules { kind { sizeMl bagInBox } opening movements { node count } closing holds } } }";
