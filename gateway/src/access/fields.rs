//! What each field of the schema needs. A field of a root type is declared by itself; the fields of an object are
//! declared with their object. What is not here is denied.

use super::Capability::{
    Correct, Delete, ErasePeople, ManageCellar, ManageDrm, ManageEstate, ManageParties, ManageTeam,
    ReadAccessLog, ReadBooks, ReadCellar, ReadDrm, ReadJournal, ReadSales, ReadStock, ReadTeam,
    RecordHarvest, RecordMovement, Sell,
};
use super::Need::{self, Account, Can, Nothing};

/// The fields of the root types.
#[rustfmt::skip]
pub(super) const ROOTS: &[(&str, Need)] = &[
    ("Query.me", Nothing),
    ("Query.estate", Can(ReadBooks)),
    ("Query.position", Can(ReadBooks)),
    ("Query.wine", Can(ReadBooks)),
    ("Query.wines", Can(ReadBooks)),
    ("Query.journal", Can(ReadJournal)),
    ("Query.vat", Can(ReadCellar)),
    ("Query.vats", Can(ReadCellar)),
    ("Query.movement", Can(ReadCellar)),
    ("Query.movements", Can(ReadCellar)),
    ("Query.harvest", Can(ReadCellar)),
    ("Query.harvests", Can(ReadCellar)),
    ("Query.parcel", Can(ReadCellar)),
    ("Query.parcels", Can(ReadCellar)),
    ("Query.lot", Can(ReadStock)),
    ("Query.lots", Can(ReadStock)),
    ("Query.products", Can(ReadStock)),
    ("Query.article", Can(ReadStock)),
    ("Query.articles", Can(ReadStock)),
    ("Query.composition", Can(ReadCellar)),
    ("Query.labelClaims", Can(ReadStock)),
    ("Query.order", Can(ReadSales)),
    ("Query.orders", Can(ReadSales)),
    ("Query.invoice", Can(ReadSales)),
    ("Query.invoices", Can(ReadSales)),
    ("Query.invoiceDrafts", Can(ReadSales)),
    ("Query.invoiceDraft", Can(ReadSales)),
    ("Query.invoicePreview", Can(ReadSales)),
    ("Query.payments", Can(ReadSales)),
    ("Query.agedBalances", Can(ReadSales)),
    ("Query.revenue", Can(ReadSales)),
    ("Query.vatByMonth", Can(ReadSales)),
    ("Query.tillClosings", Can(ReadSales)),
    ("Query.party", Can(ReadSales)),
    ("Query.parties", Can(ReadSales)),
    ("Query.personalData", Can(ManageParties)),
    ("Query.drmMonth", Can(ReadDrm)),
    ("Query.drmEntries", Can(ReadDrm)),
    ("Query.drmReturn", Can(ReadDrm)),
    ("Query.capsuleAccounts", Can(ReadDrm)),
    ("Query.team", Can(ReadTeam)),
    ("Query.invitations", Can(ReadTeam)),
    ("Query.tokens", Can(ReadBooks)),
    ("Query.accessLog", Can(ReadAccessLog)),
    ("Subscription.journal", Can(ReadJournal)),
    ("Subscription.projectionProgress", Can(ReadBooks)),
    ("Mutation.signUp", Nothing),
    ("Mutation.signIn", Nothing),
    ("Mutation.acceptInvitation", Nothing),
    ("Mutation.requestPasswordReset", Nothing),
    ("Mutation.resetPassword", Nothing),
    ("Mutation.signOut", Account),
    ("Mutation.updateMe", Account),
    ("Mutation.changePassword", Account),
    ("Mutation.registerEstate", Account),
    ("Mutation.switchEstate", Account),
    ("Mutation.leaveEstate", Can(ReadBooks)),
    ("Mutation.issueToken", Can(ReadBooks)),
    ("Mutation.revokeToken", Can(ReadBooks)),
    ("Mutation.inviteMember", Can(ManageTeam)),
    ("Mutation.revokeInvitation", Can(ManageTeam)),
    ("Mutation.changeRole", Can(ManageTeam)),
    ("Mutation.removeMember", Can(ManageTeam)),
    ("Mutation.describeEstate", Can(ManageEstate)),
    ("Mutation.setBookkeeping", Can(ManageEstate)),
    ("Mutation.setLetterhead", Can(ManageEstate)),
    ("Mutation.setLogo", Can(ManageEstate)),
    ("Mutation.chooseClaiming", Can(ManageDrm)),
    ("Mutation.chooseLossScheme", Can(ManageDrm)),
    ("Mutation.createParty", Can(ManageParties)),
    ("Mutation.updateParty", Can(ManageParties)),
    ("Mutation.importCustomers", Can(ManageParties)),
    ("Mutation.erasePerson", Can(ErasePeople)),
    ("Mutation.planHarvest", Can(RecordHarvest)),
    ("Mutation.draftMovement", Can(RecordMovement)),
    ("Mutation.amendMovement", Can(RecordMovement)),
    ("Mutation.validateMovement", Can(RecordMovement)),
    ("Mutation.recordMovement", Can(RecordMovement)),
    ("Mutation.recordAnalysis", Can(RecordMovement)),
    ("Mutation.recordAddition", Can(RecordMovement)),
    ("Mutation.reverseMovement", Can(Correct)),
    ("Mutation.discardMovement", Can(Delete)),
    ("Mutation.retireVat", Can(Delete)),
    ("Mutation.retireParcel", Can(Delete)),
    ("Mutation.commissionVat", Can(ManageCellar)),
    ("Mutation.registerParcel", Can(ManageCellar)),
    ("Mutation.locateParcel", Can(ManageCellar)),
    ("Mutation.declareWine", Can(ManageDrm)),
    ("Mutation.openCapsuleAccount", Can(ManageDrm)),
    ("Mutation.moveCapsules", Can(ManageDrm)),
    ("Mutation.closeMonth", Can(ManageDrm)),
    ("Mutation.tellDrmAnnexes", Can(ManageDrm)),
    ("Mutation.fileDrm", Can(ManageDrm)),
    ("Mutation.amendDrm", Can(ManageDrm)),
    ("Mutation.placeOrder", Can(Sell)),
    ("Mutation.amendOrder", Can(Sell)),
    ("Mutation.confirmOrder", Can(Sell)),
    ("Mutation.dispatchOrder", Can(Sell)),
    ("Mutation.cancelOrder", Can(Sell)),
    ("Mutation.returnOrder", Can(Sell)),
    ("Mutation.issueInvoice", Can(Sell)),
    ("Mutation.saveInvoiceDraft", Can(Sell)),
    ("Mutation.discardInvoiceDraft", Can(Sell)),
    ("Mutation.issueInvoiceDraft", Can(Sell)),
    ("Mutation.replaceInvoice", Can(Sell)),
    ("Mutation.creditInvoice", Can(Sell)),
    ("Mutation.recordPayment", Can(Sell)),
    ("Mutation.refundPayment", Can(Sell)),
    ("Mutation.reversePayment", Can(Sell)),
    ("Mutation.closeTill", Can(Sell)),
    ("Mutation.sellAtCounter", Can(Sell)),
    ("Mutation.registerArticle", Can(Sell)),
    ("Mutation.amendArticle", Can(Sell)),
    ("Mutation.addArticleLot", Can(Sell)),
    ("Mutation.removeArticleLot", Can(Sell)),
    ("Mutation.setArticlePrice", Can(Sell)),
    ("Mutation.retireArticle", Can(Sell)),
];

/// The fields of objects, an object at a time.
#[rustfmt::skip]
pub(super) const TYPES: &[(&str, Need)] = &[
    ("AccessLogEntry", Can(ReadAccessLog)),
    ("Address", Can(ReadSales)),
    ("AgedBalance", Can(ReadSales)),
    ("AnalysisFigure", Can(ReadCellar)),
    ("Article", Can(ReadStock)),
    ("ArticlePrice", Can(ReadStock)),
    ("ArticlePriceTier", Can(ReadStock)),
    ("ArticleUnitPrice", Can(ReadStock)),
    ("CapsuleAccount", Can(ReadDrm)),
    ("CapsuleKind", Can(ReadBooks)),
    ("DeliveryAddress", Can(ReadSales)),
    ("ClaimAcceptance", Can(ReadStock)),
    ("ClaimWarning", Can(ReadStock)),
    ("Composition", Can(ReadCellar)),
    ("CompositionShare", Can(ReadCellar)),
    ("DrmAmendment", Can(ReadDrm)),
    ("DrmAnnexes", Can(ReadDrm)),
    ("DrmAnomaly", Can(ReadDrm)),
    ("DrmCapsuleBalance", Can(ReadDrm)),
    ("DrmCapsuleMovement", Can(ReadDrm)),
    ("DrmDifference", Can(ReadDrm)),
    ("DrmDocumentRange", Can(ReadDrm)),
    ("DrmDuty", Can(ReadDrm)),
    ("DrmEntry", Can(ReadDrm)),
    ("DrmFile", Can(ReadDrm)),
    ("DrmLosses", Can(ReadDrm)),
    ("DrmMonth", Can(ReadDrm)),
    ("DrmNode", Can(ReadDrm)),
    ("DrmSnapshot", Can(ReadDrm)),
    ("DrmStageLoss", Can(ReadDrm)),
    ("DrmUnclearedDocument", Can(ReadDrm)),
    ("DrmWineBalance", Can(ReadDrm)),
    ("ElectronicAddress", Can(ReadSales)),
    ("Erasure", Can(ErasePeople)),
    ("Estate", Can(ReadBooks)),
    ("EstateAddress", Can(ReadBooks)),
    ("Bookkeeping", Can(ReadBooks)),
    ("Account", Can(ReadBooks)),
    ("Letterhead", Can(ReadBooks)),
    ("Logo", Can(ReadBooks)),
    ("Harvest", Can(ReadCellar)),
    ("Invitation", Can(ReadTeam)),
    ("Invoice", Can(ReadSales)),
    ("InvoiceLine", Can(ReadSales)),
    ("InvoiceVat", Can(ReadSales)),
    ("JournalEvent", Can(ReadJournal)),
    ("KeptRecord", Can(ErasePeople)),
    ("LabelFinding", Can(ReadStock)),
    ("Lot", Can(ReadStock)),
    ("MarketingConsent", Can(ReadSales)),
    ("Me", Nothing),
    ("Member", Can(ReadTeam)),
    ("Membership", Nothing),
    ("ModelProgress", Can(ReadBooks)),
    ("ModelStall", Can(ReadBooks)),
    ("MonthlyVat", Can(ReadSales)),
    ("Movement", Can(ReadCellar)),
    ("MovementDetails", Can(ReadCellar)),
    ("OpeningStock", Can(ReadBooks)),
    ("Order", Can(ReadSales)),
    ("OrderDispatch", Can(ReadSales)),
    ("OrderDispatchLine", Can(ReadSales)),
    ("OrderLine", Can(ReadSales)),
    ("OriginShare", Can(ReadCellar)),
    ("PageInfo", Nothing),
    ("Parcel", Can(ReadCellar)),
    ("ParcelShare", Can(ReadCellar)),
    ("Party", Can(ReadSales)),
    ("Payment", Can(ReadSales)),
    ("Posting", Can(ReadCellar)),
    ("Product", Can(ReadStock)),
    ("InvoiceDraft", Can(ReadSales)),
    ("InvoicePreview", Can(ReadSales)),
    ("Charge", Can(ReadSales)),
    ("ProjectionProgress", Can(ReadBooks)),
    ("Revenue", Can(ReadSales)),
    ("TillClosing", Can(ReadSales)),
    ("TillMeans", Can(ReadSales)),
    ("Token", Can(ReadBooks)),
    ("TransferSource", Can(ReadCellar)),
    ("Vat", Can(ReadCellar)),
    ("VatLevel", Can(ReadCellar)),
    ("VatTimelineEntry", Can(ReadCellar)),
    ("Wine", Can(ReadBooks)),
    ("WineShare", Can(ReadCellar)),
];

/// What commands answer with: reached through the command alone, which has its own need.
#[rustfmt::skip]
pub(super) const ANSWERS: &[&str] = &[
    "AdditionRecorded", "AnalysisRecorded", "ArticleAmended", "ArticleLotAdded", "ArticleLotRemoved",
    "ArticlePriceSet", "ArticleRegistered", "ArticleRetired", "BookkeepingSet", "CapsuleAccountOpened", "CapsulesMoved", "ClaimingChosen", "Conflict", "CustomersImported", "CustomersNotImported", "Done", "DrmAmended", "DrmAnnexesTold",
    "DrmFiled", "EstateDescribed", "HarvestPlanned", "IgnoredColumn", "ImportLine", "ImportMistake", "InvoiceCredited", "InvoiceDraftDiscarded", "InvoiceDraftSaved", "InvoiceIssued", "InvoiceReplaced", "LetterheadSet", "LogoSet", "LossSchemeChosen", "MemberInvited", "MonthClosed", "MovementAmended",
    "MovementDiscarded", "MovementDrafted", "MovementRecorded", "MovementReversed", "MovementValidated",
    "OrderAmended", "OrderCancelled", "OrderConfirmed", "OrderDispatched", "OrderPlaced", "OrderReturned", "ParcelLocated", "ParcelRegistered", "ParcelRetired",
    "PartyCreated", "PartyUpdated", "PaymentRecorded", "PaymentRefunded", "PaymentReversed", "SoldAtCounter", "TillClosed", "PersonErased", "RefusalParam", "Refused", "SignedIn", "SignedOut", "TokenIssued",
    "VatCommissioned", "VatRetired", "WineDeclared",
];

/// What the field needs; `None` for one that is not declared, and denied.
pub fn need(parent: &str, field: &str) -> Option<Need> {
    let named = |it: &&(&str, Need)| {
        it.0.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')).is_some_and(|name| name == field)
    };
    if matches!(parent, "Query" | "Mutation" | "Subscription") {
        return ROOTS.iter().find(named).map(|(_, need)| *need);
    }
    of_object(parent)
}

fn of_object(name: &str) -> Option<Need> {
    if ANSWERS.contains(&name) {
        return Some(Nothing);
    }
    let declared = TYPES.iter().find(|(object, _)| *object == name).map(|(_, need)| *need);
    let node = || name.strip_suffix("Connection").or_else(|| name.strip_suffix("Edge")).and_then(of_object);
    declared.or_else(node)
}

/// Names that are declared and are in no schema whose fields these are: a rule for nothing.
pub fn undeclared(fields: &[(&str, &str)]) -> Vec<String> {
    let roots = ROOTS.iter().filter(|(declared, _)| {
        !fields.iter().any(|(parent, field)| declared.split_once('.') == Some((parent, field)))
    });
    let objects = TYPES.iter().map(|(object, _)| object).chain(ANSWERS);
    let objects = objects.filter(|object| !fields.iter().any(|(parent, _)| parent == *object));
    roots
        .map(|(declared, _)| (*declared).to_owned())
        .chain(objects.map(|object| (*object).to_owned()))
        .collect()
}
