//! The papers of a sale.
//!
//! A paper is written once, when it is first asked for, and comes out with the same bytes for as long as it is kept. One that
//! names a customer is kept under the seal of their key, as their identity is: destroying the key leaves no name in any file.

use documents::sale::{
    BuyerOnPaper, Carrier, ElectronicAddress, Look, Parties, PostalAddress, SaleRefusal, Seller, cii, facturx,
};
use domain::identity::{EstateIdentity, LegalForm};
use domain::invoice::Invoice;
use domain::letterhead::Letterhead;
use domain::terms::Country;
use domain::units::{EstateId, InvoiceId};
use projections::{ReadError, cellar, sales};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use tokio::task::{JoinError, spawn_blocking};
use uuid::Uuid;

use super::look::look;
use super::store;
use crate::directory::{self, Address, BuyerIdentity, By, DirectoryError, Ground, Opened, ToSeal};

/// A form of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaleFormat {
    /// Factur-X: the PDF/A-3 that people read, with the file that programs read.
    Pdf,
    /// That file alone: Cross Industry Invoice, profile EN 16931.
    Xml,
}

/// A paper, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The number of the document.
    pub number: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum NoPaper {
    /// The estate has no such document, or may read its names no more: their key was destroyed, or their term is over.
    #[error("there is no such paper")]
    NotFound,
    /// The directory failed.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The read model failed.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It cannot be written.
    #[error(transparent)]
    Sale(#[from] SaleRefusal),
    /// The writing was broken off, as the program ends.
    #[error(transparent)]
    Broken(#[from] JoinError),
    /// What is kept under seal is no paper.
    #[error("the kept paper cannot be read")]
    Unreadable,
}

impl SaleFormat {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Xml];

    /// Its name in addresses, and the extension of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xml => "xml",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xml => "application/xml",
        }
    }

    /// How its record under seal is told.
    const fn what(self) -> &'static str {
        match self {
            Self::Pdf => "invoice as PDF",
            Self::Xml => "invoice as XML",
        }
    }

    fn write(self, invoice: &Invoice, parties: &Parties, look: &Look) -> Result<Vec<u8>, SaleRefusal> {
        match self {
            Self::Pdf => facturx::write(invoice, parties, look),
            Self::Xml => {
                let mut bytes = Vec::new();
                cii::write(invoice, parties, &mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// The paper of a document in a form: as it was written first, or written now.
pub async fn of_invoice(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    id: InvoiceId,
    format: SaleFormat,
) -> Result<Paper, NoPaper> {
    let (invoice, Stationery { seller, look, .. }) =
        found(pool, estate, id).await?.ok_or(NoPaper::NotFound)?;
    let number = invoice.number.to_string();
    let kept = Uuid::new_v5(&id.uuid(), format.name().as_bytes());
    let (Some(party), Some(identity)) = (invoice.buyer.party, invoice.buyer.identity.clone()) else {
        let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
        if let Some(bytes) = store::paper(&mut connection, estate, kept).await.map_err(ReadError::from)? {
            return Ok(paper(number, bytes));
        }
        drop(connection);
        let parties = Parties { seller, buyer: None, delivery: None, carrier: None };
        let bytes = written(invoice, parties, look, format).await?;
        let bytes = store::keep_paper(pool, estate, kept, format.media_type(), bytes).await;
        return Ok(paper(number, bytes.map_err(ReadError::from)?));
    };
    if let Some(opened) = directory::open(pool, estate, by, kept).await? {
        let content = content(opened)?;
        return Ok(paper(number, bytes_of(&content)?));
    }
    let opened = directory::open(pool, estate, by, identity.id).await?.ok_or(NoPaper::NotFound)?;
    let buyer: BuyerIdentity = serde_json::from_value(content(opened)?).map_err(|_| NoPaper::Unreadable)?;
    let carrier = carrier(pool, estate, &invoice).await?;
    let (issued_on, parties) = (invoice.issued_on, Parties { carrier, ..parties(seller, buyer) });
    let bytes = written(invoice, parties, look, format).await?;
    let content = json!({ "hex": hex::encode(&bytes) });
    let ground = Ground::Accounting;
    let record =
        ToSeal { id: kept, party, what: format.what(), made_on: issued_on, ground, content: &content };
    directory::seal_once(pool, estate, by, record).await?;
    Ok(paper(number, bytes))
}

async fn found(
    pool: &PgPool,
    estate: EstateId,
    id: InvoiceId,
) -> Result<Option<(Invoice, Stationery)>, NoPaper> {
    let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
    let Some(row) = sales::documents_by_ids(&mut connection, estate, &[id]).await?.pop() else {
        return Ok(None);
    };
    Ok(Some((row.document, stationery(&mut connection, estate).await?)))
}

/// The estate as it stands on its papers today.
pub(super) struct Stationery {
    pub(super) seller: Seller,
    pub(super) look: Look,
    pub(super) small_business: bool,
}

pub(super) async fn stationery(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Stationery, NoPaper> {
    let books = cellar::estate(connection, estate).await?.ok_or(NoPaper::NotFound)?;
    let look = look(connection, estate, &books).await.map_err(ReadError::from)?;
    let identity = books.identity.ok_or(SaleRefusal::Missing { what: "SELLER_IDENTITY" })?;
    let seller = seller(books.name, books.accise, identity, books.letterhead);
    Ok(Stationery { seller, look, small_business: books.bookkeeping.small_business })
}

/// Who carries what is charged, as the directory knows them; nobody where they were erased since.
async fn carrier(pool: &PgPool, estate: EstateId, invoice: &Invoice) -> Result<Option<Carrier>, NoPaper> {
    let Some(id) = invoice.carriage.as_ref().and_then(|carriage| carriage.carrier) else { return Ok(None) };
    let mut connection = journal::begin(pool, estate, "READ ONLY").await.map_err(ReadError::from)?;
    let party = directory::party(&mut connection, estate, id).await?;
    Ok(party.and_then(|party| {
        let address = party.billing_address.map(postal);
        Some(Carrier { name: party.name?, address, accise: party.accise })
    }))
}

async fn written(
    invoice: Invoice,
    parties: Parties,
    look: Look,
    format: SaleFormat,
) -> Result<Vec<u8>, NoPaper> {
    // Laying out a page keeps a core busy for longer than a request should hold up others.
    Ok(spawn_blocking(move || format.write(&invoice, &parties, &look)).await??)
}

pub(super) fn paper(number: String, content: Vec<u8>) -> Paper {
    Paper { number, sha256: hex::encode(Sha256::digest(&content)), content }
}

fn content(opened: Opened) -> Result<Value, NoPaper> {
    match opened {
        Opened::Content(content) => Ok(content),
        Opened::KeyDestroyed | Opened::TermOver => Err(NoPaper::NotFound),
    }
}

fn bytes_of(content: &Value) -> Result<Vec<u8>, NoPaper> {
    let text = content["hex"].as_str().ok_or(NoPaper::Unreadable)?;
    hex::decode(text).map_err(|_| NoPaper::Unreadable)
}

fn seller(name: String, accise: String, identity: EstateIdentity, letterhead: Letterhead) -> Seller {
    let electronic = |id| ElectronicAddress { scheme: ElectronicAddress::FRENCH_DIRECTORY.to_owned(), id };
    let EstateIdentity { legal_form, siren, siret, vat_number, address, .. } = identity;
    Seller {
        name,
        sole_trader: legal_form == LegalForm::SoleTrader,
        legal_form: Some(legal_form.on_paper().to_owned()),
        capital_cents: letterhead.capital_cents,
        registry: letterhead.registry,
        siren: siren.into(),
        siret: Some(siret.into()),
        vat_number: vat_number.map(Into::into),
        accise: Some(accise),
        address: PostalAddress {
            lines: address.lines,
            postal_code: Some(address.postal_code.into()),
            city: address.commune,
            country: address.country,
        },
        electronic_address: letterhead.electronic_address.map(electronic),
        phone: letterhead.phone,
        email: letterhead.email,
        website: letterhead.website,
        account: letterhead.account,
    }
}

pub(super) fn parties(seller: Seller, buyer: BuyerIdentity) -> Parties {
    let delivery = buyer.delivery_addresses.into_iter().next().map(|it| documents::sale::Place {
        name: it.label,
        address: postal(it.address),
        accise: None,
    });
    let buyer = BuyerOnPaper {
        name: buyer.name,
        contact: buyer.contact_name,
        address: buyer.billing_address.map(postal),
        siren: buyer.siren,
        siret: buyer.siret,
        vat_number: buyer.vat_number,
        accise: buyer.accise,
        email: buyer.email,
        electronic_address: buyer
            .electronic_address
            .map(|it| ElectronicAddress { scheme: it.scheme, id: it.id }),
    };
    Parties { seller, buyer: Some(buyer), delivery, carrier: None }
}

fn postal(address: Address) -> PostalAddress {
    PostalAddress {
        lines: address.lines,
        postal_code: address.postal_code,
        city: address.city,
        country: Country::parse(&address.country).unwrap_or(Country::FRANCE),
    }
}
