//! Each command with what follows from it, and each refusal.

mod offers;
mod prices;
mod refusals;

use super::{
    Acceptance, Article, ArticleCommand, ArticleEvent, ArticleRefusal, OfferedLot, Price, PriceList,
    PriceTier, Warning,
};
use crate::claims::{ClaimRule, Finding, LabelClaims, Outcome, Severity};
use crate::invoice::PriceBasis;
use crate::testing::{ESTATE, hl, today, wine};
use crate::units::{LotId, Money, Rate, Volume};

const VAT: Rate = Rate::from_basis_points(2_000);

fn lot(number: &str) -> LotId {
    LotId::of(ESTATE, number)
}

/// A lot of Muscadet in 75 cl whose claims hold.
fn offered(number: &str) -> OfferedLot {
    OfferedLot {
        lot: lot(number),
        lot_number: number.to_owned(),
        wine: wine("Muscadet"),
        size_ml: 750,
        findings: vec![finding(Outcome::Met)],
    }
}

/// The same, with the claim of the vintage standing so.
fn doubtful(number: &str, outcome: Outcome) -> OfferedLot {
    OfferedLot { findings: vec![finding(Outcome::Met), finding(outcome)], ..offered(number) }
}

fn finding(outcome: Outcome) -> Finding {
    let (named_ml, untold_ml) = match outcome {
        Outcome::Met => (hl("10"), Volume::ZERO),
        Outcome::Unproven => (hl("8"), hl("2")),
        Outcome::Broken => (hl("8"), Volume::ZERO),
    };
    Finding {
        rule: ClaimRule::Vintage,
        claimed: "2026".to_owned(),
        minimum: Rate::from_basis_points(8_500),
        named_ml,
        untold_ml,
        whole_ml: hl("10"),
        rounding_ml: Volume::ZERO,
        outcome,
        severity: match outcome {
            Outcome::Met => None,
            Outcome::Unproven => Some(Severity::Warn),
            Outcome::Broken => Some(Severity::Block),
        },
        source: "2019/33 art. 49".to_owned(),
    }
}

fn claims() -> LabelClaims {
    LabelClaims { vintage: Some(2026), grapes: vec!["Melon B".to_owned()], ..LabelClaims::default() }
}

fn register(sku: &str, lots: Vec<OfferedLot>, reason: Option<&str>) -> ArticleCommand {
    ArticleCommand::Register {
        sku: sku.to_owned(),
        name: " Muscadet 2026 ".to_owned(),
        lots,
        claims: claims(),
        vat_rate: VAT,
        reason: reason.map(str::to_owned),
    }
}

fn registered(lots: &[&str], accepted: Option<Acceptance>) -> ArticleEvent {
    ArticleEvent::ArticleRegistered {
        sku: "MUS 26".to_owned(),
        name: "Muscadet 2026".to_owned(),
        wine: wine("Muscadet"),
        size_ml: 750,
        lots: lots.iter().map(|number| lot(number)).collect(),
        claims: claims(),
        vat_rate: VAT,
        accepted,
        occurred_on: today(),
    }
}

fn accepted(numbers: &[&str]) -> Acceptance {
    let warning = |number: &&str| Warning {
        lot: lot(number),
        rule: ClaimRule::Vintage,
        claimed: "2026".to_owned(),
        named_ml: hl("8"),
        untold_ml: hl("2"),
        whole_ml: hl("10"),
    };
    Acceptance { reason: "registre papier".to_owned(), warnings: numbers.iter().map(warning).collect() }
}

fn price(tiers: &[(i64, i64)]) -> Price {
    let tier = |(from_bottles, cents): &(i64, i64)| PriceTier {
        from_bottles: *from_bottles,
        unit_price_cents: Money::from_cents(*cents),
    };
    Price { basis: PriceBasis::Gross, tiers: tiers.iter().map(tier).collect() }
}

fn list(code: &str) -> PriceList {
    PriceList::parse(code).unwrap()
}

fn set(code: &str, since: &str, tiers: &[(i64, i64)]) -> ArticleCommand {
    ArticleCommand::SetPrice { list: list(code), since: crate::testing::day(since), price: price(tiers) }
}

fn was_set(code: &str, since: &str, tiers: &[(i64, i64)]) -> ArticleEvent {
    ArticleEvent::ArticlePriceSet { list: list(code), since: crate::testing::day(since), price: price(tiers) }
}

fn amend(name: &str, vintage: Option<u16>, lots: Vec<OfferedLot>, reason: Option<&str>) -> ArticleCommand {
    let (name, reason) = (name.to_owned(), reason.map(str::to_owned));
    ArticleCommand::Amend { name, claims: LabelClaims { vintage, ..claims() }, vat_rate: VAT, lots, reason }
}

fn retired() -> ArticleEvent {
    ArticleEvent::ArticleRetired { occurred_on: today() }
}

fn add(lot: OfferedLot, reason: Option<&str>) -> ArticleCommand {
    ArticleCommand::AddLot { lot, reason: reason.map(str::to_owned) }
}
