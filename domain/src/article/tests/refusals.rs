//! Why it refuses.

use super::*;
use crate::bottle_lot::BottleLot;
use crate::claims::LabelRefusal;
use crate::decider::Refusal;
use crate::movement::Operation;
use crate::policy::DateRefusal;
use crate::terms::LossCause;
use crate::testing::{Cellar, Told, at, day, given, refused};
use crate::units::Date;

fn active() -> [ArticleEvent; 1] {
    [registered(&["L26-01"], None)]
}

fn offer_of(state: &BottleLot) -> Result<OfferedLot, Refusal> {
    OfferedLot::of(lot("L26-01"), state, Vec::new()).map_err(Refusal::from)
}

/// A lot whose last bottle was broken.
fn exhausted() -> BottleLot {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    cellar.harvest_of("Melon B", 2026, vat, "1");
    let lot = cellar.bottle(vat, "L26-01", 3, at(5));
    cellar.record(Operation::BottleLoss { lot, bottles: 3, cause: LossCause::Breakage }, at(6));
    cellar.house.desk.state(lot.uuid())
}

fn broken() -> ArticleRefusal {
    ArticleRefusal::ClaimBroken {
        lot_number: "L26-02".to_owned(),
        rule: "vintage".to_owned(),
        claimed: "2026".to_owned(),
        named_ml: hl("8"),
        whole_ml: hl("10"),
        minimum: "85".to_owned(),
    }
}

fn unproven() -> ArticleRefusal {
    ArticleRefusal::ClaimUnproven {
        lot_number: "L26-02".to_owned(),
        rule: "vintage".to_owned(),
        claimed: "2026".to_owned(),
        named_ml: hl("8"),
        untold_ml: hl("2"),
        whole_ml: hl("10"),
        minimum: "85".to_owned(),
    }
}

fn magnum() -> OfferedLot {
    OfferedLot { size_ml: 1_500, ..offered("L26-02") }
}

fn taxed(basis_points: i32) -> ArticleCommand {
    let vat_rate = Rate::from_basis_points(basis_points);
    ArticleCommand::Amend {
        name: "Muscadet".to_owned(),
        claims: claims(),
        vat_rate,
        lots: vec![],
        reason: None,
    }
}

fn tomorrow() -> Date {
    today().next()
}

refused! { ArticleRefusal:
    an_article_that_is_not_offered_has_no_price:
        given::<Article>([]).when(set("TRADE", "2027-01-01", &[(1, 500)])) => ArticleRefusal::NotFound;
    a_sku_is_one_article:
        given::<Article>(active()).when(register("MUS 26", vec![offered("L26-02")], None))
        => ArticleRefusal::AlreadyRegistered { sku: "MUS 26".to_owned() };
    a_sku_is_not_offered_again:
        given::<Article>(active()).and([retired()]).when(register("MUS 26", vec![offered("L26-02")], None))
        => ArticleRefusal::AlreadyRegistered { sku: "MUS 26".to_owned() };
    a_retired_article_has_no_new_price:
        given::<Article>(active()).and([retired()]).when(set("TRADE", "2027-01-01", &[(1, 500)]))
        => ArticleRefusal::Retired { sku: "MUS 26".to_owned() };
    a_sku_says_something: given::<Article>([]).when(register(" ", vec![offered("L26-01")], None)) => ArticleRefusal::SkuInvalid;
    a_sku_is_short:
        given::<Article>([]).when(register(&"x".repeat(41), vec![offered("L26-01")], None)) => ArticleRefusal::SkuInvalid;
    a_name_says_something: given::<Article>(active()).when(amend(" ", None, vec![], None)) => ArticleRefusal::NameInvalid;
    a_name_has_no_control_characters:
        given::<Article>(active()).when(amend("Mus\u{7}cadet", None, vec![], None)) => ArticleRefusal::NameInvalid;
    a_rate_is_one_of_the_law: given::<Article>(active()).when(taxed(1_960)) => ArticleRefusal::VatRateInvalid;
    a_rate_is_not_below_zero: given::<Article>(active()).when(taxed(-2_000)) => ArticleRefusal::VatRateInvalid;
    an_article_is_taken_from_somewhere: given::<Article>([]).when(register("MUS 26", vec![], None)) => ArticleRefusal::WithoutLot;
    the_last_lot_stays:
        given::<Article>(active()).when(ArticleCommand::RemoveLot { lot: lot("L26-01") }) => ArticleRefusal::WithoutLot;
    a_lot_that_nobody_filled_is_not_offered:
        offer_of(&BottleLot::Unknown) => ArticleRefusal::LotUnknown { lot: lot("L26-01") };
    a_lot_without_bottles_is_not_offered:
        offer_of(&exhausted()) => ArticleRefusal::LotExhausted { lot_number: "L26-01".to_owned() };
    an_article_is_of_one_size:
        given::<Article>([]).when(register("MUS 26", vec![offered("L26-01"), magnum()], None))
        => ArticleRefusal::LotDiffers { lot_number: "L26-02".to_owned() };
    an_article_stays_of_one_size:
        given::<Article>(active()).when(add(magnum(), None)) => ArticleRefusal::LotDiffers { lot_number: "L26-02".to_owned() };
    a_lot_stands_once_in_an_offer:
        given::<Article>([]).when(register("MUS 26", vec![offered("L26-01"), offered("L26-01")], None))
        => ArticleRefusal::LotTwice { lot_number: "L26-01".to_owned() };
    a_lot_is_added_once:
        given::<Article>(active()).when(add(offered("L26-01"), None)) => ArticleRefusal::LotTwice { lot_number: "L26-01".to_owned() };
    a_lot_that_is_not_in_it_is_not_removed:
        given::<Article>(active()).when(ArticleCommand::RemoveLot { lot: lot("L26-02") }) => ArticleRefusal::LotNotOffered;
    a_label_does_not_say_what_the_wine_is_not:
        given::<Article>(active()).when(add(doubtful("L26-02", Outcome::Broken), Some("parce que"))) => broken();
    what_cannot_be_proven_needs_a_reason:
        given::<Article>(active()).when(add(doubtful("L26-02", Outcome::Unproven), None)) => unproven();
    a_reason_says_something:
        given::<Article>(active()).when(add(doubtful("L26-02", Outcome::Unproven), Some(" "))) => ArticleRefusal::ReasonMissing;
    a_new_label_does_not_say_what_the_wine_is_not:
        given::<Article>(active()).when(amend("M", Some(2025), vec![doubtful("L26-02", Outcome::Broken)], Some("x"))) => broken();
    a_label_has_a_vintage_that_can_be:
        given::<Article>(active()).when(amend("M", Some(3000), vec![], None))
        => ArticleRefusal::from(LabelRefusal::VintageInvalid { vintage: 3000 });
    a_list_has_a_code: PriceList::parse(" ").map_err(Refusal::from) => ArticleRefusal::PriceListInvalid;
    a_list_has_a_plain_code: PriceList::parse("détail").map_err(Refusal::from) => ArticleRefusal::PriceListInvalid;
    a_price_is_not_below_zero:
        given::<Article>(active()).when(set("TRADE", "2027-01-01", &[(1, -1)]))
        => ArticleRefusal::PriceInvalid { unit_price_cents: Money::from_cents(-1) };
    a_price_is_not_absurd:
        given::<Article>(active()).when(set("TRADE", "2027-01-01", &[(1, 500), (6, i64::MAX)]))
        => ArticleRefusal::PriceInvalid { unit_price_cents: Money::from_cents(i64::MAX) };
    a_price_has_a_step: given::<Article>(active()).when(set("TRADE", "2027-01-01", &[])) => ArticleRefusal::TiersInvalid;
    a_price_begins_with_one_bottle:
        given::<Article>(active()).when(set("TRADE", "2027-01-01", &[(6, 500)])) => ArticleRefusal::TiersInvalid;
    steps_rise:
        given::<Article>(active()).when(set("TRADE", "2027-01-01", &[(1, 500), (6, 450), (6, 440)])) => ArticleRefusal::TiersInvalid;
    a_price_is_of_the_calendar:
        given::<Article>(active()).when(set("TRADE", "1899-12-31", &[(1, 500)]))
        => ArticleRefusal::from(DateRefusal::OutOfCalendar { date: day("1899-12-31") });
    it_is_not_retired_ahead:
        given::<Article>(active()).when(ArticleCommand::Retire { on: tomorrow() })
        => ArticleRefusal::from(DateRefusal::InFuture { date: tomorrow(), today: today() });
}
