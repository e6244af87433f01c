//! Answers of commands that concern people: what was done, or a refusal. They stand outside of the ledger, so there is
//! no position, and no conflict.

use async_graphql::Result;
use domain::decider::Refusal;

use crate::graphql::Visit;
use crate::graphql::fault::fault_to;
use crate::graphql::outcome::Refused;
use crate::messages::{Labels, sentence};
use crate::people::Denied;

/// A refusal as it is told; a fault as an error.
pub(super) fn denied(visit: &Visit, denied: Denied) -> Result<Refused> {
    let refusal = match denied {
        Denied::Refused(refusal) => Refusal::from(refusal),
        Denied::Rule(refusal) => refusal,
        Denied::Fault(error) => return Err(fault_to(visit, &error)),
    };
    tracing::info!(request_id = %visit.request_id, refusal = %refusal, "refused");
    let message = sentence(&refusal, &Labels::new(), visit.language);
    Ok(Refused::told(&refusal, message))
}

/// Declares the payload of a mutation: what it makes, or a refusal.
macro_rules! answers {
    ($(
        $(#[$doc:meta])*
        $union:ident = $done:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }
    )*) => {$(
        #[doc = concat!("What `", stringify!($union), "` answers when it was done.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $done {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        $(#[$doc])*
        #[derive(async_graphql::Union)]
        #[allow(clippy::large_enum_variant, reason = "one answer at a time, and GraphQL unions hold their objects")]
        pub enum $union {
            /// It was done.
            Done($done),
            /// It was refused.
            Refused($crate::graphql::outcome::Refused),
        }
    )*};
}
pub(super) use answers;

/// What came of a use case, or the answer of its refusal.
macro_rules! answered {
    ($visit:expr, $outcome:expr) => {
        match $outcome {
            Ok(done) => done,
            Err(denial) => return Ok($crate::graphql::mutations::answer::denied($visit, denial)?.into()),
        }
    };
}
pub(super) use answered;
