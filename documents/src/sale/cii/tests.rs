use domain::invoice::{InvoiceKind, VatTreatment};
use domain::terms::{Country, SaleDestination};
use domain::units::Money;

use super::price::net_price;
use super::write;
use super::write::billing_mode;
use crate::sale::mentions::notes;
use crate::sale::samples::{KINDS, Sample, sample};
use crate::sale::{Parties, SaleRefusal};

fn of_kind(kind: u32) -> Sample {
    sample(KINDS + kind).unwrap()
}

fn written(sample: &Sample) -> String {
    let mut xml = Vec::new();
    write(&sample.invoice, &sample.parties, &mut xml).unwrap();
    String::from_utf8(xml).unwrap()
}

fn refused(sample: &Sample) -> &'static str {
    match write(&sample.invoice, &sample.parties, Vec::new()) {
        Err(SaleRefusal::Missing { what }) => what,
        other => panic!("{other:?}"),
    }
}

/// EN 16931 has a line's amount follow from its price, quantity and discount. It does, to the cent, also where prices were
/// told with VAT.
#[test]
fn price_times_count_less_discount_is_the_line_to_the_cent() {
    let mut lines = 0;
    for Sample { invoice, name, .. } in (1..=400).filter_map(sample) {
        for line in &invoice.lines {
            let price = net_price(&invoice, line).unwrap();
            let pieces = price.price_cents.cents() * line.count;
            assert_eq!(pieces % price.basis, 0, "{name}");
            assert_eq!(pieces / price.basis - price.discount_cents.cents(), line.net_cents.cents(), "{name}");
            assert!(price.price_cents >= Money::ZERO && price.discount_cents >= Money::ZERO, "{name}");
            lines += 1;
        }
        let sum: Money = invoice.lines.iter().map(|line| line.net_cents).sum();
        assert_eq!(sum, invoice.totals.net_cents, "{name}");
    }
    assert!(lines > 3_000, "{lines}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for kind in 0..KINDS {
        assert_eq!(written(&of_kind(kind)), written(&of_kind(kind)));
    }
}

#[test]
fn a_document_tells_what_it_is_and_what_it_takes_back() {
    let whole = of_kind(6);
    let xml = written(&whole);
    let preceding = whole.invoice.preceding.unwrap();
    assert!(xml.contains("<ram:TypeCode>381</ram:TypeCode>"));
    assert!(xml.contains(&format!("<ram:IssuerAssignedID>{}</ram:IssuerAssignedID>", preceding.number)));
    assert!(!xml.contains("IBANID"), "nobody pays a credit note to the seller");
    assert!(written(&of_kind(8)).contains("<ram:TypeCode>384</ram:TypeCode>"));
    let modes = [0, 9, 10, 18, 2].map(|kind| billing_mode(&of_kind(kind).invoice));
    assert_eq!(modes, ["B1", "B2", "B1", "S1", "M1"]);
}

#[test]
fn exemptions_have_their_reason_and_code() {
    for (kind, category, code) in [
        (4, "G", "VATEX-EU-G"),
        (5, "K", "VATEX-EU-IC"),
        (13, "E", "VATEX-FR-FRANCHISE"),
        (14, "AE", "VATEX-EU-AE"),
    ] {
        let xml = written(&of_kind(kind));
        assert!(xml.contains(&format!("<ram:CategoryCode>{category}</ram:CategoryCode>")), "{xml}");
        assert!(xml.contains(&format!("<ram:ExemptionReasonCode>{code}</ram:ExemptionReasonCode>")));
        assert!(xml.contains("<ram:CalculatedAmount>0.00</ram:CalculatedAmount>"));
    }
}

#[test]
fn what_the_rules_cannot_do_without_is_refused() {
    let whole = of_kind(0);
    let with = |change: fn(&mut Parties)| {
        let mut sample = whole.clone();
        change(&mut sample.parties);
        refused(&sample)
    };
    assert_eq!(with(|it| it.buyer = None), "BUYER_NAME");
    assert_eq!(with(|it| it.buyer.as_mut().unwrap().siren = None), "BUYER_SIREN");
    assert_eq!(with(|it| it.buyer.as_mut().unwrap().address = None), "BUYER_ADDRESS");
    assert_eq!(with(|it| it.seller.siren = "12345678".to_owned()), "SELLER_SIREN");
    assert_eq!(with(|it| it.seller.siret = Some("11111111100010".to_owned())), "SELLER_SIRET");
    assert_eq!(with(|it| it.seller.vat_number = None), "SELLER_VAT_NUMBER");
    let mut union = of_kind(5);
    union.parties.buyer.as_mut().unwrap().vat_number = None;
    assert_eq!(
        (union.invoice.lines[0].vat, refused(&union)),
        (VatTreatment::IntraCommunity, "BUYER_VAT_NUMBER")
    );
    let mut note = whole.clone();
    note.invoice.kind = InvoiceKind::CreditNote;
    assert_eq!(refused(&note), "PRECEDING_INVOICE");
}

#[test]
fn bottles_under_suspension_say_so_with_their_document() {
    let mut sample = of_kind(0);
    let document = Some("26FRN1543509578452630".to_owned());
    sample.invoice.destination = Some(SaleDestination::FranceSuspended { document });
    let told = "Circulation en suspension de droits d’accise, DAE 26FRN1543509578452630";
    assert!(written(&sample).contains(told));
}

#[test]
fn an_exchange_is_told_by_who_buys_and_where() {
    let told = |kind: u32, country: &str| {
        let mut sample = of_kind(kind);
        sample.invoice.buyer.country = Country::parse(country).unwrap();
        let notes = notes(&sample.invoice, &sample.parties);
        notes.into_iter().find(|(subject, _)| *subject == "BAR").unwrap().1
    };
    assert_eq!(
        [told(0, "FR"), told(0, "RE"), told(4, "US"), told(5, "BE")],
        ["B2B", "B2B", "B2BINT", "B2BINT"]
    );
    assert_eq!(
        [told(1, "FR"), told(1, "GP"), told(1, "CH"), told(16, "FR")],
        ["B2C", "B2C", "B2CINT", "B2C"]
    );
}

#[test]
fn a_text_is_data_and_nothing_that_xml_cannot_hold() {
    let mut sample = of_kind(0);
    sample.invoice.lines[0].label = "a</ram:Name>&<b>\u{1}\u{ffff}".to_owned();
    assert!(written(&sample).contains("<ram:Name>a&lt;/ram:Name&gt;&amp;&lt;b&gt;</ram:Name>"));
}
