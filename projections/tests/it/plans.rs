//! No query of a read model scans a large table: PostgreSQL itself tells the plan of each, as it ran.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use domain::article::PriceList;
use domain::units::{ArticleId, EstateId, InvoiceId, LotId, MovementId, OrderId, PartyId, VatId, WineId};
use projections::cellar::{HarvestFilter, MovementFilter, MovementStatus, VatFilter};
use projections::drm::EntryFilter;
use projections::sales::{InvoiceFilter, InvoiceOrder, PaymentFilter, RevenueBy};
use projections::stock::{ArticleFilter, ArticleStatus, LotFilter, OrderFilter, OrderSort, OrderStatus};
use projections::{Page, Projector, cellar, drm, sales, stock};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool};
use testkit::TestDatabase;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use uuid::Uuid;

use crate::support::{append, day, month, random_house};

/// Collects what the server says on this thread's connections.
#[derive(Clone, Default)]
struct Notices(Arc<Mutex<String>>);

impl<S: tracing::Subscriber> Layer<S> for Notices {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        event.record(&mut self.clone());
    }
}

impl Visit for Notices {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        writeln!(self.0.lock().unwrap(), "{value:?}").unwrap();
    }
}

impl Notices {
    fn take(&self) -> String {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Eight estates; the ids of a row follow from its estate and number, so that rows of several tables meet.
const FILL: &str = "
    CREATE FUNCTION pg_temp.id(kind int, estate int, number int) RETURNS uuid IMMUTABLE LANGUAGE sql AS
        $$ SELECT (lpad(to_hex(kind), 8, '0') || lpad(to_hex(estate), 8, '0') || lpad(to_hex(number), 16, '0'))::uuid $$;
    CREATE FUNCTION pg_temp.estate(estate int) RETURNS uuid IMMUTABLE LANGUAGE sql AS
        $$ SELECT lpad(to_hex(estate), 32, '0')::uuid $$;
    INSERT INTO cellar.movements (estate_id, id, position, kind, status, occurred_on, operation, postings, drafted_at)
        SELECT pg_temp.estate(e), pg_temp.id(1, e, n), n, CASE n % 9 WHEN 0 THEN 'BOTTLING' ELSE 'SALE' END,
               CASE WHEN n % 100 = 0 THEN 'DRAFT' ELSE 'VALIDATED' END, date '2020-01-01' + n / 3,
               '{\"Loss\":{\"vat\":\"00000000-0000-0000-0000-000000000001\",\"volume_ml\":1,\"cause\":\"Missing\"}}',
               '[]', now()
        FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO cellar.movement_subjects (estate_id, subject_id, movement_id, kind)
        SELECT pg_temp.estate(e), pg_temp.id(2, e, n % 60), pg_temp.id(1, e, n), 'VAT'
        FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO cellar.vats (estate_id, id, sort_key, code, capacity_ml, material, status, in_service_on, content_ml,
                             analysis)
        SELECT pg_temp.estate(e), pg_temp.id(2, e, n), n, n, 1, 'WOOD', 'IN_SERVICE', '2020-01-01', 0, '{}'
        FROM generate_series(1, 8) e, generate_series(0, 300) n;
    INSERT INTO cellar.vat_entries (estate_id, vat_id, occurred_on, position, movement_id, kind, wine_id, change_ml)
        SELECT pg_temp.estate(e), pg_temp.id(2, e, n % 60), date '2020-01-01' + n / 3, n, pg_temp.id(1, e, n),
               'LOSS', pg_temp.id(3, e, 1), 1 FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO cellar.harvests (estate_id, id, status, on_date, parcel_id)
        SELECT pg_temp.estate(e), pg_temp.id(4, e, n), 'PLANNED', date '2020-01-01' + n / 3, pg_temp.id(5, e, n % 40)
        FROM generate_series(1, 8) e, generate_series(1, 2000) n;
    INSERT INTO stock.lots (estate_id, id, lot_number, product_id, wine_id, size_ml, regime, filled_on, filled, sold,
                            lost, adjusted, on_hand, reserved, available)
        SELECT pg_temp.estate(e), pg_temp.id(6, e, n), n, pg_temp.id(7, e, n % 50), pg_temp.id(3, e, 1), 750,
               'SUSPENDED', date '2020-01-01' + n, 1, 0, 0, 0, 1, 0, 1
        FROM generate_series(1, 8) e, generate_series(1, 2000) n;
    INSERT INTO stock.reservations (estate_id, lot_id, order_id, bottles)
        SELECT pg_temp.estate(e), pg_temp.id(6, e, n), pg_temp.id(8, e, n), 1
        FROM generate_series(1, 8) e, generate_series(1, 2000) n;
    INSERT INTO stock.orders (estate_id, id, position, status, customer_id, destination, lines, bottles, total_cents,
                              placed_on)
        SELECT pg_temp.estate(e), pg_temp.id(8, e, n), n,
               CASE WHEN n % 100 = 0 THEN 'PLACED' ELSE 'DISPATCHED' END, pg_temp.id(9, e, n % 300), '\"FranceCrd\"',
               '[]', 1, 1, date '2020-01-01' + n / 3 FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO stock.articles (estate_id, id, sku, sku_key, name, name_key, search, status, wine_id, size_ml, vat_rate,
                                claims, acceptances, prices, lots, registered_on)
        SELECT pg_temp.estate(e), pg_temp.id(11, e, n), n, n, n, n, n, 'ACTIVE', pg_temp.id(3, e, 1), 750, 2000, '{}', '[]',
               '[{\"list\": \"TRADE\", \"since\": \"2026-01-01\", \"price\": {\"basis\": \"Net\", \"tiers\": []}}]', '[]', '2026-01-01'
        FROM generate_series(1, 8) e, generate_series(1, 600) n;
    INSERT INTO stock.article_lots (estate_id, article_id, lot_id)
        SELECT pg_temp.estate(e), pg_temp.id(11, e, n % 600), pg_temp.id(6, e, n)
        FROM generate_series(1, 8) e, generate_series(1, 2000) n;
    INSERT INTO drm.entries (estate_id, month, position, ordinal, occurred_on, wine_id, regime, node, volume_ml,
                             effect_ml, movement_id, aggregate_type, aggregate_id, event_type)
        SELECT pg_temp.estate(e), to_char(date '2020-01-01' + n / 3, 'YYYY-MM'), n, 0, date '2020-01-01' + n / 3,
               pg_temp.id(3, e, n % 30), 'SUSPENDED', 'LOSSES', 1, -1, pg_temp.id(1, e, n), 'vat', 'x', 'LossRecorded'
        FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO drm.node_totals (estate_id, month, wine_id, regime, node, volume_ml, effect_ml)
        SELECT pg_temp.estate(e), to_char(date '2020-01-01' + m * interval '1 month', 'YYYY-MM'), pg_temp.id(3, e, n),
               'SUSPENDED', 'LOSSES', 1, -1
        FROM generate_series(1, 8) e, generate_series(0, 60) m, generate_series(0, 29) n;
    INSERT INTO cellar.wines (estate_id, id, sort_key, label, category, spec)
        SELECT pg_temp.estate(e), pg_temp.id(3, e, n), n, n, 'STILL',
               format('{\"label\": \"%s\", \"code\": null, \"category\": \"Still\", \"colour\": null, \"portal\": null}', n)::jsonb
        FROM generate_series(1, 8) e, generate_series(0, 600) n;
    INSERT INTO cellar.estates (estate_id, name, accise, books_from)
        SELECT pg_temp.estate(e), e, e, '2020-01' FROM generate_series(1, 3000) e;
    INSERT INTO drm.periods (estate_id, id, month, status, amendments)
        SELECT pg_temp.estate(e), pg_temp.id(10, e, n), '2020-01', 'OPEN', '[]'
        FROM generate_series(1, 8) e, generate_series(1, 600) n;
    INSERT INTO sales.invoices (estate_id, id, position, number, kind, issued_on, supplied_on, due_on, customer_id,
                                buyer_kind, country, order_id, bottles, vat, net_cents, vat_cents, gross_cents,
                                prepaid_cents, paid_cents, credited_cents, balance_cents)
        SELECT pg_temp.estate(e), pg_temp.id(11, e, n), n, 'FA-2020-' || lpad(n::text, 6, '0'), 'INVOICE',
               date '2020-01-01' + n / 3, date '2020-01-01', date '2020-02-01' + n / 3, pg_temp.id(9, e, n % 300),
               'COMPANY', 'FR', pg_temp.id(8, e, n), 1, '[]', n, 1, n, 0, 0, 0, CASE WHEN n % 100 = 0 THEN n ELSE 0 END
        FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO sales.documents (estate_id, id, document)
        SELECT pg_temp.estate(e), pg_temp.id(11, e, n), '{}' FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO sales.payments (estate_id, id, position, invoice_id, amount_cents, means, paid_on, reversed_on)
        SELECT pg_temp.estate(e), pg_temp.id(12, e, n), n, pg_temp.id(11, e, n), 1, 'CARD', date '2020-01-01' + n / 3,
               CASE WHEN n % 200 = 0 THEN date '2020-01-02' + n / 3 END
        FROM generate_series(1, 8) e, generate_series(1, 4000) n;
    INSERT INTO sales.revenue (estate_id, month, product_id, customer_id, country, bottles, net_cents)
        SELECT pg_temp.estate(e), to_char(date '2020-01-01' + m * interval '1 month', 'YYYY-MM'),
               pg_temp.id(7, e, n), pg_temp.id(9, e, n), 'FR', 1, 1
        FROM generate_series(1, 8) e, generate_series(0, 60) m, generate_series(0, 29) n;
    INSERT INTO sales.vat (estate_id, month, category, rate_bp, base_cents, vat_cents)
        SELECT pg_temp.estate(e), to_char(date '1970-01-01' + m * interval '1 month', 'YYYY-MM'), 'S', 2000, 1, 1
        FROM generate_series(1, 8) e, generate_series(0, 900) m;
    INSERT INTO sales.closings (estate_id, closed_on, kind, position, takings, grand_total_cents, grand_received_cents)
        SELECT pg_temp.estate(e), date '2020-01-01' + n, 'DAY', n,
               '{\"documents\":0,\"sales\":{\"vat\":[],\"net_cents\":0,\"vat_cents\":0,\"gross_cents\":0},\"payments\":0,\"means\":[],\"received_cents\":0}',
               1, 1 FROM generate_series(1, 8) e, generate_series(1, 2000) n;
    ANALYZE sales.invoices, sales.documents, sales.payments, sales.revenue, sales.vat, sales.closings, cellar.wines, cellar.estates, drm.periods, cellar.movements, cellar.movement_subjects, cellar.vats, cellar.vat_entries, cellar.harvests, stock.lots,
            stock.reservations, stock.orders, stock.articles, stock.article_lots, drm.entries, drm.node_totals;
    LOAD 'auto_explain'";

/// As `pg_temp.id` makes them.
const fn id(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 96) | (3 << 64) | number)
}

const ESTATE: EstateId = EstateId::new(Uuid::from_u128(3));

/// A pool whose server tells every plan, or `None` where it cannot: a minimal one lacks the extension.
async fn telling(database: &TestDatabase) -> Option<PgPool> {
    if let Err(error) = sqlx::raw_sql(FILL).execute(database.owner_pool()).await {
        assert!(error.to_string().contains("auto_explain"), "{error}");
        return None;
    }
    // It takes a superuser to have the plans told, and the server's role to have the policies in them.
    let options: PgConnectOptions = database.url().parse().unwrap();
    let options = options.options([
        ("role", "monchai_server"),
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("client_min_messages", "log"),
    ]);
    Some(PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap())
}

fn assert_by_index(plans: &str) {
    println!("{plans}");
    assert!(plans.contains("InitPlan"), "no policy asks for the estate");
    let scans: Vec<&str> = plans.lines().filter(|line| line.contains("Seq Scan")).collect();
    assert!(plans.contains("Index") && scans.is_empty(), "{scans:#?}");
}

#[tokio::test]
async fn every_query_finds_its_rows_by_an_index() {
    let database = TestDatabase::new().await;
    let Some(pool) = telling(&database).await else { return };
    let notices = Notices::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(notices.clone()));
    let connection = &mut *journal::begin(&pool, ESTATE, "READ ONLY").await.unwrap();
    ask_cellar(connection).await;
    ask_stock_and_drm(connection).await;
    drop(guard);
    assert_by_index(&notices.take());
}

#[tokio::test]
async fn a_driver_finds_its_rows_by_an_index() {
    let database = TestDatabase::new().await;
    let Some(pool) = telling(&database).await else { return };
    let house = random_house(1, 3, 60);
    append(database.owner_pool(), house.estate, &house.desk.ledger).await;
    let notices = Notices::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(notices.clone()));
    assert!(Projector::new(pool).with_batch(10).catch_up(house.estate).await.unwrap().is_whole());
    drop(guard);
    let plans = notices.take();
    assert_by_index(&plans);
    // The statistics know nothing of this estate: what joins by hash reads all of its rows.
    assert!(plans.contains("Nested Loop") && !plans.contains("Hash"), "an estate is read as a whole");
}

async fn ask_cellar(connection: &mut PgConnection) {
    let page = Page::first(20);
    let vat = VatId::new(id(2, 6));
    let all = MovementFilter::default();
    let filters = [
        all.clone(),
        MovementFilter { status: Some(MovementStatus::Draft), ..all.clone() },
        MovementFilter { kind: Some("BOTTLING".to_owned()), ..all.clone() },
        MovementFilter { vat: Some(vat), ..all.clone() },
        MovementFilter { vat: Some(vat), kind: Some("BOTTLING".to_owned()), ..all.clone() },
        MovementFilter { from: Some(day("2021-01-01")), to: Some(day("2021-02-01")), ..all },
    ];
    for filter in filters {
        let slice = cellar::movements(connection, ESTATE, &filter, &page).await.unwrap();
        assert!(slice.edges.len() == 20 && slice.has_next_page, "{filter:?}");
        let next = page.clone().after(slice.end_cursor().cloned());
        cellar::movements(connection, ESTATE, &filter, &next).await.unwrap();
    }
    let ids: Vec<_> = (1..=100).map(|number| MovementId::new(id(1, number))).collect();
    assert_eq!(cellar::movements_by_ids(connection, ESTATE, &ids).await.unwrap().len(), 100);
    cellar::subjects_of_movements(connection, ESTATE, &ids).await.unwrap();
    let slice = cellar::vats(connection, ESTATE, VatFilter::default(), &page).await.unwrap();
    let next = page.clone().after(slice.end_cursor().cloned());
    cellar::vats(connection, ESTATE, VatFilter::default(), &next).await.unwrap();
    assert_eq!(cellar::vats_by_ids(connection, ESTATE, &[vat]).await.unwrap().len(), 1);
    assert!(cellar::vat_timeline(connection, ESTATE, vat, &page).await.unwrap().has_next_page);
    cellar::vat_level_at(connection, ESTATE, vat, day("2021-06-01")).await.unwrap();
    cellar::vat_levels_at(connection, ESTATE, day("2021-06-01"), None).await.unwrap();
    let parcel =
        HarvestFilter { parcel: Some(domain::units::ParcelId::new(id(5, 3))), ..HarvestFilter::default() };
    for filter in [HarvestFilter::default(), parcel] {
        assert!(cellar::harvests(connection, ESTATE, filter, &page).await.unwrap().has_next_page);
    }
}

async fn ask_articles(connection: &mut PgConnection, page: &Page) {
    let all = ArticleFilter::default();
    let filters = [
        all.clone(),
        ArticleFilter { text: Some("5".to_owned()), ..all.clone() },
        ArticleFilter { status: Some(ArticleStatus::Active), ..all.clone() },
        ArticleFilter { list: Some(PriceList::parse("TRADE").unwrap()), ..all.clone() },
    ];
    for filter in filters {
        let slice = stock::articles_by_name(connection, ESTATE, &filter, page).await.unwrap();
        assert!(slice.edges.len() == 20 && slice.has_next_page, "{filter:?}");
        let next = page.clone().after(slice.end_cursor().cloned());
        stock::articles_by_name(connection, ESTATE, &filter, &next).await.unwrap();
        assert!(stock::articles_by_sku(connection, ESTATE, &filter, page).await.unwrap().has_next_page);
    }
    let of_lot = ArticleFilter { lot: Some(LotId::new(id(6, 9))), ..all };
    assert_eq!(stock::articles_by_name(connection, ESTATE, &of_lot, page).await.unwrap().edges.len(), 1);
    let ids: Vec<_> = (1..=20).map(|number| ArticleId::new(id(11, number))).collect();
    assert_eq!(stock::articles_by_ids(connection, ESTATE, &ids).await.unwrap().len(), 20);
    assert_eq!(stock::article_stocks(connection, ESTATE, &ids).await.unwrap().len(), 20);
}

async fn ask_stock_and_drm(connection: &mut PgConnection) {
    let page = Page::first(20);
    let product =
        LotFilter { product: Some(domain::units::ProductId::new(id(7, 4))), ..LotFilter::default() };
    for filter in [LotFilter::default(), product] {
        assert!(stock::lots(connection, ESTATE, filter, &page).await.unwrap().has_next_page);
    }
    let (lot, order) = (LotId::new(id(6, 9)), OrderId::new(id(8, 9)));
    assert_eq!(stock::reservations_of_lots(connection, ESTATE, &[lot]).await.unwrap().len(), 1);
    assert_eq!(stock::reservations_of_orders(connection, ESTATE, &[order]).await.unwrap().len(), 1);
    let placed = OrderFilter { status: Some(OrderStatus::Placed), ..OrderFilter::default() };
    let customer = OrderFilter { customers: Some(vec![PartyId::new(id(9, 5))]), ..OrderFilter::default() };
    let (from, until) = (Some(day("2021-01-01")), Some(day("2021-02-01")));
    let days = OrderFilter { from, until, ..OrderFilter::default() };
    for filter in [OrderFilter::default(), placed, customer, days] {
        assert!(
            !stock::orders(connection, ESTATE, &filter, OrderSort::Newest, &page)
                .await
                .unwrap()
                .edges
                .is_empty(),
            "{filter:?}"
        );
    }
    sales(connection).await;
    ask_articles(connection, &page).await;
    let (wine, movement) = (Some(WineId::new(id(3, 2))), Some(MovementId::new(id(1, 5))));
    let none = EntryFilter::default();
    let filters = [
        none,
        EntryFilter { month: Some(month("2021-03")), ..none },
        EntryFilter { wine, ..none },
        EntryFilter { month: Some(month("2021-03")), wine, ..none },
        EntryFilter { movement, ..none },
    ];
    for filter in filters {
        assert!(
            !drm::entries(connection, ESTATE, filter, &page).await.unwrap().edges.is_empty(),
            "{filter:?}"
        );
    }
    assert_eq!(drm::drm_month(connection, ESTATE, month("2024-01")).await.unwrap().wines.len(), 30);
    let declared = drm::declared_month(connection, ESTATE, month("2021-03")).await.unwrap();
    let figure = |number| drm::Figure {
        month: month("2021-03"),
        wine: WineId::new(id(3, number)),
        regime: domain::terms::Regime::Suspended,
        node: domain::drm::Node::Losses,
        as_of: None,
        as_known_at: None,
    };
    let figures: Vec<_> = (0..30).map(figure).collect();
    let entries = drm::entries_of_figures(connection, ESTATE, &figures, &Page::first(1)).await.unwrap();
    assert!(entries.values().all(|slice| slice.edges.len() == 1 && slice.has_next_page));
    let wines: Vec<_> = figures.iter().map(|figure| figure.wine).collect();
    assert_eq!(drm::wines_held(connection, ESTATE, &wines).await.unwrap().len(), 1);
    assert!(declared.wines.len() == 30 && declared.wines.iter().all(|wine| !wine.lines.is_empty()));
}

async fn sales(connection: &mut PgConnection) {
    let page = Page::first(20);
    let none = InvoiceFilter::default;
    let filters = [
        none(),
        InvoiceFilter { customers: Some(vec![PartyId::new(id(9, 5))]), ..none() },
        InvoiceFilter { from: Some(day("2021-03-01")), until: Some(day("2021-03-31")), ..none() },
        InvoiceFilter { open: Some(true), ..none() },
        InvoiceFilter { late_on: Some(day("2024-01-01")), ..none() },
        InvoiceFilter { number: Some("fa-2020-0012".to_owned()), ..none() },
    ];
    for filter in filters {
        for order in [InvoiceOrder::Newest, InvoiceOrder::MostDue] {
            let found = sales::invoices(connection, ESTATE, &filter, order, &page).await.unwrap();
            assert!(!found.edges.is_empty(), "{filter:?}");
        }
    }
    for order in [InvoiceOrder::Oldest, InvoiceOrder::DueFirst, InvoiceOrder::Largest] {
        let found = sales::invoices(connection, ESTATE, &none(), order, &page).await.unwrap();
        assert!(found.has_next_page, "{order:?}");
    }
    let (invoice, order) = (InvoiceId::new(id(11, 9)), OrderId::new(id(8, 9)));
    assert_eq!(sales::invoices_by_ids(connection, ESTATE, &[invoice]).await.unwrap().len(), 1);
    assert_eq!(sales::invoices_of_orders(connection, ESTATE, &[order]).await.unwrap().len(), 1);
    assert_eq!(sales::payments_of_invoices(connection, ESTATE, &[invoice]).await.unwrap().len(), 1);
    assert!(
        sales::payments(connection, ESTATE, PaymentFilter::default(), &page).await.unwrap().has_next_page
    );
    let days = (day("2021-01-01"), day("2021-01-31"));
    assert_eq!(sales::payments_between(connection, ESTATE, days).await.unwrap().len(), 93);
    // The rows are no documents, so none is read.
    let before = (day("2019-01-01"), day("2019-12-31"));
    assert_eq!(sales::documents_between(connection, ESTATE, before).await.unwrap().len(), 0);
    assert!(sales::closings(connection, ESTATE, None, &page).await.unwrap().has_next_page);
    assert_eq!(sales::aged_balances(connection, ESTATE, day("2022-01-01")).await.unwrap().len(), 3);
    let months = (month("2021-03"), month("2021-05"));
    assert_eq!(sales::vat_by_month(connection, ESTATE, months).await.unwrap().len(), 3);
    assert_eq!(sales::revenue(connection, ESTATE, RevenueBy::Month, months).await.unwrap().len(), 3);
}
