//! What a person enters, translated to the domain's words and nothing more.

mod annexes;
mod arrival;
mod article;
mod bottles;
mod buying;
mod capsule;
mod destination;
mod estate;
mod letterhead;
mod movement;
mod ordering;
mod party;
mod translate;
mod wine;

pub use annexes::AnnexesInput;
pub use article::{LabelClaimsInput, PriceInput};
pub use buying::{ChargeInput, InvoiceTermsInput, buying};
pub use capsule::CapsuleKindInput;
pub use destination::{BulkDestinationInput, SaleDestinationInput, Yes};
pub use estate::{EstateIdentityInput, compact};
pub use letterhead::{BookkeepingInput, LetterheadInput};
pub use movement::MovementInput;
pub use ordering::{OrderLineInput, WishInput, price_list, wished};
pub use party::PartyInput;
pub use wine::DeclaredWineInput;
