//! One estate's rows are never touched by another's events, nor returned to it.

use projections::cellar::{HarvestFilter, MovementFilter, VatFilter};
use projections::drm::EntryFilter;
use projections::stock::{LotFilter, OrderFilter, OrderSort};
use projections::{Page, Projector, Scope, cellar, drm, stock};
use sqlx::{PgConnection, PgPool};
use testkit::TestDatabase;

use crate::support::{House, append, day, dump_of, month, random_house};

/// Which transaction wrote each row of the estate, over all tables.
async fn writers(pool: &PgPool, house: &House) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('SELECT ''%1$I.%2$I '' || xmin || ctid FROM %1$I.%2$I WHERE estate_id = $1',
                       schemaname, tablename)
         FROM pg_tables WHERE schemaname IN ('cellar', 'stock', 'drm', 'sales', 'projection') ORDER BY 1",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let sql = tables.join(" UNION ALL ") + " ORDER BY 1";
    sqlx::query_scalar(&sql).bind(house.estate.uuid()).fetch_all(pool).await.unwrap()
}

#[tokio::test]
async fn an_estate_is_driven_and_rebuilt_without_touching_another() {
    let database = TestDatabase::new().await;
    let owner = database.owner_pool();
    let projector = Projector::new(database.server_pool().clone());
    let (ours, theirs) = (random_house(1, 3, 120), random_house(2, 4, 120));
    append(owner, theirs.estate, &theirs.desk.ledger).await;
    projector.catch_up(theirs.estate).await.unwrap();
    let before = writers(owner, &theirs).await;
    assert!(before.len() > 50);

    append(owner, ours.estate, &ours.desk.ledger).await;
    projector.catch_up(ours.estate).await.unwrap();
    projector.rebuild(Scope { model: None, estate: Some(ours.estate) }, |_| {}).await.unwrap();
    assert_eq!(before, writers(owner, &theirs).await);
    let rows: usize = dump_of(owner, ours.estate).await.values().map(Vec::len).sum();
    assert!(rows > 50);
}

#[tokio::test]
async fn an_id_of_another_estate_is_unknown() {
    let database = TestDatabase::new().await;
    let owner = database.owner_pool();
    let (ours, theirs) = (House::open(1), random_house(2, 9, 250));
    for house in [&ours, &theirs] {
        append(owner, house.estate, &house.desk.ledger).await;
        let caught = Projector::new(database.server_pool().clone()).catch_up(house.estate).await.unwrap();
        assert!(caught.is_whole());
    }
    // By the queries alone: the owner, whom no policy binds.
    let connection = &mut *owner.acquire().await.unwrap();
    cellar_keeps_to_itself(connection, &ours, &theirs).await;
    stock_keeps_to_itself(connection, &ours, &theirs).await;
    drm_keeps_to_itself(connection, &ours, &theirs).await;
}

async fn cellar_keeps_to_itself(connection: &mut PgConnection, ours: &House, theirs: &House) {
    let (us, page) = (ours.estate, Page::first(100));
    let movements =
        cellar::movements(connection, theirs.estate, &MovementFilter::default(), &page).await.unwrap();
    let movements: Vec<_> = movements.into_nodes().map(|row| row.id).collect();
    assert!(!movements.is_empty());
    assert!(cellar::movements_by_ids(connection, us, &movements).await.unwrap().is_empty());
    assert!(cellar::subjects_of_movements(connection, us, &movements).await.unwrap().is_empty());
    let vats = [1, 2, 3, 4].map(|number| theirs.vat(number));
    assert!(cellar::vats_by_ids(connection, us, &vats).await.unwrap().is_empty());
    let levels = cellar::vat_levels_at(connection, us, day("2027-02-01"), Some(&vats)).await.unwrap();
    assert!(levels.is_empty());
    assert!(cellar::vat_timeline(connection, us, vats[0], &page).await.unwrap().edges.is_empty());
    assert!(cellar::vat_handlings(connection, us, vats[0], &page).await.unwrap().edges.is_empty());
    let filter = MovementFilter { vat: Some(vats[0]), ..MovementFilter::default() };
    assert!(cellar::movements(connection, us, &filter, &page).await.unwrap().edges.is_empty());
    let wines = House::LABELS.map(|label| theirs.wine(label));
    assert!(cellar::wines_by_ids(connection, us, &wines).await.unwrap().is_empty());
    let filter = VatFilter { wine: Some(wines[0]), ..VatFilter::default() };
    assert!(cellar::vats(connection, us, filter, &page).await.unwrap().edges.is_empty());
    assert!(cellar::parcels_by_ids(connection, us, &[theirs.parcel()]).await.unwrap().is_empty());
    let harvests =
        cellar::harvests(connection, theirs.estate, HarvestFilter::default(), &page).await.unwrap();
    let harvests: Vec<_> = harvests.into_nodes().map(|row| row.id).collect();
    assert!(
        !harvests.is_empty() && cellar::harvests_by_ids(connection, us, &harvests).await.unwrap().is_empty()
    );
    let filter = HarvestFilter { parcel: Some(theirs.parcel()), ..HarvestFilter::default() };
    assert!(cellar::harvests(connection, us, filter, &page).await.unwrap().edges.is_empty());
}

async fn stock_keeps_to_itself(connection: &mut PgConnection, ours: &House, theirs: &House) {
    let (us, page) = (ours.estate, Page::first(100));
    let lots = stock::lots(connection, theirs.estate, LotFilter::default(), &page).await.unwrap();
    let lots: Vec<_> = lots.into_nodes().collect();
    let ids: Vec<_> = lots.iter().map(|row| row.id).collect();
    assert!(!ids.is_empty() && stock::lots_by_ids(connection, us, &ids).await.unwrap().is_empty());
    assert!(stock::reservations_of_lots(connection, us, &ids).await.unwrap().is_empty());
    let products: Vec<_> = lots.iter().map(|row| row.product_id).collect();
    assert!(stock::products_by_ids(connection, us, &products).await.unwrap().is_empty());
    let filter = LotFilter { product: Some(products[0]), ..LotFilter::default() };
    assert!(stock::lots(connection, us, filter, &page).await.unwrap().edges.is_empty());
    let orders = stock::orders(connection, theirs.estate, &OrderFilter::default(), OrderSort::Newest, &page)
        .await
        .unwrap();
    let orders: Vec<_> = orders.into_nodes().map(|row| row.id).collect();
    assert!(!orders.is_empty() && stock::orders_by_ids(connection, us, &orders).await.unwrap().is_empty());
    assert!(stock::reservations_of_orders(connection, us, &orders).await.unwrap().is_empty());
}

async fn drm_keeps_to_itself(connection: &mut PgConnection, ours: &House, theirs: &House) {
    let (us, page) = (ours.estate, Page::first(100));
    assert!(
        !drm::entries(connection, theirs.estate, EntryFilter::default(), &page)
            .await
            .unwrap()
            .edges
            .is_empty()
    );
    assert!(drm::entries(connection, us, EntryFilter::default(), &page).await.unwrap().edges.is_empty());
    let accounts = drm::capsule_accounts(connection, theirs.estate, &page).await.unwrap();
    let accounts: Vec<_> = accounts.into_nodes().map(|row| row.id).collect();
    assert!(
        !accounts.is_empty()
            && drm::capsule_accounts_by_ids(connection, us, &accounts).await.unwrap().is_empty()
    );
    assert!(drm::capsule_entries(connection, us, accounts[0], None, &page).await.unwrap().edges.is_empty());
    assert!(drm::period(connection, us, month("2026-08")).await.unwrap().is_none());
    let wines = drm::drm_month(connection, us, month("2026-12")).await.unwrap().wines;
    assert!(
        wines.iter().all(|balance| balance.wine == ours.wine(House::LABELS[0])),
        "the opening stock alone"
    );
}
