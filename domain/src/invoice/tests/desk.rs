//! Documents on a desk in memory.

use super::figures::id;
use crate::decider::Refusal;
use crate::invoice::{
    CreditLine, InvoiceAccount, InvoiceDraft, InvoiceNumber, Issued, Issuing, Paying, Series, credit, issue,
    pay, refund, replace, reverse_payment,
};
use crate::testing::{ESTATE, MemoryDesk, Unit};
use crate::units::{Date, PaymentId};

pub(super) struct Office {
    pub(super) desk: MemoryDesk,
}

impl Office {
    pub(super) fn new() -> Self {
        Self { desk: MemoryDesk::new() }
    }

    pub(super) fn issue(
        &mut self,
        of: u128,
        draft: InvoiceDraft,
        on: Date,
    ) -> Result<InvoiceNumber, Refusal> {
        self.desk.unit(async |unit: &mut Unit| issue(unit, at(of, Series::INVOICES, on), draft).await)
    }

    pub(super) fn credit(
        &mut self,
        of: u128,
        original: u128,
        lines: Option<Vec<CreditLine>>,
        on: Date,
    ) -> Result<InvoiceNumber, Refusal> {
        let at = at(of, Series::CREDIT_NOTES, on);
        self.desk.unit(async |unit: &mut Unit| credit(unit, at, id(original), lines, "casse").await)
    }

    pub(super) fn replace(
        &mut self,
        of: u128,
        original: u128,
        draft: InvoiceDraft,
        on: Date,
    ) -> Result<InvoiceNumber, Refusal> {
        let at = at(of, Series::INVOICES, on);
        self.desk.unit(async |unit: &mut Unit| replace(unit, at, id(original), draft, "adresse").await)
    }

    pub(super) fn pay(&mut self, of: u128, paying: Paying) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit| pay(unit, ESTATE, id(of), paying).await)
    }

    pub(super) fn refund(&mut self, of: u128, paying: Paying) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit| refund(unit, ESTATE, id(of), paying).await)
    }

    pub(super) fn reverse(&mut self, of: u128, payment: PaymentId, on: Date) -> Result<(), Refusal> {
        let why = "saisie deux fois".to_owned();
        self.desk.unit(async |unit: &mut Unit| reverse_payment(unit, ESTATE, id(of), payment, why, on).await)
    }

    pub(super) fn document(&self, of: u128) -> Issued {
        self.desk.state::<InvoiceAccount>(id(of).uuid()).issued().unwrap().clone()
    }
}

fn at(of: u128, series: Series, on: Date) -> Issuing {
    Issuing { estate: ESTATE, invoice: id(of), series, on }
}
