//! One use case a struct: what a person asks for, and how the aggregates carry it out in one unit of work.
//!
//! An operation is serialized whole, and that is the body a `command_id` is bound to; so it holds every id that it
//! makes (see [`Fresh`]) and nothing else that changes from one try to the next.

mod article;
mod capsules;
mod estate;
mod fresh;
mod give_back;
mod harvest;
mod invoice;
mod month;
mod movement;
mod order;
mod parcel;
mod vat;

pub use article::{
    AddArticleLot, AmendArticle, RegisterArticle, RemoveArticleLot, RetireArticle, SetArticlePrice,
};
pub use capsules::{CapsuleAction, MoveCapsules, OpenCapsuleAccount};
pub use estate::{
    ChooseClaiming, ChooseLossScheme, DeclareWine, DescribeEstate, OpenEstate, OpeningAccount,
    OpeningCapsules, RegisterEstate, SetBookkeeping, SetLetterhead, SetLogo,
};
pub use fresh::Fresh;
pub use give_back::ReturnOrder;
pub use harvest::OfHarvest;
pub use invoice::{
    Buying, CloseTill, CounterSale, CreditInvoice, DiscardInvoiceDraft, IssueInvoice, NewInvoice,
    RecordPayment, RefundPayment, ReplaceInvoice, ReversePayment, SaveInvoiceDraft, treatment,
};
pub use month::{AmendDrm, CloseMonth, FileDrm, TellAnnexes};
pub use movement::{
    AmendMovement, DiscardMovement, DraftMovement, RecordMovement, ReverseMovement, ValidateMovement,
};
pub use order::{AmendOrder, CancelOrder, ConfirmOrder, DispatchOrder, PlaceOrder, Wished};
pub use parcel::{LocateParcel, PlanHarvest, RegisterParcel, RetireParcel};
pub use vat::{CommissionVat, RecordAddition, RecordAnalysis, RetireVat};
