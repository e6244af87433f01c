use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::invoice::{InvoiceKind, InvoiceNumber};
use crate::units::{Date, InvoiceId};

/// What has happened to a book of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BookEvent {
    /// A document took the next number.
    NumberTaken {
        /// The number.
        number: InvoiceNumber,
        /// The document.
        invoice: InvoiceId,
        /// What it is.
        kind: InvoiceKind,
        /// The day of issue.
        occurred_on: Date,
    },
}

domain_events!(BookEvent { NumberTaken = "1" });
