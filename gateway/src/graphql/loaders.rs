//! Rows by id, gathered over a request, so that the number of statements does not depend on the number of rows.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, Loader};
use domain::invoice::Invoice as Document;
use domain::terms::Regime;
use domain::units::{
    ArticleId, CapsuleAccountId, HarvestId, InvoiceId, LotId, Month, MovementId, OrderId, ParcelId, PartyId,
    VatId, WineId,
};
use projections::drm::Figure;
use projections::{Page, ReadError, Slice, cellar, drm, sales, stock};
use sqlx::PgConnection;

use super::context::{read, session};
use super::gather::Batches;
use super::snapshot::Reads;
use super::types::{
    Article, CapsuleAccount, DrmMonth, Estate, Harvest, Invoice, InvoiceDraft, Lot, Movement, Order, Parcel,
    Party, Vat, Wine,
};
use super::{cursor_invalid, fault};
use crate::directory;

/// Loads rows of one estate.
pub struct Rows {
    reads: Reads,
}

/// The loader of one request; its batches leave when the request waits for them.
pub(super) fn loader(reads: Reads, batches: &Batches) -> DataLoader<Rows> {
    let batches = batches.clone();
    DataLoader::new(Rows { reads }, move |batch| batches.hold(batch)).delay(Duration::ZERO)
}

macro_rules! loaders {
    ($($id:ty, $row:ty, $by_ids:path, $one:ident -> $object:ident;)*) => {$(
        impl Loader<$id> for Rows {
            type Value = $row;
            type Error = Arc<ReadError>;

            async fn load(&self, ids: &[$id]) -> Result<HashMap<$id, $row>, Arc<ReadError>> {
                let by_ids = async |connection: &mut PgConnection, estate| $by_ids(connection, estate, ids).await;
                let rows: Vec<$row> = self.reads.read(by_ids).await.map_err(|error: ReadError| Arc::new(error))?;
                Ok(rows.into_iter().map(|row| (row.id, row)).collect())
            }
        }

        /// The one of that id, if it is the estate's.
        pub async fn $one(context: &Context<'_>, id: $id) -> async_graphql::Result<Option<$object>> {
            let rows = context.data_unchecked::<DataLoader<Rows>>();
            let row = rows.load_one(id).await.map_err(|error| fault(session(context), &*error))?;
            Ok(row.map($object))
        }
    )*};
}

loaders! {
    VatId, cellar::Vat, cellar::vats_by_ids, vat -> Vat;
    WineId, cellar::Wine, cellar::wines_by_ids, declared_wine -> Wine;
    ParcelId, cellar::Parcel, cellar::parcels_by_ids, parcel -> Parcel;
    HarvestId, cellar::Harvest, cellar::harvests_by_ids, harvest -> Harvest;
    MovementId, cellar::Movement, cellar::movements_by_ids, movement -> Movement;
    LotId, stock::Lot, stock::lots_by_ids, lot -> Lot;
    OrderId, stock::Order, stock::orders_by_ids, order -> Order;
    InvoiceId, sales::Invoice, sales::invoices_by_ids, invoice -> Invoice;
    ArticleId, stock::Article, stock::articles_by_ids, article -> Article;
    PartyId, directory::Party, directory::parties_by_ids, party -> Party;
    CapsuleAccountId, drm::CapsuleAccount, drm::capsule_accounts_by_ids, capsule_account -> CapsuleAccount;
}

/// Figures whose entries are asked for, each with the page.
impl Loader<(Figure, Page)> for Rows {
    type Value = Slice<drm::Entry>;
    type Error = Arc<ReadError>;

    async fn load(
        &self,
        asked: &[(Figure, Page)],
    ) -> Result<HashMap<(Figure, Page), Self::Value>, Self::Error> {
        let mut pages: HashMap<&Page, Vec<Figure>> = HashMap::new();
        for (figure, page) in asked {
            pages.entry(page).or_default().push(*figure);
        }
        let entries = async |connection: &mut PgConnection, estate| {
            let mut found = HashMap::new();
            // A document that asks for each figure alike asks for one page.
            for (page, figures) in pages {
                let slices = drm::entries_of_figures(&mut *connection, estate, &figures, page).await?;
                found.extend(slices.into_iter().map(|(figure, slice)| ((figure, page.clone()), slice)));
            }
            Ok(found)
        };
        self.reads.read(entries).await.map_err(|error: ReadError| Arc::new(error))
    }
}

/// Whether a wine lies in a vat or a lot.
impl Loader<(WineId, Regime)> for Rows {
    type Value = ();
    type Error = Arc<ReadError>;

    async fn load(&self, asked: &[(WineId, Regime)]) -> Result<HashMap<(WineId, Regime), ()>, Self::Error> {
        let wines: Vec<WineId> = asked.iter().map(|(wine, _)| *wine).collect();
        let held =
            async |connection: &mut PgConnection, estate| drm::wines_held(connection, estate, &wines).await;
        let held: HashSet<_> = self.reads.read(held).await.map_err(|error: ReadError| Arc::new(error))?;
        Ok(held.into_iter().map(|key| (key, ())).collect())
    }
}

/// The document of an invoice, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct DocumentOf(InvoiceId);

/// The payments of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct PaymentsOf(InvoiceId);

/// The documents that were made for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct InvoicesOf(OrderId);

impl Loader<DocumentOf> for Rows {
    type Value = Document;
    type Error = Arc<ReadError>;

    async fn load(&self, asked: &[DocumentOf]) -> Result<HashMap<DocumentOf, Document>, Self::Error> {
        let ids: Vec<InvoiceId> = asked.iter().map(|asked| asked.0).collect();
        let rows = async |connection: &mut PgConnection, estate| {
            sales::documents_by_ids(connection, estate, &ids).await
        };
        let rows = self.reads.read(rows).await.map_err(|error: ReadError| Arc::new(error))?;
        Ok(rows.into_iter().map(|row| (DocumentOf(row.id), row.document)).collect())
    }
}

impl Loader<PaymentsOf> for Rows {
    type Value = Vec<sales::Payment>;
    type Error = Arc<ReadError>;

    async fn load(&self, asked: &[PaymentsOf]) -> Result<HashMap<PaymentsOf, Self::Value>, Self::Error> {
        let ids: Vec<InvoiceId> = asked.iter().map(|asked| asked.0).collect();
        let rows = async |connection: &mut PgConnection, estate| {
            sales::payments_of_invoices(connection, estate, &ids).await
        };
        let rows = self.reads.read(rows).await.map_err(|error: ReadError| Arc::new(error))?;
        Ok(gathered(rows.into_iter().map(|row| (PaymentsOf(row.invoice_id), row))))
    }
}

impl Loader<InvoicesOf> for Rows {
    type Value = Vec<sales::Invoice>;
    type Error = Arc<ReadError>;

    async fn load(&self, asked: &[InvoicesOf]) -> Result<HashMap<InvoicesOf, Self::Value>, Self::Error> {
        let ids: Vec<OrderId> = asked.iter().map(|asked| asked.0).collect();
        let rows = async |connection: &mut PgConnection, estate| {
            sales::invoices_of_orders(connection, estate, &ids).await
        };
        let rows = self.reads.read(rows).await.map_err(|error: ReadError| Arc::new(error))?;
        Ok(gathered(rows.into_iter().filter_map(|row| Some((InvoicesOf(row.order_id?), row)))))
    }
}

/// Rows under what they hang on, in their order.
fn gathered<K: Eq + Hash, V>(rows: impl Iterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut gathered: HashMap<K, Vec<V>> = HashMap::new();
    for (key, row) in rows {
        gathered.entry(key).or_default().push(row);
    }
    gathered
}

/// A document as it was issued.
pub async fn document(context: &Context<'_>, id: InvoiceId) -> async_graphql::Result<Option<Document>> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    rows.load_one(DocumentOf(id)).await.map_err(|error| fault(session(context), &*error))
}

/// The payments of an invoice, in their order.
pub async fn payments_of_invoice(
    context: &Context<'_>,
    id: InvoiceId,
) -> async_graphql::Result<Vec<sales::Payment>> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    let found = rows.load_one(PaymentsOf(id)).await.map_err(|error| fault(session(context), &*error))?;
    Ok(found.unwrap_or_default())
}

/// The documents that were made for an order, in their order.
pub async fn invoices_of_order(context: &Context<'_>, id: OrderId) -> async_graphql::Result<Vec<Invoice>> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    let found = rows.load_one(InvoicesOf(id)).await.map_err(|error| fault(session(context), &*error))?;
    Ok(found.unwrap_or_default().into_iter().map(Invoice).collect())
}

/// The bottles of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct StockOf(ArticleId);

impl Loader<StockOf> for Rows {
    type Value = stock::ArticleStock;
    type Error = Arc<ReadError>;

    async fn load(&self, asked: &[StockOf]) -> Result<HashMap<StockOf, Self::Value>, Self::Error> {
        let ids: Vec<ArticleId> = asked.iter().map(|asked| asked.0).collect();
        let stocks = async |connection: &mut PgConnection, estate| {
            stock::article_stocks(connection, estate, &ids).await
        };
        let stocks = self.reads.read(stocks).await.map_err(|error: ReadError| Arc::new(error))?;
        Ok(stocks.into_iter().map(|stock| (StockOf(stock.id), stock)).collect())
    }
}

/// The bottles of an article, summed over its lots.
pub async fn article_stock(
    context: &Context<'_>,
    id: ArticleId,
) -> async_graphql::Result<stock::ArticleStock> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    let found = rows.load_one(StockOf(id)).await.map_err(|error| fault(session(context), &*error))?;
    Ok(found.unwrap_or(stock::ArticleStock { id, on_hand: 0, reserved: 0, available: 0, sold: 0 }))
}

/// A page of the entries behind a figure of a return.
pub async fn entries_of_figure(
    context: &Context<'_>,
    figure: Figure,
    page: Page,
) -> async_graphql::Result<Slice<drm::Entry>> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    let slice = rows.load_one((figure, page)).await.map_err(|error| match &*error {
        ReadError::Cursor => cursor_invalid(session(context)),
        error => fault(session(context), error),
    })?;
    Ok(slice.unwrap_or_default())
}

/// True where a vat or a lot has some of that wine today.
pub async fn is_held(context: &Context<'_>, wine: WineId, regime: Regime) -> async_graphql::Result<bool> {
    let rows = context.data_unchecked::<DataLoader<Rows>>();
    let held = rows.load_one((wine, regime)).await.map_err(|error| fault(session(context), &*error))?;
    Ok(held.is_some())
}

/// The wine of that id; of one that is being made, the declared wine that it is to become.
pub async fn wine(context: &Context<'_>, id: WineId) -> async_graphql::Result<Option<Wine>> {
    declared_wine(context, id.declared()).await
}

/// The estate of the session; `None` before it is registered.
pub async fn estate(context: &Context<'_>) -> async_graphql::Result<Option<Estate>> {
    read(context, async |connection, id| {
        let Some(row) = cellar::estate(&mut *connection, id).await? else { return Ok(None) };
        let opening = cellar::opening_stocks(connection, id).await?;
        Ok::<_, ReadError>(Some(Estate { id: id.uuid(), row, opening }))
    })
    .await
}

/// The draft of an invoice, issued or given up since or not.
pub async fn invoice_draft(
    context: &Context<'_>,
    id: InvoiceId,
) -> async_graphql::Result<Option<InvoiceDraft>> {
    let found =
        read(context, async |connection, estate| sales::drafts_by_ids(connection, estate, &[id]).await);
    Ok(found.await?.pop().map(InvoiceDraft))
}

/// The return of a month: as it was closed, or as the events make it so far.
pub async fn drm_month(context: &Context<'_>, month: Month) -> async_graphql::Result<DrmMonth> {
    read(context, async |connection, estate| {
        let period = drm::period(&mut *connection, estate, month).await?;
        let balances = drm::drm_month(connection, estate, month).await?;
        Ok::<_, ReadError>(DrmMonth::of(period, balances))
    })
    .await
}
