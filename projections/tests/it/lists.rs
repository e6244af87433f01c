//! Pages put together are the list, whatever their size; filters do what they say.

use std::collections::HashSet;

use domain::movement::Operation;
use domain::terms::Regime;
use domain::units::{LotId, MovementId, Volume};
use projections::cellar::{MovementFilter, MovementStatus, VatFilter, VatStatus};
use projections::drm::Figure;
use projections::stock::{OrderFilter, OrderSort};
use projections::{Cursor, Page, Projector, ReadError, Slice, cellar, drm, stock};
use sqlx::PgConnection;
use testkit::TestDatabase;

use crate::support::{House, append, day, month, open_house, random_house};

async fn driven(database: &TestDatabase, house: &House) {
    append(database.owner_pool(), house.estate, &house.desk.ledger).await;
    let caught = Projector::new(database.server_pool().clone()).catch_up(house.estate).await.unwrap();
    assert!(caught.is_whole(), "{caught:?}");
}

/// Reads a list page by page.
async fn walk<T>(size: i64, mut page: impl AsyncFnMut(Page) -> Result<Slice<T>, ReadError>) -> Vec<T> {
    let (mut all, mut cursor) = (Vec::new(), None);
    loop {
        let slice = page(Page::first(size).after(cursor.take())).await.unwrap();
        assert!(slice.edges.len() <= usize::try_from(size).unwrap());
        let more = slice.has_next_page;
        cursor = slice.end_cursor().map(ToString::to_string).map(|text| text.parse::<Cursor>().unwrap());
        all.extend(slice.into_nodes());
        if !more {
            return all;
        }
    }
}

#[tokio::test]
async fn pages_of_any_size_make_the_same_list() {
    let database = TestDatabase::new().await;
    let house = random_house(1, 11, 300);
    driven(&database, &house).await;
    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let filter = MovementFilter::default();

    let all = walk(100, async |page| cellar::movements(connection, estate, &filter, &page).await).await;
    assert!(all.len() > 20, "{}", all.len());
    assert!(
        all.windows(2).all(|pair| {
            (pair[0].occurred_on, pair[0].position) > (pair[1].occurred_on, pair[1].position)
        })
    );
    for size in [1, 3, 7] {
        let paged =
            walk(size, async |page| cellar::movements(connection, estate, &filter, &page).await).await;
        assert_eq!(all, paged);
    }
    every_other_list(connection, &house).await;
}

/// Each list in pages of two and as one page.
async fn every_other_list(connection: &mut PgConnection, house: &House) {
    let estate = house.estate;
    macro_rules! same {
        ($($list:expr),* $(,)?) => {$({
            let list = $list;
            let all = walk(100, async |page| list(&mut *connection, page).await).await;
            assert!(!all.is_empty(), "{}", stringify!($list));
            assert_eq!(all, walk(2, async |page| list(&mut *connection, page).await).await);
        })*};
    }
    let vat = house.vat(1);
    let account = drm::capsule_accounts(connection, estate, &Page::first(1)).await.unwrap().edges[0].node.id;
    same!(
        async |c: &mut PgConnection, page| cellar::vats(c, estate, VatFilter::default(), &page).await,
        async |c: &mut PgConnection, page| cellar::wines(c, estate, &page).await,
        async |c: &mut PgConnection, page| cellar::parcels(c, estate, &page).await,
        async |c: &mut PgConnection, page| {
            cellar::harvests(c, estate, cellar::HarvestFilter::default(), &page).await
        },
        async |c: &mut PgConnection, page| cellar::vat_timeline(c, estate, vat, &page).await,
        async |c: &mut PgConnection, page| cellar::vat_handlings(c, estate, vat, &page).await,
        async |c: &mut PgConnection, page| stock::lots(c, estate, stock::LotFilter::default(), &page).await,
        async |c: &mut PgConnection, page| stock::products(c, estate, None, &page).await,
        async |c: &mut PgConnection, page| {
            stock::orders(c, estate, &OrderFilter::default(), OrderSort::Newest, &page).await
        },
        async |c: &mut PgConnection, page| {
            stock::orders(c, estate, &OrderFilter::default(), OrderSort::Oldest, &page).await
        },
        async |c: &mut PgConnection, page| {
            stock::orders(c, estate, &OrderFilter::default(), OrderSort::Largest, &page).await
        },
        async |c: &mut PgConnection, page| {
            stock::orders(c, estate, &OrderFilter::default(), OrderSort::MostBottles, &page).await
        },
        async |c: &mut PgConnection, page| drm::entries(c, estate, drm::EntryFilter::default(), &page).await,
        async |c: &mut PgConnection, page| drm::capsule_entries(c, estate, account, None, &page).await,
        async |c: &mut PgConnection, page| drm::periods(c, estate, &page).await,
    );
}

type Condition = fn(&cellar::Movement) -> bool;

#[tokio::test]
async fn filters_agree_with_the_rows() {
    let database = TestDatabase::new().await;
    let house = random_house(1, 12, 300);
    driven(&database, &house).await;
    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let all = MovementFilter::default();
    let all = walk(100, async |page| cellar::movements(connection, estate, &all, &page).await).await;
    let (from, to) = (day("2026-09-10"), day("2026-11-20"));
    let reversed = MovementFilter { status: Some(MovementStatus::Reversed), ..MovementFilter::default() };
    let bottlings = MovementFilter { kind: Some("BOTTLING".to_owned()), ..MovementFilter::default() };
    let autumn = MovementFilter { from: Some(from), to: Some(to), ..MovementFilter::default() };
    let conditions: [(MovementFilter, Condition); 3] = [
        (reversed, |row| row.status == MovementStatus::Reversed),
        (bottlings, |row| row.kind == "BOTTLING"),
        (autumn, |row| row.occurred_on >= day("2026-09-10") && row.occurred_on <= day("2026-11-20")),
    ];
    for (filter, condition) in conditions {
        let found = walk(5, async |page| cellar::movements(connection, estate, &filter, &page).await).await;
        let expected: Vec<_> = all.iter().filter(|row| condition(row)).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{filter:?}");
        assert_eq!(found, expected, "{filter:?}");
        let counted = Page::first(1).counted(true);
        let total = cellar::movements(connection, estate, &filter, &counted).await.unwrap().total;
        assert_eq!(total, Some(i64::try_from(expected.len()).unwrap()));
    }
    for (empty, status) in [(Some(true), None), (Some(false), Some(VatStatus::InService))] {
        let filter = VatFilter { empty, status, wine: None };
        for row in cellar::vats(connection, estate, filter, &Page::first(9)).await.unwrap().into_nodes() {
            assert_eq!(Some(row.content_ml == Volume::ZERO), empty);
        }
    }
}

/// A draft finds its vats by its operation, and loses those that an amendment takes out.
#[tokio::test]
async fn a_movement_is_found_by_what_it_touches() {
    let database = TestDatabase::new().await;
    let mut house = House::open(1);
    let loss = |house: &House, vat| Operation::Loss {
        vat: house.vat(vat),
        volume_ml: Volume::from_litres(1),
        cause: domain::terms::LossCause::Processing,
    };
    let draft = house.draft(loss(&house, 1), day("2026-09-01")).unwrap();
    house.amend(draft, loss(&house, 2), day("2026-09-02")).unwrap();
    let wine = house.wine("Gros Plant");
    let purchase =
        Operation::Purchase { vat: house.vat(3), wine, volume_ml: Volume::from_hl(9), supplier: None };
    let purchase = house.record(purchase, day("2026-09-03")).unwrap();
    let share = domain::vat::Share { vat: house.vat(3), volume_ml: Volume::from_hl(4) };
    let transfer = Operation::Transfer { sources: vec![share], to: house.vat(4), loss_ml: Volume::ZERO };
    let transfer = house.record(transfer, day("2026-09-04")).unwrap();
    driven(&database, &house).await;

    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let mut found = async |filter: MovementFilter| -> Vec<MovementId> {
        let rows = cellar::movements(connection, estate, &filter, &Page::first(9)).await.unwrap();
        rows.into_nodes().map(|row| row.id).collect()
    };
    let of_vat = |number| MovementFilter { vat: Some(house.vat(number)), ..MovementFilter::default() };
    assert_eq!(found(of_vat(1)).await, []);
    assert_eq!(found(of_vat(2)).await, [draft]);
    assert_eq!(found(of_vat(3)).await, [transfer, purchase]);
    assert_eq!(found(of_vat(4)).await, [transfer]);
    let of_wine = MovementFilter { wine: Some(wine), ..MovementFilter::default() };
    assert_eq!(
        found(of_wine).await,
        [transfer, purchase],
        "the wine of a transfer is known from its effects"
    );
    let both = MovementFilter { vat: Some(house.vat(4)), wine: Some(wine), ..MovementFilter::default() };
    assert_eq!(found(both).await, [transfer]);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let database = TestDatabase::new().await;
    let house = open_house(database.owner_pool(), 1).await;
    Projector::new(database.server_pool().clone()).catch_up(house.estate).await.unwrap();
    let connection = &mut *database.told(house.estate.uuid()).await;
    let wines = cellar::wines(connection, house.estate, &Page::first(1)).await.unwrap();
    let page = Page::first(2).after(wines.end_cursor().cloned());
    let filter = MovementFilter::default();
    let refused = cellar::movements(connection, house.estate, &filter, &page).await;
    assert!(matches!(refused, Err(ReadError::Cursor)));
    // More than a page may hold is cut, and nothing is a page too.
    let none = cellar::wines(connection, house.estate, &Page::first(0)).await.unwrap();
    assert_eq!((none.edges.len(), none.has_next_page), (0, true));
    assert_eq!(cellar::wines(connection, house.estate, &Page::first(9_999)).await.unwrap().edges.len(), 3);
}

/// What an order has set aside shows on the lot, the product and the reservation, and is gone with the order.
#[tokio::test]
async fn reservations_follow_their_order() {
    let database = TestDatabase::new().await;
    let mut house = random_house(1, 0, 0);
    let lots: Vec<LotId> = ["L26-1", "L26-2"].iter().map(|number| house.lot(number)).collect();
    let on = day("2026-10-01");
    let order = house.place_order(&[(lots[0], 100), (lots[1], 30)], on).unwrap();
    house.confirm_order(order, on).unwrap();
    let other = house.place_order(&[(lots[0], 10)], on).unwrap();
    house.confirm_order(other, on).unwrap();
    house.dispatch_order(other, None, on).unwrap();
    driven(&database, &house).await;
    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let held = stock::reservations_of_orders(connection, estate, &[order, other]).await.unwrap();
    let mut held: Vec<_> = held.iter().map(|row| (row.order_id, row.bottles)).collect();
    held.sort();
    assert_eq!(held, [(order, 30), (order, 100)]);
    let lot = stock::lots_by_ids(connection, estate, &lots[..1]).await.unwrap().pop().unwrap();
    assert_eq!((lot.on_hand, lot.reserved, lot.available, lot.sold), (590, 100, 490, 10));
    let row = stock::orders_by_ids(connection, estate, &[order]).await.unwrap().pop().unwrap();
    assert_eq!((row.bottles, row.total_cents.cents(), row.status.name()), (130, 130 * 850, "CONFIRMED"));

    let before = house.desk.ledger.len();
    house.cancel_order(order, on).unwrap();
    append(database.owner_pool(), estate, &house.desk.ledger[before..]).await;
    Projector::new(database.server_pool().clone()).catch_up(estate).await.unwrap();
    assert!(stock::reservations_of_lots(connection, estate, &lots).await.unwrap().is_empty());
    let products = stock::products(connection, estate, None, &Page::first(9)).await.unwrap();
    let product = products.into_nodes().find(|product| product.id == lot.product_id).unwrap();
    assert_eq!((product.reserved, product.available, product.on_hand), (0, 4 * 600 - 10, 4 * 600 - 10));
}

/// The events behind each figure of every month, page by page, are the entries that make it.
#[tokio::test]
async fn the_entries_behind_figures_sum_up_to_them() {
    let database = TestDatabase::new().await;
    let house = random_house(1, 12, 400);
    driven(&database, &house).await;
    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let (mut of, mut pages, mut bounded) = (month("2026-08"), 0, 0);
    while of <= month("2027-02") {
        let balances = drm::drm_month(connection, estate, of).await.unwrap();
        let figures = balances.wines.iter().flat_map(|balance| {
            balance.movements.iter().map(|movement| {
                let (month, wine, regime, node) = (of, balance.wine, balance.regime, movement.node);
                (Figure { month, wine, regime, node, as_of: None, as_known_at: None }, movement.volume_ml)
            })
        });
        let figures: Vec<_> = figures.collect();
        let keys: Vec<Figure> = figures.iter().map(|(figure, _)| *figure).collect();
        let first = drm::entries_of_figures(connection, estate, &keys, &Page::first(1)).await.unwrap();
        for (figure, volume_ml) in figures {
            let mut entries: Vec<_> = first[&figure].edges.iter().map(|edge| edge.node.clone()).collect();
            let (mut more, mut cursor) = (first[&figure].has_next_page, first[&figure].end_cursor().cloned());
            while more {
                let page = Page::first(1).after(cursor.take());
                let slice = drm::entries_of_figures(connection, estate, &[figure], &page).await.unwrap();
                let slice = slice.into_values().next().unwrap();
                (more, cursor) = (slice.has_next_page, slice.end_cursor().cloned());
                entries.extend(slice.into_nodes());
                pages += 1;
            }
            assert_eq!(entries.iter().map(|entry| entry.volume_ml).sum::<Volume>(), volume_ml, "{figure:?}");
            let middle = &entries[entries.len() / 2];
            for figure in [
                Figure { as_of: Some(middle.occurred_on), ..figure },
                Figure { as_known_at: Some(middle.position), ..figure },
            ] {
                let counts = |entry: &&drm::Entry| {
                    figure.as_of.is_none_or(|day| entry.occurred_on <= day)
                        && figure.as_known_at.is_none_or(|position| entry.position <= position)
                };
                let expected: Vec<_> = entries.iter().filter(counts).cloned().collect();
                let page = Page::first(100);
                let found = drm::entries_of_figures(connection, estate, &[figure], &page).await.unwrap();
                let found: Vec<_> = found.into_values().next().unwrap().into_nodes().collect();
                bounded += usize::from(found.len() < entries.len());
                assert_eq!(found, expected);
            }
        }
        of = of.next();
    }
    assert!(pages > 10 && bounded > 10, "{pages} more pages, {bounded} of another time");
}

#[tokio::test]
async fn a_wine_is_held_where_a_vat_or_a_lot_has_some_of_it() {
    let database = TestDatabase::new().await;
    let house = random_house(1, 13, 200);
    driven(&database, &house).await;
    let (estate, connection) = (house.estate, &mut *database.told(house.estate.uuid()).await);
    let vats = cellar::vats(connection, estate, VatFilter::default(), &Page::first(100)).await.unwrap();
    let lots = stock::lots(connection, estate, stock::LotFilter::default(), &Page::first(100)).await.unwrap();
    let in_vats = vats.into_nodes().filter(|vat| vat.content_ml > Volume::ZERO);
    let mut expected: HashSet<_> =
        in_vats.filter_map(|vat| Some((vat.wine_id?.declared(), Regime::Suspended))).collect();
    let in_lots = lots.into_nodes().filter(|lot| lot.on_hand > 0);
    expected.extend(in_lots.map(|lot| (lot.wine_id.declared(), lot.regime.0)));
    let wines = House::LABELS.map(|label| house.wine(label));
    assert!(!expected.is_empty());
    assert_eq!(drm::wines_held(connection, estate, &wines).await.unwrap(), expected);
    assert!(drm::wines_held(connection, estate, &[]).await.unwrap().is_empty());
}
