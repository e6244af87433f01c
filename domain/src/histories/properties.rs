use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, TestError, TestRunner};
use uuid::Uuid;

use super::books::{Books, Stock, never_below_zero};
use super::step::{Kind, Step, history};
use super::tally::Tally;
use super::world::World;
use crate::Fact;
use crate::bottle_lot::BottleLot;
use crate::capsule_account::CapsuleAccount;
use crate::decider::Decider;
use crate::drm::{Ledger, Return, TOLD_BY};
use crate::drm_period::DrmPeriod;
use crate::estate::Estate;
use crate::harvest::Harvest;
use crate::movement::{Account, Movement, MovementEvent, Posting, Side, imbalance};
use crate::order::Order;
use crate::parcel::Parcel;
use crate::terms::Regime;
use crate::testing::{MemoryDesk, today};
use crate::units::{Date, Month, MovementId, Volume, WineId};
use crate::vat::Vat;

/// What a refusal to close a month may be about; a return that does not hold is never one.
const CLOSING: [&str; 6] = [
    "MONTH_NOT_OVER",
    "MONTH_CLOSED",
    "PRECEDING_MONTH_OPEN",
    "MONTH_BEFORE_BOOKS",
    "DATE_IN_FUTURE",
    "DATE_OUT_OF_CALENDAR",
];

/// Plays a history and holds every step against what must hold.
fn play(steps: &[Step]) -> Tally {
    let (mut world, mut books, mut tally) = (World::new(), Books::default(), Tally::default());
    let mut read = 0;
    for step in steps {
        let written = world.house.desk.ledger().len();
        let answer = world.play(step);
        if step.absurd.is_none() {
            tally.add(step.kind, answer.is_ok());
        }
        if let Err(refusal) = answer {
            // A draft that was refused at its validation stays a draft.
            let drafts = usize::from(step.by_draft);
            let ledger = world.house.desk.ledger();
            assert!(ledger.len() <= written + drafts, "{refusal} wrote events");
            assert!(ledger[written..].iter().all(|stored| stored.event_type == "MovementDrafted"));
            let closes = step.kind == Kind::CloseMonth;
            assert!(!closes || CLOSING.contains(&refusal.code), "a month cannot be closed: {refusal}");
        }
        let facts: Vec<Fact> = world.house.desk.facts().skip(read).cloned().collect();
        read += facts.len();
        for fact in &facts {
            books.take(fact);
        }
        holds_after(&books, &facts);
    }
    holds_at_the_end(&world.house.desk, &books);
    tally
}

/// What one step may not have broken: the timelines that it touched, and the balance of its movements.
fn holds_after(books: &Books, facts: &[Fact]) {
    for fact in facts {
        match fact {
            Fact::Vat(id, _) => drop(books.vats[id].walk(today())),
            Fact::Lot(id, _) => books.lots[id].holds(*id),
            Fact::Capsules(id, _) => never_below_zero("capsules", &books.capsules[id]),
            Fact::Movement(id, MovementEvent::MovementValidated { postings, .. }) => {
                is_told_by_its_postings(books, *id, postings);
            }
            _ => {}
        }
    }
}

/// Debits are credits and losses, each is above zero, and vats and lots changed by what their accounts say.
fn is_told_by_its_postings(books: &Books, id: MovementId, postings: &[Posting]) {
    assert_eq!(imbalance(postings), Volume::ZERO, "{postings:?}");
    let mut told: BTreeMap<Account, Volume> = BTreeMap::new();
    for Posting { side, account, volume_ml } in postings {
        assert!(volume_ml.is_positive(), "{postings:?}");
        match side {
            Side::Debit => *told.entry(*account).or_default() -= *volume_ml,
            Side::Credit => *told.entry(*account).or_default() += *volume_ml,
            Side::Loss => {}
        }
    }
    let of = |account| told.get(&account).copied().unwrap_or_default();
    for (vat, book) in &books.vats {
        assert_eq!(of(Account::Vat(*vat)), book.change_by(id), "vat {vat}: {postings:?}");
    }
    for (lot, book) in &books.lots {
        assert_eq!(of(Account::Lot(*lot)), book.change_by(id), "lot {lot}: {postings:?}");
    }
}

fn holds_at_the_end(desk: &MemoryDesk, books: &Books) {
    let ledger = Ledger::fold(desk.facts());
    let mut before: Option<Return> = None;
    let mut month = crate::testing::House::books_from();
    while Some(month) <= Month::of(today()) {
        let drm = ledger.month(month);
        assert_eq!(drm.fault(), None, "{month}");
        is_the_stock(&drm, books);
        if let Some(before) = before {
            follows(&before, &drm);
        }
        if let Some(closed) = books.closed.get(&month) {
            assert_eq!(*closed, drm, "something was written into {month} after it was closed");
        }
        before = Some(drm);
        month = month.next();
    }
    is_what_the_aggregates_say(desk, books);
    super::make_ups::sum_to_the_volumes(desk, books);
    is_what_the_facts_make(desk);
    is_told_by_those_named(desk, month);
}

/// The other aggregates say nothing to a return.
fn is_told_by_those_named(desk: &MemoryDesk, until: Month) {
    let told = desk.facts().filter(|fact| TOLD_BY.contains(&fact.aggregate_type()));
    let (whole, told) = (crate::drm::Books::fold(desk.facts()), crate::drm::Books::fold(told));
    let mut month = crate::testing::House::books_from();
    while month <= until {
        assert_eq!(told.declare(month), whole.declare(month));
        month = month.next();
    }
}

/// The aggregates give the figures of the books, on every day.
fn is_what_the_aggregates_say(desk: &MemoryDesk, books: &Books) {
    for (id, book) in &books.vats {
        let Vat::InService(vessel) = desk.state(id.uuid()) else { panic!("{id} is in service") };
        let mut on = crate::testing::House::books_from().first_day().unwrap();
        while on <= today() {
            let (volume, wine) = vessel.contents.at(on);
            assert_eq!((volume.ml(), wine), book.walk(on), "vat {id} on {on}");
            on = on.next();
        }
    }
    for (id, book) in &books.lots {
        let BottleLot::Filled(lot) = desk.state(id.uuid()) else { panic!("{id} is filled") };
        assert_eq!(lot.on_hand.last(), book.last(), "lot {id}");
    }
    for id in books.capsules.keys() {
        let CapsuleAccount::Open(stock) = desk.state(id.uuid()) else { panic!("{id} is open") };
        assert_eq!(stock.on_hand.last(), books.capsules_at(*id, today()), "capsules {id}");
    }
    let Estate::Registered(estate) = desk.state(crate::testing::ESTATE.uuid()) else {
        panic!("the books are open")
    };
    assert_eq!(estate.identity.as_deref(), books.identity.as_ref());
    let unplaced: Stock =
        estate.unplaced.unwrap_or_default().iter().map(|(key, left)| (*key, left.ml())).collect();
    assert_eq!(unplaced, books.unplaced());
}

fn by_wine(drm: &Return, of: impl Fn(&crate::drm::WineBalance) -> Volume) -> BTreeMap<(WineId, Regime), i64> {
    let wines = drm.wines.iter().map(|wine| ((wine.wine, wine.regime), of(wine).ml()));
    wines.filter(|(_, volume)| *volume != 0).collect()
}

/// Vats, bottles and what is still to be placed are the closing stock of the return.
fn is_the_stock(drm: &Return, books: &Books) {
    let last_day = last_day(drm.month);
    assert_eq!(by_wine(drm, |wine| wine.closing_ml), books.stock(last_day), "{}", drm.month);
    for account in &drm.capsules {
        assert_eq!(account.closing, books.capsules_at(account.account, last_day), "{}", drm.month);
    }
}

fn last_day(month: Month) -> Date {
    Date::from(month.next().first_day().unwrap().calendar() - time::Duration::days(1))
}

/// A month opens with what the month before closed with.
fn follows(before: &Return, after: &Return) {
    assert_eq!(by_wine(before, |wine| wine.closing_ml), by_wine(after, |wine| wine.opening_ml));
    for account in &after.capsules {
        let before = before.capsules.iter().find(|it| it.account == account.account);
        assert_eq!(before.map(|it| it.closing), Some(account.opening));
    }
}

/// Folding what was stored gives every aggregate as it lives.
fn is_what_the_facts_make(desk: &MemoryDesk) {
    let mut streams: BTreeMap<(&str, Uuid), Vec<&Fact>> = BTreeMap::new();
    for stored in desk.ledger() {
        streams.entry((stored.stream.aggregate_type, stored.stream.id)).or_default().push(&stored.fact);
    }
    let mut types = BTreeSet::new();
    macro_rules! lives {
        ($($variant:ident($aggregate:ty)),* $(,)?) => {
            for ((aggregate_type, id), facts) in &streams {
                $(
                    if *aggregate_type == <$aggregate>::TYPE {
                        let events = facts.iter().filter_map(|fact| match fact {
                            Fact::$variant(_, event) => Some(event),
                            _ => None,
                        });
                        let folded = <$aggregate>::fold(events);
                        assert!(folded == desk.state::<$aggregate>(*id), "{aggregate_type} {id}");
                        types.insert(*aggregate_type);
                    }
                )*
            }
        };
    }
    lives! {
        Estate(Estate), Parcel(Parcel), Harvest(Harvest), Vat(Vat), Lot(BottleLot), Movement(Movement), Order(Order),
        Capsules(CapsuleAccount), Period(DrmPeriod),
    }
    assert_eq!(types.len(), streams.keys().map(|(name, _)| name).collect::<BTreeSet<_>>().len());
}

/// The least share of commands without anything absurd that must be accepted, in hundredths; about two thirds of what
/// is.
fn least_accepted(kind: Kind) -> u32 {
    match kind {
        Kind::Harvest | Kind::Transfer | Kind::Blend | Kind::Dispatch | Kind::CancelOrder => 30,
        Kind::OpeningInVat | Kind::Loss | Kind::Bottling | Kind::BulkDispatch | Kind::SaleReturn => 40,
        // A wine that is being made is met now and then, a paid lot too.
        Kind::Claim | Kind::Resuspension | Kind::ReclassificationOfPart | Kind::BottlesBack => 15,
        _ => 50,
    }
}

/// Enough to meet every kind often; `PROPTEST_CASES` looks further.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

#[test]
fn every_history_keeps_what_must_hold() {
    let config =
        Config { cases: cases(), failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let tally = RefCell::new(Tally::default());
    let outcome = TestRunner::new(config).run(&history(), |steps| {
        let played = play(&steps);
        tally.borrow_mut().merge(&played);
        Ok(())
    });
    if let Err(TestError::Fail(reason, steps)) = outcome {
        panic!("{reason}\n{steps:#?}");
    }
    let tally = tally.into_inner();
    println!("{tally}");
    tally.assert_shares(least_accepted);
}
