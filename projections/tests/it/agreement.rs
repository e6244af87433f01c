//! The read models say what the domain's own states say, after histories full of entries dated before others.

use std::collections::{BTreeMap, BTreeSet};

use domain::Fact;
use domain::article::Article;
use domain::bottle_lot::BottleLot;
use domain::capsule_account::CapsuleAccount;
use domain::drm::declared::Nature;
use domain::drm::{Books, Ledger, Node, classify};
use domain::estate::{Estate, EstateEvent};
use domain::invoice::{InvoiceAccount, InvoiceKind};
use domain::movement::{Account, Movement, MovementEvent};
use domain::order::{self, Order};
use domain::units::{Date, Money, OrderId};
use domain::vat::Vat;
use projections::cellar::{MovementFilter, MovementStatus, SubjectKind, VatFilter};
use projections::drm::EntryFilter;
use projections::sales::{InvoiceFilter, InvoiceOrder, RevenueBy};
use projections::{Page, Projector, cellar, drm, sales, stock};
use sqlx::PgConnection;
use testkit::TestDatabase;

use crate::support::{House, append, day, month, random_house};

#[tokio::test(flavor = "multi_thread")]
async fn read_models_agree_with_the_domain() {
    let (mut kinds, mut described, mut lines) = (BTreeMap::new(), 0, [0; 5]);
    let (mut sold, mut offered) = (0, 0);
    for seed in 20..30_u8 {
        let database = TestDatabase::new().await;
        let house = random_house(u128::from(seed), seed, 250);
        append(database.owner_pool(), house.estate, &house.desk.ledger).await;
        let caught = Projector::new(database.server_pool().clone()).catch_up(house.estate).await.unwrap();
        assert!(caught.is_whole(), "{caught:?}");
        let connection = &mut *database.told(house.estate.uuid()).await;
        vats(connection, &house).await;
        lots(connection, &house).await;
        orders(connection, &house).await;
        sold += invoices(connection, &house).await;
        offered += articles(connection, &house).await;
        movements(connection, &house).await;
        let told = excise(connection, &house).await;
        lines.iter_mut().zip(told).for_each(|(sum, told)| *sum += told);
        opening(connection, &house).await;
        for fact in house.desk.facts() {
            described += usize::from(matches!(fact, Fact::Estate(_, EstateEvent::EstateDescribed { .. })));
            if let Fact::Movement(_, MovementEvent::MovementValidated { operation, .. }) = fact {
                *kinds.entry(operation.kind()).or_insert(0) += 1;
            }
        }
    }
    // Not vacuous: the histories hold every kind of movement, and not only once.
    assert!(sold > 40, "{sold} documents");
    assert!(lines.iter().all(|told| *told > 3), "{lines:?}");
    assert!(offered > 20, "{offered} lots are offered");
    assert!(described > 10, "{described} statements of who the estate is");
    assert!(kinds.len() == 15 && kinds.values().all(|count| *count > 3), "{kinds:?}");
}

async fn vats(connection: &mut PgConnection, house: &House) {
    let rows = cellar::vats(connection, house.estate, VatFilter::default(), &Page::first(100)).await.unwrap();
    let rows: Vec<cellar::Vat> = rows.into_nodes().collect();
    assert_eq!(rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["C5", "C10", "C15", "C20"]);
    for row in rows {
        let (Vat::InService(vessel) | Vat::Retired(vessel)) = house.desk.current::<Vat>(row.id.uuid()) else {
            panic!("a vat that the domain does not know");
        };
        assert_eq!((row.content_ml, row.wine_id), vessel.contents.last(), "{}", row.code);
        assert_eq!(row.last_on, vessel.contents.last_day());
        let mut on = day("2026-07-30");
        while on < day("2027-02-16") {
            let level = cellar::vat_level_at(connection, house.estate, row.id, on).await.unwrap();
            assert_eq!((level.content_ml, level.wine_id), vessel.contents.at(on), "{} {on}", row.code);
            on = (0..9).fold(on, |on: Date, _| on.next());
        }
        timeline(connection, house, &row).await;
    }
}

async fn timeline(connection: &mut PgConnection, house: &House, row: &cellar::Vat) {
    let page = Page::first(100).counted(true);
    let timeline = cellar::vat_timeline(connection, house.estate, row.id, &page).await.unwrap();
    assert!(!timeline.has_next_page);
    let level = timeline.edges.first().map(|edge| edge.node.level_ml).unwrap_or_default();
    assert_eq!(level, row.content_ml);
    for (later, earlier) in timeline.edges.iter().zip(timeline.edges.iter().skip(1)) {
        assert_eq!(later.node.level_ml, earlier.node.level_ml + later.node.change_ml);
    }
}

async fn lots(connection: &mut PgConnection, house: &House) {
    let mut products = BTreeMap::new();
    let rows =
        stock::lots(connection, house.estate, stock::LotFilter::default(), &Page::first(100)).await.unwrap();
    for row in rows.into_nodes() {
        let BottleLot::Filled(lot) = house.desk.current(row.id.uuid()) else { panic!("an unknown lot") };
        let told = (row.on_hand, row.reserved, row.sold, row.available);
        let reserved = lot.reserved_in_all();
        assert_eq!(told, (lot.on_hand.last(), reserved, lot.sold, lot.on_hand.last() - reserved));
        assert_eq!(row.reserved + row.available + row.sold + row.lost, row.filled + row.adjusted);
        let set_aside = stock::reservations_of_lots(connection, house.estate, &[row.id]).await.unwrap();
        let set_aside: BTreeMap<OrderId, i64> =
            set_aside.iter().map(|row| (row.order_id, row.bottles)).collect();
        assert_eq!(set_aside, lot.reserved);
        let sums = products.entry(row.product_id).or_insert((0, 0, 0, 0));
        *sums = (sums.0 + told.0, sums.1 + told.1, sums.2 + told.2, sums.3 + told.3);
    }
    let rows = stock::products(connection, house.estate, None, &Page::first(100)).await.unwrap();
    let told = rows.into_nodes().map(|row| (row.id, (row.on_hand, row.reserved, row.sold, row.available)));
    assert_eq!(told.collect::<BTreeMap<_, _>>(), products);
}

/// Articles are what the domain's state says, and their bottles are those of their lots; tells how many lots they have.
async fn articles(connection: &mut PgConnection, house: &House) -> usize {
    let filter = stock::ArticleFilter::default();
    let rows = stock::articles_by_name(connection, house.estate, &filter, &Page::first(100)).await.unwrap();
    let mut offered = 0;
    for stock::ByName(row) in rows.into_nodes() {
        let state = house.desk.current::<Article>(row.id.uuid());
        assert_eq!(row.status == stock::ArticleStatus::Active, matches!(state, Article::Active(_)));
        let offer = state.offer().unwrap();
        assert_eq!((&row.sku, &row.name, row.vat_rate), (&offer.sku, &offer.name, offer.vat_rate));
        assert_eq!((&row.claims, row.wine_id, row.size_ml), (&offer.claims, offer.wine, offer.size_ml));
        assert_eq!(row.lots.iter().copied().collect::<BTreeSet<_>>(), offer.lots);
        let told = row.prices.into_iter().map(|it| ((it.list, it.since), it.price));
        let known = offer.prices.iter().flat_map(|(list, days)| {
            days.iter().map(|(since, price)| ((list.clone(), *since), price.clone()))
        });
        assert_eq!(told.collect::<BTreeMap<_, _>>(), known.collect());
        let lots = offer.lots.iter().filter_map(|lot| match house.desk.current(lot.uuid()) {
            BottleLot::Filled(lot) => Some((lot.on_hand.last(), lot.reserved_in_all(), lot.sold)),
            BottleLot::Unknown => None,
        });
        let sum = lots.fold((0, 0, 0), |sum, lot| (sum.0 + lot.0, sum.1 + lot.1, sum.2 + lot.2));
        let [stock] = &stock::article_stocks(connection, house.estate, &[row.id]).await.unwrap()[..] else {
            panic!("no bottles of {}", row.sku)
        };
        assert_eq!((stock.on_hand, stock.reserved, stock.sold), sum);
        assert_eq!(stock.available, stock.on_hand - stock.reserved);
        offered += offer.lots.len();
    }
    offered
}

async fn orders(connection: &mut PgConnection, house: &House) {
    let filter = stock::OrderFilter::default();
    let rows = stock::orders(connection, house.estate, &filter, stock::OrderSort::Newest, &Page::first(100))
        .await
        .unwrap();
    for row in rows.into_nodes() {
        let order = house.desk.current::<Order>(row.id.uuid());
        assert_eq!(row.status.name(), order.status());
        let placed = order.placed().unwrap();
        assert_eq!(row.dispatches, placed.sent);
        assert_eq!(
            (&row.lines, &row.destination, row.customer_id),
            (&placed.lines, &placed.destination, placed.customer)
        );
        assert_eq!(order::served(&row.lines, &row.allotted), placed.lots);
    }
}

/// Each document with its account, and the sums with the till; gives how many documents there are.
async fn invoices(connection: &mut PgConnection, house: &House) -> usize {
    let page = Page::first(100).counted(true);
    let (filter, order) = (InvoiceFilter::default(), InvoiceOrder::Newest);
    let rows = sales::invoices(connection, house.estate, &filter, order, &page).await.unwrap();
    let total = rows.total.unwrap();
    let (mut gross, mut received) = (Money::ZERO, Money::ZERO);
    for row in rows.into_nodes() {
        let account = house.desk.current::<InvoiceAccount>(row.id.uuid());
        let issued = account.issued().unwrap();
        assert_eq!((row.balance_cents, row.paid_cents), (issued.balance_cents(), issued.paid_cents()));
        assert_eq!(row.replaced_by, issued.replaced_by.map(|number| number.to_string()));
        let document = sales::documents_by_ids(connection, house.estate, &[row.id]).await.unwrap().remove(0);
        assert_eq!(document.document, issued.invoice);
        let payments = sales::payments_of_invoices(connection, house.estate, &[row.id]).await.unwrap();
        assert_eq!(payments.len(), issued.payments.len());
        received += issued.paid_cents();
        match (row.kind.0, row.replaced_by) {
            (InvoiceKind::CreditNote, _) => gross -= row.gross_cents,
            (_, None) => gross += row.gross_cents,
            (_, Some(_)) => {}
        }
    }
    let all = (month("2026-01"), month("2027-12"));
    let vat = sales::vat_by_month(connection, house.estate, all).await.unwrap();
    let net: Money = vat.iter().map(|row| row.base_cents).sum();
    assert_eq!(net + vat.iter().map(|row| row.vat_cents).sum(), gross);
    for by in [RevenueBy::Month, RevenueBy::Product, RevenueBy::Customer, RevenueBy::Country] {
        let revenue = sales::revenue(connection, house.estate, by, all).await.unwrap();
        assert_eq!(revenue.iter().map(|row| row.net_cents).sum::<Money>(), net, "{by:?}");
    }
    let aged = sales::aged_balances(connection, house.estate, day("2026-10-01")).await.unwrap();
    let due: Money = aged.iter().map(|row| row.balance_cents).sum();
    assert_eq!(due, gross - received);
    usize::try_from(total).unwrap()
}

async fn movements(connection: &mut PgConnection, house: &House) {
    for fact in house.desk.facts() {
        let Fact::Movement(id, MovementEvent::MovementValidated { postings, .. }) = fact else { continue };
        let row = cellar::movements_by_ids(connection, house.estate, &[id]).await.unwrap().pop().unwrap();
        let reversed =
            matches!(house.desk.current(id.uuid()), Movement::Reversed { by } if Some(by) == row.reversed_by);
        assert_eq!(row.status == MovementStatus::Reversed, reversed);
        assert_eq!(row.postings, postings);
        let subjects = cellar::subjects_of_movements(connection, house.estate, &[id]).await.unwrap();
        for posting in &postings {
            let touched = match posting.account {
                Account::Vat(vat) => vat.uuid(),
                Account::Lot(lot) => lot.uuid(),
                _ => continue,
            };
            assert!(subjects.iter().any(|subject| subject.subject_id == touched), "{row:?}");
        }
        assert!(subjects.iter().any(|subject| subject.kind == SubjectKind::Wine), "{row:?}");
    }
    every_vat_finds_its_movements(connection, house).await;
}

async fn every_vat_finds_its_movements(connection: &mut PgConnection, house: &House) {
    for vat in (1..=4).map(|number| house.vat(number)) {
        let filter = MovementFilter { vat: Some(vat), ..MovementFilter::default() };
        let found = cellar::movements(connection, house.estate, &filter, &Page::first(100)).await.unwrap();
        let found: Vec<_> = found.into_nodes().map(|row| row.id).collect();
        for fact in house.desk.facts() {
            if let Fact::Vat(of, event) = fact
                && let Some(entry) = domain::timeline::Entry::of(&event)
                && of == vat
            {
                assert!(found.contains(&entry.movement));
            }
        }
    }
}

/// Returns how many lines it held that tell a bag-in-box, a contract, a country, a month of sale, and wines with
/// observations.
async fn excise(connection: &mut PgConnection, house: &House) -> [usize; 5] {
    let facts = house.desk.facts();
    let (ledger, books) = (Ledger::fold(&facts), Books::fold(&facts));
    let mut told = [0; 5];
    let mut of = month("2026-07");
    while of <= month("2027-03") {
        assert_eq!(drm::drm_month(connection, house.estate, of).await.unwrap(), ledger.month(of), "{of}");
        let declared = drm::declared_month(connection, house.estate, of).await.unwrap();
        assert_eq!(declared, books.declare(of), "{of}");
        for line in declared.wines.iter().flat_map(|wine| &wine.lines) {
            told[0] += usize::from(line.nature == Some(Nature::BagInBox));
            told[1] += usize::from(line.contract.is_some());
            told[2] += usize::from(line.country.is_some());
            told[3] +=
                usize::from(line.node == Node::ReplacedUnderSuspension && line.replaced_month.is_some());
        }
        told[4] += declared.wines.iter().filter(|wine| wine.observations.is_some()).count();
        of = of.next();
    }
    let page = Page::first(1).counted(true);
    let entries = drm::entries(connection, house.estate, EntryFilter::default(), &page).await.unwrap();
    let expected: usize = facts.iter().map(|fact| classify(fact).len()).sum();
    assert_eq!(entries.total, Some(i64::try_from(expected).unwrap()));
    let CapsuleAccount::Open(account) = house.desk.current(house.capsule_account()) else {
        panic!("no account")
    };
    let rows = drm::capsule_accounts(connection, house.estate, &Page::first(9)).await.unwrap();
    assert_eq!(rows.edges[0].node.on_hand, account.on_hand.last());
    assert_eq!(rows.edges[0].node.kind(), House::capsules());
    told
}

async fn opening(connection: &mut PgConnection, house: &House) {
    let books = house.desk.current::<Estate>(house.estate.uuid());
    let unplaced = books.books().unwrap().unplaced.clone().unwrap();
    let rows = cellar::opening_stocks(connection, house.estate).await.unwrap();
    let told: BTreeMap<_, _> =
        rows.iter().map(|row| ((row.wine_id, row.regime.0), row.unplaced_ml)).collect();
    assert_eq!(told, unplaced);
    assert!(rows.iter().all(|row| row.volume_ml == row.placed_ml + row.unplaced_ml));
    let row = cellar::estate(connection, house.estate).await.unwrap().unwrap();
    assert_eq!(row.identity.as_ref(), books.books().unwrap().identity.as_deref());
}
