//! What a read function is asked by mistake, the database does not give: it goes by the estate that was told.

use std::collections::BTreeMap;

use domain::units::EstateId;
use projections::cellar::{HarvestFilter, MovementFilter, VatFilter};
use projections::drm::EntryFilter;
use projections::stock::{LotFilter, OrderFilter, OrderSort};
use projections::{Page, Projector, Scope, Slice, cellar, drm, stock};
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgConnection, PgPool};
use testkit::TestDatabase;

use crate::support::{House, append, day, month, open_house, random_house};

/// How much each read function finds.
type Found = BTreeMap<&'static str, usize>;

fn nodes<T>(slice: Slice<T>) -> Vec<T> {
    slice.into_nodes().collect()
}

/// Asks every read function for all that the estate has; what it is to be asked for by id comes from `known`.
async fn ask(connection: &mut PgConnection, house: &House, known: &Known) -> Found {
    let mut found = Found::new();
    cellar_of(connection, house, known, &mut found).await;
    stock_of(connection, house.estate, known, &mut found).await;
    drm_of(connection, house.estate, known, &mut found).await;
    found
}

async fn cellar_of(connection: &mut PgConnection, house: &House, known: &Known, found: &mut Found) {
    let (of, page) = (house.estate, Page::first(100));
    let vats = [1, 2, 3, 4].map(|number| house.vat(number));
    let wines = House::LABELS.map(|label| house.wine(label));
    found.insert("estate", usize::from(cellar::estate(connection, of).await.unwrap().is_some()));
    found.insert("wines", nodes(cellar::wines(connection, of, &page).await.unwrap()).len());
    found.insert("wines_by_ids", cellar::wines_by_ids(connection, of, &wines).await.unwrap().len());
    found.insert("opening_stocks", cellar::opening_stocks(connection, of).await.unwrap().len());
    let all = cellar::vats(connection, of, VatFilter::default(), &page).await.unwrap();
    found.insert("vats", nodes(all).len());
    found.insert("vats_by_ids", cellar::vats_by_ids(connection, of, &vats).await.unwrap().len());
    let timeline = cellar::vat_timeline(connection, of, vats[0], &page).await.unwrap();
    found.insert("vat_timeline", nodes(timeline).len());
    let mut handlings = 0;
    for vat in vats {
        handlings += nodes(cellar::vat_handlings(connection, of, vat, &page).await.unwrap()).len();
    }
    found.insert("vat_handlings", handlings);
    let mut levels = 0;
    for vat in vats {
        let level = cellar::vat_level_at(connection, of, vat, day("2027-02-01")).await.unwrap();
        levels += usize::from(level.wine_id.is_some());
    }
    found.insert("vat_level_at", levels);
    let levels = cellar::vat_levels_at(connection, of, day("2027-02-01"), None).await.unwrap();
    found.insert("vat_levels_at", levels.len());
    found.insert("parcels", nodes(cellar::parcels(connection, of, &page).await.unwrap()).len());
    let parcels = cellar::parcels_by_ids(connection, of, &[house.parcel()]).await.unwrap();
    found.insert("parcels_by_ids", parcels.len());
    let all = cellar::harvests(connection, of, HarvestFilter::default(), &page).await.unwrap();
    found.insert("harvests", nodes(all).len());
    let some = cellar::harvests_by_ids(connection, of, &known.harvests).await.unwrap();
    found.insert("harvests_by_ids", some.len());
    let all = cellar::movements(connection, of, &MovementFilter::default(), &page).await.unwrap();
    found.insert("movements", nodes(all).len());
    let some = cellar::movements_by_ids(connection, of, &known.movements).await.unwrap();
    found.insert("movements_by_ids", some.len());
    let some = cellar::subjects_of_movements(connection, of, &known.movements).await.unwrap();
    found.insert("subjects_of_movements", some.len());
}

async fn stock_of(connection: &mut PgConnection, of: EstateId, known: &Known, found: &mut Found) {
    let page = Page::first(100);
    let all = stock::lots(connection, of, LotFilter::default(), &page).await.unwrap();
    found.insert("lots", nodes(all).len());
    found.insert("lots_by_ids", stock::lots_by_ids(connection, of, &known.lots).await.unwrap().len());
    found.insert("products", nodes(stock::products(connection, of, None, &page).await.unwrap()).len());
    let some = stock::products_by_ids(connection, of, &known.products).await.unwrap();
    found.insert("products_by_ids", some.len());
    let all = stock::orders(connection, of, &OrderFilter::default(), OrderSort::Newest, &page).await.unwrap();
    found.insert("orders", nodes(all).len());
    found.insert("orders_by_ids", stock::orders_by_ids(connection, of, &known.orders).await.unwrap().len());
    let some = stock::reservations_of_lots(connection, of, &known.lots).await.unwrap();
    found.insert("reservations_of_lots", some.len());
    let some = stock::reservations_of_orders(connection, of, &known.orders).await.unwrap();
    found.insert("reservations_of_orders", some.len());
}

async fn drm_of(connection: &mut PgConnection, of: EstateId, known: &Known, found: &mut Found) {
    let page = Page::first(100);
    let all = drm::entries(connection, of, EntryFilter::default(), &page).await.unwrap();
    found.insert("entries", nodes(all).len());
    let month = drm::drm_month(connection, of, month("2026-12")).await.unwrap();
    found.insert("drm_month", month.wines.len());
    found.insert("periods", nodes(drm::periods(connection, of, &page).await.unwrap()).len());
    found
        .insert("capsule_accounts", nodes(drm::capsule_accounts(connection, of, &page).await.unwrap()).len());
    let some = drm::capsule_accounts_by_ids(connection, of, &known.accounts).await.unwrap();
    found.insert("capsule_accounts_by_ids", some.len());
    let mut entries = 0;
    for account in &known.accounts {
        entries += nodes(drm::capsule_entries(connection, of, *account, None, &page).await.unwrap()).len();
    }
    found.insert("capsule_entries", entries);
}

/// Ids that follow from no name.
struct Known {
    harvests: Vec<domain::units::HarvestId>,
    movements: Vec<domain::units::MovementId>,
    lots: Vec<domain::units::LotId>,
    products: Vec<domain::units::ProductId>,
    orders: Vec<domain::units::OrderId>,
    accounts: Vec<domain::units::CapsuleAccountId>,
}

impl Known {
    async fn of(connection: &mut PgConnection, of: EstateId) -> Self {
        let page = Page::first(100);
        let lots = nodes(stock::lots(connection, of, LotFilter::default(), &page).await.unwrap());
        let harvests = cellar::harvests(connection, of, HarvestFilter::default(), &page).await.unwrap();
        let movements = cellar::movements(connection, of, &MovementFilter::default(), &page).await.unwrap();
        let orders =
            stock::orders(connection, of, &OrderFilter::default(), OrderSort::Newest, &page).await.unwrap();
        let accounts = drm::capsule_accounts(connection, of, &page).await.unwrap();
        Self {
            harvests: harvests.into_nodes().map(|row| row.id).collect(),
            movements: movements.into_nodes().map(|row| row.id).collect(),
            lots: lots.iter().map(|row| row.id).collect(),
            products: lots.iter().map(|row| row.product_id).collect(),
            orders: orders.into_nodes().map(|row| row.id).collect(),
            accounts: accounts.into_nodes().map(|row| row.id).collect(),
        }
    }
}

#[tokio::test]
async fn who_told_one_estate_reads_nothing_of_another() {
    let database = TestDatabase::new().await;
    let (ours, mut theirs) = (House::open(1), random_house(2, 9, 250));
    let (lot, on) = (theirs.lot("L26-1"), day("2027-02-10"));
    let order = theirs.place_order(&[(lot, 1)], on).unwrap();
    theirs.confirm_order(order, on).unwrap();
    for house in [&ours, &theirs] {
        append(database.owner_pool(), house.estate, &house.desk.ledger).await;
        let caught = Projector::new(database.server_pool().clone()).catch_up(house.estate).await.unwrap();
        assert!(caught.is_whole());
    }
    let told = &mut *database.told(theirs.estate.uuid()).await;
    let known = Known::of(told, theirs.estate).await;
    let own = ask(told, &theirs, &known).await;
    let empty: Vec<_> = own.iter().filter(|(_, count)| **count == 0).collect();
    assert!(own.len() == 31 && empty.is_empty(), "each function finds something of its own: {empty:?}");
    let nothing: Found = own.keys().map(|name| (*name, 0)).collect();
    let elsewhere = &mut *database.told(ours.estate.uuid()).await;
    assert_eq!(ask(elsewhere, &theirs, &known).await, nothing);
    let untold = &mut *database.server_pool().acquire().await.unwrap();
    assert_eq!(ask(untold, &theirs, &known).await, nothing);
}

/// What the one connection of a pool would see now, and of whom.
async fn left(pool: &PgPool) -> (i64, String) {
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM cellar.vats) + (SELECT count(*) FROM projection.checkpoints)
                + (SELECT count(*) FROM journal.events),
                coalesce(current_setting('monchai.estate', true), '')",
    )
    .fetch_one(pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn no_connection_keeps_an_estate_after_a_fold() {
    let database = TestDatabase::new().await;
    let house = random_house(1, 3, 60);
    append(database.owner_pool(), house.estate, &house.desk.ledger).await;
    let options = (*database.server_pool().connect_options()).clone();
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    let projector = Projector::new(pool.clone());
    let nothing = (0, String::new());
    assert_eq!(projector.behind().await.unwrap(), [house.estate]);
    assert!(projector.catch_up(house.estate).await.unwrap().is_whole());
    assert_eq!(left(&pool).await, nothing, "after a catch-up");
    assert_eq!(projector.positions(house.estate).await.unwrap().len(), 4);
    assert_eq!(left(&pool).await, nothing, "after a look at the checkpoints");
    projector.rebuild(Scope::default(), |_| {}).await.unwrap();
    assert_eq!(left(&pool).await, nothing, "after a rebuild");

    let other = open_house(database.owner_pool(), 2).await;
    let spoilt = format!(
        "ALTER TABLE journal.events DISABLE TRIGGER append_only;
         UPDATE journal.events SET payload = '{{}}' WHERE estate_id = '{}' AND position = 2",
        other.estate
    );
    sqlx::raw_sql(&spoilt).execute(database.owner_pool()).await.unwrap();
    assert!(!projector.catch_up(other.estate).await.unwrap().is_whole());
    assert_eq!(left(&pool).await, nothing, "after a fault");
    let stalled = projector.stalled().await.unwrap();
    assert!(!stalled.is_empty() && stalled.iter().all(|stalled| stalled.estate == other.estate));
    assert_eq!(left(&pool).await, nothing, "after a look at all estates");
}
