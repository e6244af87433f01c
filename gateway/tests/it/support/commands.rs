//! The mutations as a client sends them.

/// A mutation with what is asked back when it was carried out.
#[derive(Clone, Copy)]
pub struct Command {
    pub field: &'static str,
    input: &'static str,
    done: &'static str,
    asked: &'static str,
}

impl Command {
    const fn new(field: &'static str, input: &'static str, done: &'static str, asked: &'static str) -> Self {
        Self { field, input, done, asked }
    }

    /// The document, whose one variable is the input.
    pub fn document(&self) -> String {
        let Self { field, input, done, asked } = self;
        format!(
            "mutation ($input: {input}!) {{ result: {field}(input: $input) {{
                 __typename
                 ... on Refused {{ code message params {{ name value }} }}
                 ... on Conflict {{ message }}
                 ... on {done} {{ position replayed {asked} }}
             }} }}"
        )
    }

    /// The type of the answer when it was carried out.
    pub const fn done(&self) -> &'static str {
        self.done
    }
}

macro_rules! commands {
    ($($name:ident = $field:literal($input:literal) -> $done:literal $asked:expr;)*) => {
        $(pub const $name: Command = Command::new($field, $input, $done, $asked);)*

        /// All of them; a test holds the list against the schema.
        pub const ALL: &[Command] = &[$($name),*];
    };
}

macro_rules! asked {
    (vat) => {
        "vat { id code capacity material inService inServiceOn content lastEntryOn wine { label }
               analysis { name value on } }"
    };
    (parcel) => {
        "parcel { id name areaM2 grape cadastre places planted harvests }"
    };
    (movement) => {
        "movement { id kind status occurredOn position validatedPosition
             postings { side account accountId volume }
             details { vat { id content } toVat { id content } lot { id lotNumber onHand } wine { label }
                       sources { vat { id content } volume } volume loss counted bottles sizeMl lotNumber
                       vintage cause reclassification reason capsules { sizeMl colour } } }"
    };
    (order) => {
        "order { id status destination country basis bottles total placedOn dispatchedOn customerId customer { id name }
             lines { bottles unitPrice discount lot { id onHand reserved available sold } article { sku }
                     allotted { bottles lot { lotNumber } } }
             dispatches { place occurredOn lines { bottles lot { lotNumber } } kept { bottles lot { lotNumber } } invoice { number } }
             invoices { number kind } }"
    };
    (invoice) => {
        "invoice { id number kind status issuedOn suppliedOn dueOn buyerKind country basis bottles net vatAmount gross
             paid credited balance replacedBy reason buyerReference customer { name } order { id status }
             preceding { number status } vat { category rate base vat }
             lines { position label count unitPrice discount amount net vatCategory vatRate lot { lotNumber } }
             payments { id amount means reference paidOn reversedOn reason } }"
    };
    (draft) => {
        "draft { id open basis dueOn buyerReference order { id } customer { name } invoice { number }
             charges { label service count unitPrice vatRate } }"
    };
    (article) => {
        "article { id sku name active sizeMl vatBasisPoints vintage grapes place onHand reserved available sold wine { label }
             lots { id lotNumber } prices { list since basis tiers { fromBottles unitPrice } } registeredOn retiredOn
             acceptances { reason warnings { lotId rule claimed named untold whole } } }"
    };
    (account) => {
        "account { id onHand opening kind { category regime sizeMl bagInBox colour } }"
    };
    (party) => {
        "party { id revision kind name contactName email phone siren siret vatNumber accise paymentDays priceList
             language createdAt updatedAt erasedAt missingForInvoice billingAddress { lines postalCode city country }
             deliveryAddresses { id label address { lines city } } electronicAddress { scheme id }
             marketingConsent { given on how } }"
    };
    (month) => {
        "month { month status closedOn filedOn sha256 holds }"
    };
}

commands! {
    DESCRIBE_ESTATE = "describeEstate"("DescribeEstateInput") -> "EstateDescribed"
        "estate { id name accise cvi interprofessionId booksFrom legalForm otherLegalForm siren siret vatNumber
             address { lines postalCode commune country } region }";
    SET_BOOKKEEPING = "setBookkeeping"("SetBookkeepingInput") -> "BookkeepingSet"
        "estate { id bookkeeping { smallBusiness vatOnDebits accounts { purpose number label usual } } }";
    SET_LETTERHEAD = "setLetterhead"("SetLetterheadInput") -> "LetterheadSet"
        "estate { id letterhead { capital registry electronicAddress phone email website iban bic ink accent } }";
    SET_LOGO = "setLogo"("SetLogoInput") -> "LogoSet" "estate { id logo { mediaType sha256 file } }";
    CHOOSE_CLAIMING = "chooseClaiming"("ChooseClaimingInput") -> "ClaimingChosen" "estate { id claiming }";
    CHOOSE_LOSS_SCHEME = "chooseLossScheme"("ChooseLossSchemeInput") -> "LossSchemeChosen" "estate { id }";
    DECLARE_WINE = "declareWine"("DeclareWineInput") -> "WineDeclared"
        "wine { id label inaoCode fiscalLabel category colour }";
    COMMISSION_VAT = "commissionVat"("CommissionVatInput") -> "VatCommissioned" asked!(vat);
    RETIRE_VAT = "retireVat"("RetireInput") -> "VatRetired" asked!(vat);
    RECORD_ANALYSIS = "recordAnalysis"("AnalysisInput") -> "AnalysisRecorded" asked!(vat);
    RECORD_ADDITION = "recordAddition"("AdditionInput") -> "AdditionRecorded" asked!(vat);
    REGISTER_PARCEL = "registerParcel"("RegisterParcelInput") -> "ParcelRegistered" asked!(parcel);
    LOCATE_PARCEL = "locateParcel"("LocateParcelInput") -> "ParcelLocated" asked!(parcel);
    RETIRE_PARCEL = "retireParcel"("RetireInput") -> "ParcelRetired" asked!(parcel);
    PLAN_HARVEST = "planHarvest"("PlanHarvestInput") -> "HarvestPlanned"
        "harvest { id status on parcel { id name } vat { id } wine { id } vintage volume }";
    DRAFT = "draftMovement"("NewMovementInput") -> "MovementDrafted" asked!(movement);
    AMEND = "amendMovement"("AmendMovementInput") -> "MovementAmended" asked!(movement);
    DISCARD = "discardMovement"("DiscardMovementInput") -> "MovementDiscarded" asked!(movement);
    VALIDATE = "validateMovement"("ValidateMovementInput") -> "MovementValidated" asked!(movement);
    RECORD = "recordMovement"("NewMovementInput") -> "MovementRecorded" asked!(movement);
    REVERSE = "reverseMovement"("ReverseMovementInput") -> "MovementReversed"
        "counterEntry { id kind status occurredOn reverses { id status reversedBy { id } }
             details { reason } postings { side account accountId volume } }";
    PLACE_ORDER = "placeOrder"("PlaceOrderInput") -> "OrderPlaced" asked!(order);
    AMEND_ORDER = "amendOrder"("AmendOrderInput") -> "OrderAmended" asked!(order);
    RETURN_ORDER = "returnOrder"("ReturnOrderInput") -> "OrderReturned" asked!(order);
    CONFIRM_ORDER = "confirmOrder"("ConfirmOrderInput") -> "OrderConfirmed" asked!(order);
    DISPATCH_ORDER = "dispatchOrder"("DispatchOrderInput") -> "OrderDispatched" asked!(order);
    CANCEL_ORDER = "cancelOrder"("CancelOrderInput") -> "OrderCancelled" asked!(order);
    SAVE_INVOICE_DRAFT = "saveInvoiceDraft"("SaveInvoiceDraftInput") -> "InvoiceDraftSaved" asked!(draft);
    DISCARD_INVOICE_DRAFT = "discardInvoiceDraft"("DiscardInvoiceDraftInput") -> "InvoiceDraftDiscarded" asked!(draft);
    ISSUE_INVOICE_DRAFT = "issueInvoiceDraft"("IssueInvoiceDraftInput") -> "InvoiceIssued" asked!(invoice);
    ISSUE_INVOICE = "issueInvoice"("IssueInvoiceInput") -> "InvoiceIssued" asked!(invoice);
    REPLACE_INVOICE = "replaceInvoice"("ReplaceInvoiceInput") -> "InvoiceReplaced" asked!(invoice);
    CREDIT_INVOICE = "creditInvoice"("CreditInvoiceInput") -> "InvoiceCredited" asked!(invoice);
    RECORD_PAYMENT = "recordPayment"("PaymentInput") -> "PaymentRecorded" asked!(invoice);
    REFUND_PAYMENT = "refundPayment"("PaymentInput") -> "PaymentRefunded" asked!(invoice);
    REVERSE_PAYMENT = "reversePayment"("ReversePaymentInput") -> "PaymentReversed" asked!(invoice);
    SELL_AT_COUNTER = "sellAtCounter"("SellAtCounterInput") -> "SoldAtCounter" asked!(invoice);
    CLOSE_TILL = "closeTill"("CloseTillInput") -> "TillClosed" "closedOn";
    REGISTER_ARTICLE = "registerArticle"("RegisterArticleInput") -> "ArticleRegistered" asked!(article);
    AMEND_ARTICLE = "amendArticle"("AmendArticleInput") -> "ArticleAmended" asked!(article);
    ADD_ARTICLE_LOT = "addArticleLot"("AddArticleLotInput") -> "ArticleLotAdded" asked!(article);
    REMOVE_ARTICLE_LOT = "removeArticleLot"("RemoveArticleLotInput") -> "ArticleLotRemoved" asked!(article);
    SET_ARTICLE_PRICE = "setArticlePrice"("SetArticlePriceInput") -> "ArticlePriceSet" asked!(article);
    RETIRE_ARTICLE = "retireArticle"("RetireArticleInput") -> "ArticleRetired" asked!(article);
    OPEN_CAPSULES = "openCapsuleAccount"("OpenCapsuleAccountInput") -> "CapsuleAccountOpened" asked!(account);
    MOVE_CAPSULES = "moveCapsules"("MoveCapsulesInput") -> "CapsulesMoved" asked!(account);
    CLOSE_MONTH = "closeMonth"("CloseMonthInput") -> "MonthClosed" asked!(month);
    FILE_DRM = "fileDrm"("FileDrmInput") -> "DrmFiled" asked!(month);
    CREATE_PARTY = "createParty"("CreatePartyInput") -> "PartyCreated" asked!(party);
    UPDATE_PARTY = "updateParty"("UpdatePartyInput") -> "PartyUpdated" asked!(party);
    IMPORT_CUSTOMERS = "importCustomers"("ImportCustomersInput") -> "CustomersImported"
        "created updated unchanged checkedOnly lines { line outcome partyId } ignoredColumns { number heading nearest }
         } ... on CustomersNotImported { mistakes { line column heading value code message nearest }";
    ERASE_PERSON = "erasePerson"("ErasePersonInput") -> "PersonErased"
        "erasure { keyDestroyed kept { id what madeOn keptUntil ground source message }
             party { id revision kind name email phone language erasedAt billingAddress { city } accise paymentDays
                     deliveryAddresses { id } electronicAddress { id } priceList
                     marketingConsent { given } } }";
    TELL_DRM_ANNEXES = "tellDrmAnnexes"("TellDrmAnnexesInput") -> "DrmAnnexesTold"
        "month { month annexes { documents { kind first last count } uncleared { document dispatchedOn consignee }
             juice concentratedMust vinegar } }";
    AMEND_DRM = "amendDrm"("AmendDrmInput") -> "DrmAmended"
        "month { month status sha256 amendments { number occurredOn observation corrections { id status } } }";
}
