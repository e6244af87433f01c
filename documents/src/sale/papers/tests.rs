use domain::invoice::{BuyerKind, InvoiceNumber, Language, Series, SeriesYear};
use domain::units::{Date, Money, Rate};

use super::{
    DeliveredLine, DeliveryNote, OrderConfirmation, Overdue, Reminder, ReminderLevel, claim, delivery_note,
    order_confirmation, reminder,
};
use crate::sale::samples::{KINDS, sample};
use crate::sale::{Look, Picture, draws};
use crate::testing::{archives, read, squeezed};
use domain::letterhead::LogoFormat;

const BOTH: [Language; 2] = [Language::French, Language::English];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn overdue(count: u32, due_on: &str, gross: i64, settled: i64) -> Overdue {
    Overdue {
        number: InvoiceNumber { of: SeriesYear { series: Series::INVOICES, year: 2026 }, count },
        issued_on: day("2026-06-01"),
        due_on: day(due_on),
        gross_cents: Money::from_cents(gross),
        settled_cents: Money::from_cents(settled),
    }
}

fn late(level: ReminderLevel, kind: BuyerKind, language: Language) -> Reminder {
    Reminder {
        level,
        written_on: day("2026-09-29"),
        items: vec![overdue(7, "2026-07-31", 120_000, 20_000), overdue(9, "2026-09-29", 50_000, 0)],
        kind,
        penalty_rate: Some(Rate::from_basis_points(1_215)),
        language,
    }
}

/// 1 000 € over 60 days at 12.15 % are 19.97 € (19.9726…); what is not late yet bears nothing.
#[test]
fn professionals_owe_penalties_and_forty_euros_an_invoice() {
    let of = |kind| claim(&late(ReminderLevel::Second, kind, Language::French)).unwrap();
    let claim = of(BuyerKind::Company);
    assert_eq!(claim.open_cents, Money::from_cents(150_000));
    assert_eq!(
        (claim.penalty_cents, claim.indemnity_cents),
        (Money::from_cents(1_997), Money::from_cents(4_000))
    );
    assert_eq!(claim.total_cents(), Money::from_cents(155_997));
    assert_eq!(of(BuyerKind::Consumer).total_cents(), Money::from_cents(150_000));
}

#[test]
fn a_reminder_says_what_its_level_says() {
    let parties = sample(KINDS).unwrap().parties;
    let shown = |level, kind, language| {
        let made = late(level, kind, language);
        let pdf = reminder(&made, &parties, &Look::default()).unwrap();
        assert!(archives(&pdf, 2) && pdf == reminder(&made, &parties, &Look::default()).unwrap());
        read(&pdf, "-layout")
    };
    let (company, consumer) = (BuyerKind::Company, BuyerKind::Consumer);
    let Some(first) = shown(ReminderLevel::First, company, Language::French) else { return };
    assert!(first.contains("Rappel") && squeezed(&first).contains("Àrégler1500,00€"), "{first}");
    assert!(first.contains("recouvrement") && first.contains("12,15"));
    let second = shown(ReminderLevel::Second, company, Language::English).unwrap();
    assert!(squeezed(&second).contains("Tobepaid€1,559.97"), "{second}");
    let notice = shown(ReminderLevel::FormalNotice, consumer, Language::French).unwrap();
    assert!(notice.contains("Mise en demeure") && notice.contains("taux légal"), "{notice}");
    assert!(!notice.contains("recouvrement en cas") && squeezed(&notice).contains("Àrégler1500,00€"));
}

#[test]
fn a_delivery_note_counts_bottles_and_has_no_price() {
    let sample = sample(KINDS + 17).unwrap();
    let lines = sample.invoice.lines.iter().map(|line| DeliveredLine {
        label: line.label.clone(),
        item: line.item.clone(),
        ordered: line.count,
        delivered: line.count - 5,
        outstanding: 5,
    });
    let lines: Vec<DeliveredLine> = lines.collect();
    let delivered: i64 = lines.iter().map(|line| line.delivered).sum();
    for language in BOTH {
        let note = DeliveryNote {
            number: "BL-2026-000017".to_owned(),
            departed_on: day("2026-09-14"),
            order: Some("CO-2026-000031".to_owned()),
            buyer_reference: None,
            accompanying: Some("26FRN1543509578452630".to_owned()),
            lines: lines.clone(),
            packages: Some(12),
            gross_weight_g: Some(98_760),
            language,
        };
        let pdf = delivery_note(&note, &sample.parties, &Look::default()).unwrap();
        assert!(archives(&pdf, 2));
        let Some(text) = read(&pdf, "-raw") else { return };
        let text = squeezed(&text);
        for told in ["BL-2026-000017", "CO-2026-000031", "26FRN1543509578452630", "TransportsdelʼOuest", "98"]
        {
            assert!(text.contains(&told.replace('ʼ', "’")), "{told}: {text}");
        }
        assert!(text.contains(&delivered.to_string()) && !text.contains('€') || text.contains("capital"));
    }
}

#[test]
fn a_logo_is_drawn_before_it_is_taken() {
    let picture = |format, bytes: &[u8]| draws(&Picture { format, bytes: bytes.to_vec() });
    let svg =
        br#"<svg xmlns="http://www.w3.org/2000/svg" width="6" height="2"><rect width="6" height="2"/></svg>"#;
    assert!(picture(LogoFormat::Svg, svg));
    assert!(!picture(LogoFormat::Svg, b"<svg this is none"));
    assert!(!picture(LogoFormat::Png, &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0]));
    assert!(!picture(LogoFormat::Jpeg, &[0xff, 0xd8, 0xff, 0xe0]));
}

#[test]
fn a_confirmation_shows_the_order_with_the_estates_logo() {
    let sample = sample(KINDS + 3).unwrap();
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#234"/></svg>"##;
    let logo = Some(Picture { format: LogoFormat::of(svg).unwrap(), bytes: svg.to_vec() });
    for language in BOTH {
        let order = OrderConfirmation {
            number: "CO-2026-000031".to_owned(),
            confirmed_on: day("2026-09-14"),
            wanted_on: Some(day("2026-09-21")),
            buyer_reference: Some("BC 17".to_owned()),
            basis: sample.invoice.basis,
            lines: sample.invoice.lines.clone(),
            totals: sample.invoice.totals.clone(),
            payment_days: Some(45),
            remark: Some("Livraison le matin #let x = 1".to_owned()),
            language,
        };
        let look = Look { logo: logo.clone(), ..Look::default() };
        let pdf = order_confirmation(&order, &sample.parties, &look).unwrap();
        assert!(archives(&pdf, 2));
        let Some(text) = read(&pdf, "-raw") else { return };
        let text = squeezed(&text);
        assert!(text.contains("Livraisonlematin#letx=1") && text.contains("CO-2026-000031"), "{text}");
    }
}
