//! The lots of an article: the oldest first, unless somebody chose; and what comes back of them.

use crate::Fact;
use crate::article::{Article, ArticleCommand, OfferedLot, Price, PriceList, PriceTier};
use crate::claims::LabelClaims;
use crate::decider::{Desk, Refusal};
use crate::drm::Node;
use crate::invoice::PriceBasis;
use crate::movement::{MovementEvent, Operation};
use crate::order::{self, Allotment, LineCount, Order, OrderCommand, OrderLine, Wanted, Wish, WishedLine};
use crate::terms::{CapsuleKind, CapsuleRegime, Country, Regime, SaleDestination};
use crate::testing::{ESTATE, House, Unit, at, capsule_kind, day, hl, month, order as order_id, wine};
use crate::units::{ArticleId, Date, LotId, Money, OrderId, Rate};

/// An estate whose article is taken from three lots of 100 bottles: that of the middle number was filled first.
struct Shop {
    house: House,
    article: ArticleId,
}

fn lot(number: &str) -> LotId {
    LotId::of(ESTATE, number)
}

fn counts(lines: &[(&str, i64)]) -> Vec<LineCount> {
    lines.iter().map(|(number, bottles)| LineCount { lot: lot(number), bottles: *bottles }).collect()
}

fn export() -> SaleDestination {
    SaleDestination::Export { country: Country::parse("JP").unwrap() }
}

impl Shop {
    fn open() -> Self {
        Self::with(Some(capsule_kind(750)), "2026-08-01")
    }

    /// The lot that was filled first wears those capsules, since that day.
    fn with(oldest: Option<CapsuleKind>, since: &str) -> Self {
        let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("2.25"))]);
        let usual = Some(capsule_kind(750));
        for (number, on, capsules) in
            [("L1", "2026-08-03", usual), ("L2", since, oldest), ("L3", "2026-08-03", usual)]
        {
            let opening = Operation::OpeningInBottles {
                lot: lot(number),
                lot_number: number.to_owned(),
                wine: wine("Muscadet"),
                regime: Regime::Suspended,
                bottles: 100,
                size_ml: 750,
                vintage: None,
                capsules,
            };
            house.record(opening, day(on)).unwrap();
        }
        let article = ArticleId::of(ESTATE, "MUS");
        let offered = |number: &str| OfferedLot {
            lot: lot(number),
            lot_number: number.to_owned(),
            wine: wine("Muscadet"),
            size_ml: 750,
            findings: Vec::new(),
        };
        let register = ArticleCommand::Register {
            sku: "MUS".to_owned(),
            name: "Muscadet".to_owned(),
            lots: ["L1", "L2", "L3"].map(offered).to_vec(),
            claims: LabelClaims::default(),
            vat_rate: Rate::from_basis_points(2_000),
            reason: None,
        };
        house.desk.command::<Article>(article.uuid(), register).unwrap();
        Self { house, article }
    }

    fn place(&mut self, wanted: &[(Wanted, i64)], destination: SaleDestination) -> OrderId {
        let line = |(wanted, bottles): &(Wanted, i64)| OrderLine {
            wanted: *wanted,
            bottles: *bottles,
            unit_price_cents: Money::from_cents(850),
            discount: None,
        };
        let lines = wanted.iter().map(line).collect();
        let wish = Wish { customer: None, destination, basis: PriceBasis::Net, lines };
        let id = order_id(1);
        self.house.desk.command::<Order>(id.uuid(), OrderCommand::Place { wish, on: at(20) }).unwrap();
        id
    }

    fn confirm(&mut self, id: OrderId, by_hand: Vec<Allotment>) -> Result<Vec<LineCount>, Refusal> {
        self.house.desk.unit(async |unit: &mut Unit<'_>| {
            order::confirm(unit, id, by_hand, at(20)).await?;
            Ok::<_, Refusal>(unit.state::<Order>(id.uuid()).await?.placed().unwrap().remaining())
        })
    }

    /// What a line costs on 20 September by a list.
    fn priced(
        &mut self,
        line: WishedLine,
        told: Option<PriceBasis>,
        list: &str,
    ) -> Result<(PriceBasis, i64), &'static str> {
        let list = PriceList::parse(list).unwrap();
        let priced = self.house.desk.unit(async |unit: &mut Unit<'_>| {
            let (basis, lines) = order::priced(unit, &[line], told, &list, at(20)).await?;
            Ok::<_, Refusal>((basis, lines[0].unit_price_cents.cents()))
        });
        priced.map_err(|refusal| refusal.code)
    }

    fn wish(&self, bottles: i64) -> WishedLine {
        let wanted = Wanted::Article(self.article);
        WishedLine { wanted, bottles, unit_price_cents: None, discount: None }
    }

    fn on_hand(&self) -> [i64; 3] {
        ["L1", "L2", "L3"].map(|number| self.house.lot(lot(number)).on_hand.last())
    }
}

#[test]
fn the_oldest_lot_leaves_first_then_by_number() {
    let mut shop = Shop::open();
    let id = shop.place(&[(Wanted::Article(shop.article), 230)], SaleDestination::FranceCrd);
    assert_eq!(shop.confirm(id, Vec::new()).unwrap(), counts(&[("L2", 100), ("L1", 100), ("L3", 30)]));
    assert_eq!(shop.house.lot(lot("L3")).reserved_in_all(), 30);
}

#[test]
fn bottles_without_capsules_are_left_for_those_abroad() {
    let chosen = |destination| {
        let mut shop = Shop::with(None, "2026-08-01");
        let id = shop.place(&[(Wanted::Article(shop.article), 120)], destination);
        shop.confirm(id, Vec::new()).unwrap()
    };
    assert_eq!(chosen(SaleDestination::FranceCrd), counts(&[("L1", 100), ("L3", 20)]));
    assert_eq!(chosen(export()), counts(&[("L2", 100), ("L1", 20)]));
    let mut shop = Shop::with(None, "2026-08-01");
    let id = shop.place(&[(Wanted::Article(shop.article), 201)], SaleDestination::FranceCrd);
    let refusal = shop.confirm(id, Vec::new()).unwrap_err();
    assert_eq!(refusal.code, "ORDER_ARTICLE_SHORT");
    assert!(format!("{:?}", refusal.params).contains("200"), "{refusal:?}");
}

#[test]
fn a_lot_that_was_filled_after_that_day_does_not_serve() {
    let mut shop = Shop::with(Some(capsule_kind(750)), "2026-09-25");
    let id = shop.place(&[(Wanted::Article(shop.article), 201)], SaleDestination::FranceCrd);
    assert_eq!(shop.confirm(id, Vec::new()).unwrap_err().code, "ORDER_ARTICLE_SHORT");
}

#[test]
fn a_lot_that_another_line_names_is_left_to_it() {
    let mut shop = Shop::open();
    let lines = [(Wanted::Article(shop.article), 120), (Wanted::Lot(lot("L2")), 6)];
    let id = shop.place(&lines, SaleDestination::FranceCrd);
    assert_eq!(shop.confirm(id, Vec::new()).unwrap(), counts(&[("L1", 100), ("L3", 20), ("L2", 6)]));
}

#[test]
fn somebody_may_choose() {
    let mut shop = Shop::open();
    let id = shop.place(&[(Wanted::Article(shop.article), 60)], SaleDestination::FranceCrd);
    let chosen = Allotment { article: shop.article, lot: lot("L3"), bottles: 60 };
    assert_eq!(shop.confirm(id, vec![chosen]).unwrap(), counts(&[("L3", 60)]));
}

#[test]
fn lots_that_are_not_enough_are_refused_with_what_there_is() {
    let mut shop = Shop::open();
    let id = shop.place(&[(Wanted::Article(shop.article), 301)], SaleDestination::FranceCrd);
    let refusal = shop.confirm(id, Vec::new()).unwrap_err();
    assert_eq!(refusal.code, "ORDER_ARTICLE_SHORT");
    let params: Vec<String> =
        refusal.params.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
    assert!(params.iter().any(|it| it.contains("available") && it.contains("300")), "{params:?}");
    assert_eq!(shop.house.lot(lot("L1")).reserved_in_all(), 0);
}

#[test]
fn an_article_costs_what_its_list_says_on_that_day() {
    let mut shop = Shop::open();
    for (since, cents, from_twelve) in
        [("2026-08-01", 1_000, 950), ("2026-09-10", 1_100, 1_050), ("2026-09-21", 9, 8)]
    {
        let tiers = [(1, cents), (12, from_twelve)].map(|(from_bottles, cents)| PriceTier {
            from_bottles,
            unit_price_cents: Money::from_cents(cents),
        });
        let price = Price { basis: PriceBasis::Gross, tiers: tiers.to_vec() };
        let list = PriceList::parse("CONSUMER").unwrap();
        let set = ArticleCommand::SetPrice { list, since: day(since), price };
        shop.house.desk.command::<Article>(shop.article.uuid(), set).unwrap();
    }
    let gross = |cents| Ok((PriceBasis::Gross, cents));
    assert_eq!(shop.priced(shop.wish(6), None, "consumer"), gross(1_100));
    assert_eq!(shop.priced(shop.wish(12), None, "consumer"), gross(1_050));
    assert_eq!(shop.priced(shop.wish(6), Some(PriceBasis::Net), "CONSUMER"), Err("ORDER_PRICE_BASIS"));
    assert_eq!(shop.priced(shop.wish(6), None, "TRADE"), Err("ORDER_PRICE_UNKNOWN"));
    let told = WishedLine { unit_price_cents: Some(Money::from_cents(700)), ..shop.wish(6) };
    assert_eq!(shop.priced(told, None, "TRADE"), Ok((PriceBasis::Net, 700)));
    let of_lot = WishedLine { wanted: Wanted::Lot(lot("L1")), ..shop.wish(6) };
    assert_eq!(shop.priced(of_lot, None, "CONSUMER"), Err("ORDER_PRICE_MISSING"));
    let of_no_lot = WishedLine { wanted: Wanted::Lot(lot("L9")), ..told };
    assert_eq!(shop.priced(of_no_lot, None, "CONSUMER"), Err("LOT_NOT_FOUND"));
    let retire = ArticleCommand::Retire { on: at(20) };
    shop.house.desk.command::<Article>(shop.article.uuid(), retire).unwrap();
    assert_eq!(shop.priced(told, None, "CONSUMER"), Err("ARTICLE_RETIRED"));
}

#[test]
fn a_lot_of_another_article_is_not_chosen() {
    let mut shop = Shop::open();
    let id = shop.place(&[(Wanted::Article(shop.article), 60)], SaleDestination::FranceCrd);
    let chosen = Allotment { article: shop.article, lot: lot("L9"), bottles: 60 };
    assert_eq!(shop.confirm(id, vec![chosen]).unwrap_err().code, "ARTICLE_LOT_NOT_OFFERED");
}

/// What an order's return does to the month's return: the node, and the volume.
fn returned_to(destination: SaleDestination, on: Date) -> (House, OrderId) {
    returned_from(Shop::open(), destination, on)
}

fn returned_from(mut shop: Shop, destination: SaleDestination, on: Date) -> (House, OrderId) {
    let id = shop.place(&[(Wanted::Article(shop.article), 120)], destination);
    shop.confirm(id, Vec::new()).unwrap();
    shop.house.dispatch(id, None, at(21)).unwrap();
    assert_eq!(shop.on_hand(), [80, 0, 100]);
    shop.house.take_back(id, 1, Some(12), on).unwrap();
    assert_eq!(shop.on_hand(), [92, 12, 100]);
    (shop.house, id)
}

#[test]
fn what_was_sold_under_capsules_is_suspended_again() {
    let (house, id) = returned_to(SaleDestination::FranceCrd, at(23));
    let drm = house.drm(month("2026-09"));
    assert_eq!(drm.wines[0].on(Node::ReplacedUnderSuspension), hl("0.18"));
    assert_eq!(drm.wines[0].on(Node::FranceCrdSuspended), hl("0.9"));
    let order: Order = house.desk.state(id.uuid());
    assert_eq!(order.placed().unwrap().dispatch(1).unwrap().kept(), counts(&[("L2", 88), ("L1", 8)]));
}

#[test]
fn what_was_exported_comes_back_without_a_replacement() {
    let (house, _) = returned_to(export(), at(23));
    let drm = house.drm(month("2026-09"));
    assert_eq!(drm.wines[0].on(Node::ReplacedUnderSuspension), hl("0"));
    assert_eq!(drm.wines[0].on(Node::OtherEntries), hl("0.18"));
}

/// Of the twelve bottles that come back of each lot, those of the oldest wore capsules whose duty was paid: nothing had fallen
/// due with their sale, so nothing is taken off the month's base for them.
#[test]
fn what_was_sold_under_paid_capsules_is_no_replacement() {
    let paid = CapsuleKind { regime: CapsuleRegime::CollectivePaid, ..capsule_kind(750) };
    let (house, _) = returned_from(Shop::with(Some(paid), "2026-08-01"), SaleDestination::FranceCrd, at(23));
    let wine = &house.drm(month("2026-09")).wines[0];
    assert_eq!(wine.on(Node::FranceCrdPaid), hl("0.75"));
    assert_eq!(wine.on(Node::FranceCrdSuspended), hl("0.15"));
    assert_eq!(wine.on(Node::OtherEntries), hl("0.09"));
    assert_eq!(wine.on(Node::ReplacedUnderSuspension), hl("0.09"));
}

#[test]
fn each_return_is_a_movement_of_its_own() {
    let (mut house, id) = returned_to(SaleDestination::FranceCrd, at(23));
    house.take_back(id, 1, None, at(23)).unwrap();
    let on_hand = ["L1", "L2", "L3"].map(|number| house.lot(lot(number)).on_hand.last());
    assert_eq!(on_hand, [100, 100, 100]);
    assert_eq!(house.desk.state::<Order>(id.uuid()).status(), "RETURNED");
    assert_eq!(house.take_back(id, 1, None, at(23)).unwrap_err().code, "ORDER_WITHOUT_LINES");
}

#[test]
fn a_movement_of_an_order_is_not_reversed_apart_from_it() {
    let (mut house, id) = returned_to(SaleDestination::FranceCrd, at(23));
    let moved: Vec<_> = house
        .desk
        .facts()
        .filter_map(|fact| match fact {
            Fact::Movement(movement, MovementEvent::MovementValidated { operation, .. }) => {
                matches!(operation, Operation::Sale { .. } | Operation::SaleReturn { .. })
                    .then_some(*movement)
            }
            _ => None,
        })
        .collect();
    assert_eq!(moved.len(), 4, "two lots leave and come back");
    for movement in moved {
        assert_eq!(house.reverse(movement, at(24)).unwrap_err().code, "SALE_OF_ORDER_BY_HAND");
    }
    assert_eq!(house.desk.state::<Order>(id.uuid()).status(), "DISPATCHED");
}
