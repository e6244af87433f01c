use std::collections::BTreeMap;

use proptest::prelude::*;

use super::desk::Office;
use super::figures::{bottles, draft, paying, payment};
use crate::Fact;
use crate::invoice::{CreditLine, CreditOf, InvoiceEvent, InvoiceKind, PriceBasis, SeriesYear};
use crate::invoice_book::BookEvent;
use crate::testing::day;
use crate::till::{Takings, TillEvent};
use crate::units::{Date, Money};

/// Something that is tried; most of it is refused now and then.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Issue { count: i64, cents: i64 },
    Credit { of: u128, count: Option<i64> },
    Replace { of: u128, count: i64 },
    Pay { of: u128, cents: i64 },
    Refund { of: u128, cents: i64 },
    Reverse { of: u128, payment: u128 },
}

fn deeds() -> impl Strategy<Value = Vec<(u16, Deed)>> {
    let of = 0..12_u128;
    let deed = prop_oneof![
        3 => (1..90_i64, 0..3_000_i64).prop_map(|(count, cents)| Deed::Issue { count, cents }),
        2 => (of.clone(), prop::option::of(1..30_i64)).prop_map(|(of, count)| Deed::Credit { of, count }),
        1 => (of.clone(), 1..90_i64).prop_map(|(of, count)| Deed::Replace { of, count }),
        3 => (of.clone(), 1..90_000_i64).prop_map(|(of, cents)| Deed::Pay { of, cents }),
        1 => (of.clone(), 1..9_000_i64).prop_map(|(of, cents)| Deed::Refund { of, cents }),
        1 => (of, 0..40_u128).prop_map(|(of, payment)| Deed::Reverse { of, payment }),
    ];
    prop::collection::vec((0..110_u16, deed), 1..40)
}

fn attempt(office: &mut Office, at: u128, on: Date, deed: Deed) {
    let order = |count, cents| {
        let mut draft = draft(PriceBasis::Gross, vec![bottles(count, cents), bottles(3, 1_033)]);
        draft.terms.due_on = on;
        draft
    };
    let _ = match deed {
        Deed::Issue { count, cents } => office.issue(at, order(count, cents), on).map(drop),
        Deed::Credit { of, count } => {
            let lines = count.map(|count| vec![CreditLine { line: 1, of: CreditOf::Count(count) }]);
            office.credit(at, of, lines, on).map(drop)
        }
        Deed::Replace { of, count } => office.replace(at, of, order(count, 900), on).map(drop),
        Deed::Pay { of, cents } => office.pay(of, paying(at, cents, on)),
        Deed::Refund { of, cents } => office.refund(of, paying(at, cents, on)),
        Deed::Reverse { of, payment: paid } => office.reverse(of, payment(paid), on),
    };
}

fn numbers_follow_each_other(office: &Office) {
    let mut last: BTreeMap<SeriesYear, (u32, Date)> = BTreeMap::new();
    for fact in office.desk.facts() {
        let Fact::InvoiceBook(_, BookEvent::NumberTaken { number, occurred_on, .. }) = fact else { continue };
        let (count, before) = last.insert(number.of, (number.count, *occurred_on)).unwrap_or((0, Date::MIN));
        assert_eq!(number.count, count + 1);
        assert!(*occurred_on >= before);
    }
}

/// What the documents say, counted by themselves.
fn told_by_documents(office: &Office) -> (Money, Money) {
    let (mut sold, mut received) = (Money::ZERO, Money::ZERO);
    let mut issued = BTreeMap::new();
    for fact in office.desk.facts() {
        let Fact::Invoice(id, event) = fact else { continue };
        match event {
            InvoiceEvent::InvoiceIssued { invoice, .. } => {
                let gross = invoice.totals.gross_cents;
                issued.insert(*id, gross);
                sold = if invoice.kind == InvoiceKind::CreditNote { sold - gross } else { sold + gross };
            }
            InvoiceEvent::InvoiceReplaced { .. } => sold -= issued[id],
            InvoiceEvent::PaymentRecorded { amount_cents, .. } => received += *amount_cents,
            InvoiceEvent::PaymentRefunded { amount_cents, .. }
            | InvoiceEvent::PaymentReversed { amount_cents, .. } => {
                received -= *amount_cents;
            }
            InvoiceEvent::InvoiceDrafted { .. }
            | InvoiceEvent::InvoiceDraftDiscarded { .. }
            | InvoiceEvent::InvoiceCredited { .. } => {}
        }
    }
    (sold, received)
}

fn told_by_the_till(office: &Office) -> Takings {
    let mut takings = Takings::default();
    for fact in office.desk.facts() {
        match fact {
            Fact::Till(_, TillEvent::SaleEntered { vat, .. }) => takings.add_sale(vat),
            Fact::Till(_, TillEvent::PaymentEntered { means, amount_cents, .. }) => {
                takings.add_payment(*means, *amount_cents);
            }
            _ => {}
        }
    }
    takings
}

proptest! {
    #[test]
    fn numbers_and_sums_hold_in_every_history(deeds in deeds()) {
        let mut office = Office::new();
        let mut issued = Vec::new();
        for (at, (day_of_autumn, deed)) in (0..).zip(deeds) {
            let on = day("2026-09-15").plus_days(day_of_autumn);
            let before = office.desk.ledger().len();
            attempt(&mut office, at, on, deed);
            let made = matches!(deed, Deed::Issue { .. } | Deed::Credit { .. } | Deed::Replace { .. });
            if made && office.desk.ledger().len() > before {
                issued.push(at);
            }
        }
        numbers_follow_each_other(&office);
        let (sold, received) = told_by_documents(&office);
        let takings = told_by_the_till(&office);
        prop_assert_eq!((takings.sales.gross_cents, takings.received_cents), (sold, received));
        let documents: Vec<_> = issued.iter().map(|at| office.document(*at)).collect();
        let due: Money = documents.iter().map(crate::invoice::Issued::balance_cents).sum();
        prop_assert_eq!(due, sold - received, "what is due is what was sold less what was paid");
        prop_assert!(documents.iter().all(|it| it.paid_cents() + it.invoice.prepaid_cents >= Money::ZERO));
    }
}
