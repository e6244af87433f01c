use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Buyer, InvoiceLine, InvoiceNumber, Item, Totals};
use crate::terms::SaleDestination;
use crate::units::{Date, DispatchId, InvoiceId, Money, OrderId, PartyId, Rate};

/// An invoice, credit note or corrective invoice as it was issued: everything that stands on it but names and addresses.
/// It is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// What it is.
    pub kind: InvoiceKind,
    /// Its number.
    pub number: InvoiceNumber,
    /// The day of issue.
    pub issued_on: Date,
    /// The day on which goods left or services were done (BT-72).
    pub supplied_on: Date,
    /// Who buys.
    pub buyer: Buyer,
    /// The order it was made for.
    pub order: Option<OrderId>,
    /// The dispatches that it charges.
    pub dispatches: Vec<DispatchId>,
    /// The buyer's own reference (BT-13): at most 50 characters.
    pub buyer_reference: Option<String>,
    /// The document that it credits or replaces.
    pub preceding: Option<Preceding>,
    /// Why it credits or replaces, as it is printed: at most 250 characters.
    pub reason: Option<String>,
    /// Whether its prices are without or with VAT.
    pub basis: PriceBasis,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
    /// Its sums.
    pub totals: Totals,
    /// Paid before it was issued (BT-113).
    pub prepaid_cents: Money,
    /// How and when it is to be paid.
    pub terms: Terms,
    /// VAT is due with the invoice and not with the payment (option pour les débits).
    pub vat_on_debits: bool,
    /// Where the bottles go, as customs see it.
    pub destination: Option<SaleDestination>,
    /// How they travel, where the invoice serves as their accompanying document.
    pub carriage: Option<Carriage>,
}

/// What a document is (UNTDID 1001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum InvoiceKind {
    /// An invoice (380).
    Invoice,
    /// A credit note (381): its amounts are above zero, and taken off another document.
    CreditNote,
    /// A corrective invoice (384), which stands in the place of another document.
    Corrective,
}

/// Another document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Preceding {
    /// The document.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: InvoiceNumber,
    /// Its day of issue.
    pub issued_on: Date,
}

/// Whether prices are without or with VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum PriceBasis {
    /// Without (HT).
    Net,
    /// With (TTC).
    Gross,
}

/// What an invoice is for (catégorie de l'opération, CGI, ann. II, art. 242 nonies A).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Supply {
    /// Goods alone (livraison de biens).
    Goods,
    /// Services alone (prestation de services).
    Services,
    /// Both.
    Mixed,
}

/// How and when an invoice is to be paid. Where a rate is not told, the law's own holds (C. com., art. L. 441-10, II).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Terms {
    /// The last day.
    pub due_on: Date,
    /// A year's rate for payment in advance (escompte); none is granted otherwise.
    pub early_discount: Option<Rate>,
    /// A year's rate for payment too late; the European Central Bank's plus ten points otherwise.
    pub late_penalty: Option<Rate>,
}

/// How bottles travel, where their invoice is their accompanying document (DSA; décret 2025-590 of 27 June 2025).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carriage {
    /// The day they left.
    pub departed_on: Date,
    /// The reference of the movement; the number of the invoice where there is no other.
    pub reference: Option<String>,
    /// Who carries them; the estate itself where nobody is told.
    pub carrier: Option<PartyId>,
    /// How many packages.
    pub packages: Option<u32>,
    /// What they weigh, in grams.
    pub gross_weight_g: Option<i64>,
}

impl InvoiceKind {
    /// The name in storage and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invoice => "INVOICE",
            Self::CreditNote => "CREDIT_NOTE",
            Self::Corrective => "CORRECTIVE",
        }
    }

    /// Its code in UNTDID 1001.
    pub const fn code(self) -> u16 {
        match self {
            Self::Invoice => 380,
            Self::CreditNote => 381,
            Self::Corrective => 384,
        }
    }
}

impl Invoice {
    /// What it is for, from its lines.
    pub fn supply(&self) -> Supply {
        let services = self.lines.iter().filter(|line| matches!(line.item, Item::Service)).count();
        match services {
            0 => Supply::Goods,
            all if all == self.lines.len() => Supply::Services,
            _ => Supply::Mixed,
        }
    }

    /// What is to be paid: with VAT, less what was paid before.
    pub fn due_cents(&self) -> Money {
        self.totals.gross_cents - self.prepaid_cents
    }

    /// How many bottles it charges.
    pub fn bottles(&self) -> i64 {
        let bottles = self.lines.iter().filter(|line| matches!(line.item, Item::Bottles(_)));
        bottles.map(|line| line.count).sum()
    }
}
