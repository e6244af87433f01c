//! What is offered, and what its label says.

use super::*;
use crate::testing::given;

#[test]
fn an_article_is_offered_under_its_sku() {
    given::<Article>([])
        .when(register(" MUS  26 ", vec![offered("L26-01"), offered("L26-02")], Some("needless")))
        .then_expect_events(vec![registered(&["L26-01", "L26-02"], None)]);
}

#[test]
fn what_cannot_be_proven_is_accepted_with_a_reason_that_is_kept() {
    let lots = || {
        vec![doubtful("L26-01", Outcome::Unproven), offered("L26-02"), doubtful("L26-03", Outcome::Unproven)]
    };
    given::<Article>([]).when(register("MUS 26", lots(), Some(" registre papier "))).then_expect_events(
        vec![registered(&["L26-01", "L26-02", "L26-03"], Some(accepted(&["L26-01", "L26-03"])))],
    );
}

#[test]
fn it_is_renamed_without_a_look_at_its_label() {
    given::<Article>([registered(&["L26-01"], None)])
        .when(amend("Muscadet sur lie", Some(2026), vec![doubtful("L26-01", Outcome::Broken)], None))
        .then_expect_events(vec![ArticleEvent::ArticleAmended {
            name: "Muscadet sur lie".to_owned(),
            claims: claims(),
            vat_rate: VAT,
            accepted: None,
            occurred_on: today(),
        }]);
    given::<Article>([registered(&["L26-01"], None)])
        .when(amend("Muscadet 2026", Some(2026), vec![], None))
        .then_expect_events(vec![]);
}

#[test]
fn a_new_label_is_held_against_every_lot() {
    let new = ArticleEvent::ArticleAmended {
        name: "Muscadet 2026".to_owned(),
        claims: LabelClaims { vintage: Some(2025), ..claims() },
        vat_rate: VAT,
        accepted: Some(accepted(&["L26-01"])),
        occurred_on: today(),
    };
    let lots = vec![doubtful("L26-01", Outcome::Unproven)];
    given::<Article>([registered(&["L26-01"], None)])
        .when(amend("Muscadet 2026", Some(2025), lots, Some("registre papier")))
        .then_expect_events(vec![new]);
}

#[test]
fn lots_come_and_go() {
    let added = ArticleEvent::ArticleLotAdded { lot: lot("L26-02"), accepted: None, occurred_on: today() };
    let removed = ArticleEvent::ArticleLotRemoved { lot: lot("L26-01"), occurred_on: today() };
    given::<Article>([registered(&["L26-01"], None)])
        .when(add(offered("L26-02"), None))
        .then_expect_events(vec![added.clone()]);
    given::<Article>([registered(&["L26-01"], None), added])
        .when(ArticleCommand::RemoveLot { lot: lot("L26-01") })
        .then_expect_events(vec![removed.clone()]);
    let state = given::<Article>([registered(&["L26-01", "L26-02"], None), removed]).state();
    assert_eq!(state.offer().unwrap().lots.iter().copied().collect::<Vec<_>>(), [lot("L26-02")]);
}

#[test]
fn it_is_offered_no_longer() {
    given::<Article>([registered(&["L26-01"], None)])
        .when(ArticleCommand::Retire { on: today() })
        .then_expect_events(vec![retired()]);
}
