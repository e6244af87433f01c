//! What is told besides the movements, amendments, and each refusal.

use super::*;

fn tell(annexes: Annexes) -> DrmPeriodCommand {
    DrmPeriodCommand::TellAnnexes { annexes }
}

fn range(count: Option<u32>) -> DocumentRange {
    DocumentRange { kind: DocumentKind::Paid, first: "1".to_owned(), last: "9".to_owned(), count }
}

fn uncleared(consignee: &str) -> UnclearedDocument {
    UnclearedDocument {
        document: "16FRN1543509578452630".to_owned(),
        dispatched_on: at(1),
        consignee: Some(consignee.to_owned()),
    }
}

/// A house whose September was filed, amended with a movement of that day; what was refused, if it was.
fn corrected(on: Date) -> Result<(), Refusal> {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("10"))]);
    let vat = house.vat(30);
    let placed = Operation::OpeningInVat { vat, wine: wine("Muscadet"), volume_ml: hl("10") };
    house.record(placed, day("2026-08-01")).unwrap();
    let loss = Operation::Loss { vat, volume_ml: hl("0.1"), cause: LossCause::TankStorage };
    let correction = house.record(loss, on).unwrap();
    for text in ["2026-08", "2026-09"] {
        house.close(month(text), day("2026-10-05")).unwrap();
    }
    house.file(september(), day("2026-10-06")).unwrap();
    house.amend(september(), vec![correction], day("2026-10-20"))
}

#[test]
fn an_amendment_is_numbered_and_names_what_corrects_the_books() {
    assert_eq!(corrected(day("2026-10-02")), Ok(()));
    let second = DrmPeriodEvent::DrmAmended {
        number: Some(2),
        observation: "lies".to_owned(),
        corrections: Vec::new(),
        occurred_on: day("2026-10-20"),
    };
    given::<DrmPeriod>([opened(), closed(), filed(), amended()])
        .when(amend("lies"))
        .then_expect_events(vec![second]);
}

#[test]
fn what_is_told_of_a_month_is_kept_as_a_whole() {
    let annexes = Annexes {
        documents: vec![range(Some(9))],
        uncleared: vec![uncleared("BE12345678901")],
        statistics: Statistics { vinegar_ml: Some(hl("1")), ..Statistics::default() },
    };
    given::<DrmPeriod>([opened()])
        .when(tell(annexes.clone()))
        .then_expect_events(vec![DrmPeriodEvent::AnnexesTold { month: september(), annexes }]);
}

refused! { DrmPeriodRefusal:
    a_month_that_was_never_opened_is_not_closed:
        given::<DrmPeriod>([]).when(close(right())) => DrmPeriodRefusal::NotOpened;
    a_reference_is_bounded:
        given::<DrmPeriod>([opened(), closed()])
            .when(DrmPeriodCommand::File { reference: Some("é".repeat(101)), on: day("2026-10-08") })
        => DrmPeriodRefusal::ReferenceInvalid;
    a_reference_has_no_control_characters:
        given::<DrmPeriod>([opened(), closed()])
            .when(DrmPeriodCommand::File { reference: Some("CIEL\x01".to_owned()), on: day("2026-10-08") })
        => DrmPeriodRefusal::ReferenceInvalid;
    a_month_is_opened_once:
        given::<DrmPeriod>([opened()]).when(DrmPeriodCommand::Open { month: september() })
        => DrmPeriodRefusal::AlreadyOpened;
    a_closed_month_is_not_opened_again:
        given::<DrmPeriod>([opened(), closed()]).when(DrmPeriodCommand::Open { month: september() })
        => DrmPeriodRefusal::AlreadyOpened;
    a_month_is_closed_once:
        given::<DrmPeriod>([opened(), closed()]).when(close(right()))
        => DrmPeriodRefusal::Closed { month: september() };
    a_filed_month_is_not_closed_again:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(close(right()))
        => DrmPeriodRefusal::Closed { month: september() };
    an_open_month_is_not_filed:
        given::<DrmPeriod>([opened()]).when(file()) => DrmPeriodRefusal::NotClosed { month: september() };
    a_month_is_not_closed_before_it_is_over:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Closed, day("2026-09-30")))
        => DrmPeriodRefusal::NotOver { month: september() };
    a_month_is_closed_after_the_month_before:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Open, day("2026-10-05")))
        => DrmPeriodRefusal::PrecedingOpen { month: month("2026-08") };
    a_return_is_filed_once:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(file()) => DrmPeriodRefusal::AlreadyFiled;
    a_return_is_filed_before_it_is_amended:
        given::<DrmPeriod>([opened(), closed()]).when(amend("lies")) => DrmPeriodRefusal::NotFiled;
    a_balance_holds:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "1")], "10")])))
        => DrmPeriodRefusal::Unbalanced { wine: wine("Muscadet") };
    a_stock_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "11")], "-1")])))
        => DrmPeriodRefusal::NegativeStock { wine: wine("Muscadet"), closing_ml: hl("-1") };
    a_node_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "-1")], "11")])))
        => DrmPeriodRefusal::NegativeNode {
            wine: wine("Muscadet"), node: Node::Losses.path().to_owned(), volume_ml: hl("-1"),
        };
    a_capsule_account_holds:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, 1, 10))) => DrmPeriodRefusal::CapsuleAccount;
    a_capsule_account_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, 11, -1))) => DrmPeriodRefusal::CapsuleAccount;
    a_node_of_capsules_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, -1, 11))) => DrmPeriodRefusal::CapsuleAccount;
    what_leaves_one_wine_enters_another:
        given::<DrmPeriod>([opened()])
            .when(close(drm(vec![balance("10", &[(Node::ReclassifiedOut, "1")], "9")])))
        => DrmPeriodRefusal::ReclassificationOneSided { difference_ml: Volume::from_hl(-1) };
    a_month_is_closed_with_its_own_return:
        given::<DrmPeriod>([opened()]).when(close(Return { month: month("2026-08"), ..right() }))
        => DrmPeriodRefusal::ReturnUnwritable;
    a_closed_month_is_told_nothing_more:
        given::<DrmPeriod>([opened(), closed()]).when(tell(Annexes::default()))
        => DrmPeriodRefusal::Closed { month: september() };
    a_correction_is_dated_later:
        corrected(at(20)) => DrmPeriodRefusal::CorrectionWithin { entry_on: at(20), month: september() };
    a_range_of_documents_counts_at_least_one:
        given::<DrmPeriod>([opened()]).when(tell(Annexes { documents: vec![range(Some(0))], ..Annexes::default() }))
        => DrmPeriodRefusal::from(AnnexRefusal::Range { first: "1".to_owned() });
    a_kind_of_document_stands_once:
        given::<DrmPeriod>([opened()])
            .when(tell(Annexes { documents: vec![range(Some(1)), range(Some(2))], ..Annexes::default() }))
        => DrmPeriodRefusal::from(AnnexRefusal::Range { first: "1".to_owned() });
    a_consignee_has_8_or_13_characters:
        given::<DrmPeriod>([opened()])
            .when(tell(Annexes { uncleared: vec![uncleared("BE1234567")], ..Annexes::default() }))
        => DrmPeriodRefusal::from(AnnexRefusal::Uncleared { document: "16FRN1543509578452630".to_owned() });
    a_statistic_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(tell(Annexes {
            statistics: Statistics { juice_ml: Some(hl("-1")), ..Statistics::default() }, ..Annexes::default()
        }))
        => DrmPeriodRefusal::from(AnnexRefusal::Statistics { volume_ml: hl("-1") });
    an_amendment_says_something:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(amend(" "))
        => DrmPeriodRefusal::ObservationMissing;
    a_month_is_not_closed_ahead:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Closed, today().next()))
        => DrmPeriodRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
}
