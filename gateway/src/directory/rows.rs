use domain::units::{EstateId, PartyId};
use projections::{folded, sort_key};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Address, Consent, DeliveryAddress, Details, DirectoryError, ElectronicAddress, Tongue};

/// What a party's details are in its row: the fields are the columns. What is `None` is NULL.
#[derive(Serialize)]
struct Row<'a> {
    id: Uuid,
    kind: &'a str,
    sort_key: String,
    search_text: String,
    name: &'a str,
    contact_name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    billing_address: Option<&'a Address>,
    delivery_address: Option<&'a DeliveryAddress>,
    further_delivery_addresses: Option<&'a [DeliveryAddress]>,
    siren: Option<&'a str>,
    siret: Option<&'a str>,
    vat_number: Option<&'a str>,
    accise: Option<&'a str>,
    electronic_address: Option<&'a ElectronicAddress>,
    payment_days: Option<i32>,
    price_list: Option<&'a str>,
    language: Tongue,
    marketing_consent: Option<&'a Consent>,
}

/// The columns of [`Row`], but for the id.
const COLUMNS: [&str; 19] = [
    "kind",
    "sort_key",
    "search_text",
    "name",
    "contact_name",
    "email",
    "phone",
    "billing_address",
    "delivery_address",
    "further_delivery_addresses",
    "siren",
    "siret",
    "vat_number",
    "accise",
    "electronic_address",
    "payment_days",
    "price_list",
    "language",
    "marketing_consent",
];

/// Enters these parties, whose ids are new, in one statement; gives how many were not there yet.
pub(super) async fn insert(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[(PartyId, &Details)],
) -> Result<u64, DirectoryError> {
    let columns = COLUMNS.join(", ");
    let told = COLUMNS.map(|column| format!("told.{column}")).join(", ");
    let sql = format!(
        "INSERT INTO directory.parties (estate_id, id, {columns}, revision, created_at, updated_at)
         SELECT $1, told.id, {told}, 1, now(), now()
         FROM jsonb_populate_recordset(NULL::directory.parties, $2) AS told ON CONFLICT DO NOTHING"
    );
    written(connection, estate, parties, &sql).await
}

/// Replaces all that is known of these parties, in one statement; gives how many there were.
pub(super) async fn update(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[(PartyId, &Details)],
) -> Result<u64, DirectoryError> {
    let set = COLUMNS.map(|column| format!("{column} = told.{column}")).join(", ");
    let sql = format!(
        "UPDATE directory.parties AS p SET {set}, revision = p.revision + 1, updated_at = now()
         FROM jsonb_populate_recordset(NULL::directory.parties, $2) AS told
         WHERE p.estate_id = $1 AND p.id = told.id AND p.erased_at IS NULL"
    );
    written(connection, estate, parties, &sql).await
}

async fn written(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[(PartyId, &Details)],
    sql: &str,
) -> Result<u64, DirectoryError> {
    let rows: Vec<Row<'_>> = parties.iter().map(|(id, details)| Row::of(*id, details)).collect();
    let rows = serde_json::to_value(rows)?;
    let done = sqlx::query(sql).bind(estate.uuid()).bind(rows).execute(connection).await?;
    Ok(done.rows_affected())
}

impl<'a> Row<'a> {
    fn of(id: PartyId, details: &'a Details) -> Self {
        let (first, further) = match details.delivery_addresses.split_first() {
            Some((first, further)) => (Some(first), Some(further).filter(|further| !further.is_empty())),
            None => (None, None),
        };
        Self {
            id: id.uuid(),
            kind: details.kind.name(),
            sort_key: sort_key(&details.name),
            search_text: search_text(details),
            name: &details.name,
            contact_name: details.contact_name.as_deref(),
            email: details.email.as_deref(),
            phone: details.phone.as_deref(),
            billing_address: details.billing_address.as_ref(),
            delivery_address: first,
            further_delivery_addresses: further,
            siren: details.siren.as_deref(),
            siret: details.siret.as_deref(),
            vat_number: details.vat_number.as_deref(),
            accise: details.accise.as_deref(),
            electronic_address: details.electronic_address.as_ref(),
            payment_days: details.payment_days,
            price_list: details.price_list.as_deref(),
            language: details.language,
            marketing_consent: details.marketing_consent.as_ref(),
        }
    }
}

/// What a search looks through, a line each, so that no word is found across two of them.
fn search_text(details: &Details) -> String {
    let texts = [
        Some(&details.name),
        details.contact_name.as_ref(),
        details.email.as_ref(),
        details.phone.as_ref(),
        details.siren.as_ref(),
        details.siret.as_ref(),
        details.vat_number.as_ref(),
        details.accise.as_ref(),
        details.billing_address.as_ref().map(|address| &address.city),
    ];
    let delivery = details.delivery_addresses.iter();
    let delivery = delivery.flat_map(|it| [it.label.as_ref(), Some(&it.address.city)]);
    let texts = texts.into_iter().chain(delivery).flatten();
    texts.map(|text| folded(text)).collect::<Vec<_>>().join("\n")
}
