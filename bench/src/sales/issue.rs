use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::identity::{Address, EstateIdentity, LegalForm, PostalCode, Region, Siren, Siret, VatNumber};
use domain::invoice::{Buyer, BuyerKind, Carrying, Charge, Language, PriceBasis, Series, Terms};
use domain::terms::Country;
use domain::units::{CommandId, InvoiceId, Money};
use gateway::app::{PROGRAM, scope};
use gateway::operations::{Buying, DescribeEstate, IssueInvoice, NewInvoice};
use journal::Journal;
use uuid::Uuid;

use crate::Failure;
use crate::args::Journal as Args;
use crate::journal::estates::Estate;
use crate::server::Server;

/// How many lines an invoice has.
const LINES: u32 = 12;

/// Lets the estates state who they are: without it none issues.
pub async fn prepare(server: &Server, estates: &[Estate]) -> Result<(), Failure> {
    let journal = Journal::new(server.pool("monchai_server", 4).await?);
    for estate in estates {
        let describe = DescribeEstate { identity: identity()? };
        journal.perform(&scope(estate.id, PROGRAM, None), None, &describe).await?;
    }
    Ok(())
}

fn identity() -> Result<EstateIdentity, Failure> {
    let unreadable = "an identity that cannot be read";
    let siren = Siren::parse("000000018").map_err(|_| unreadable)?;
    Ok(EstateIdentity {
        legal_form: LegalForm::Earl,
        vat_number: Some(VatNumber::of(&siren)),
        siren,
        siret: Siret::parse("00000001800010").map_err(|_| unreadable)?,
        address: Address {
            lines: vec!["1 rue du Port".to_owned()],
            postal_code: PostalCode::parse("44330").map_err(|_| unreadable)?,
            commune: "Vallet".to_owned(),
            country: Country::FRANCE,
        },
        region: Region::LoireValley,
    })
}

/// Invoices of twelve lines at random estates: a number of the book, the document, the till, in one commit with fsync on.
/// Gives invoices a second.
pub async fn measure(server: &Server, estates: &[Estate], args: &Args) -> Result<f64, Failure> {
    let journal = Journal::new(server.pool("monchai_server", args.connections).await?);
    let (done, started) = (AtomicU64::new(0), Instant::now());
    let until = started + Duration::from_secs(args.seconds);
    let workers = (0..args.connections).map(|_| async {
        while Instant::now() < until {
            let id = Uuid::now_v7();
            let choice = usize::try_from(id.as_u64_pair().1 & 0xffff_ffff).unwrap_or(0);
            let estate = estates[choice % estates.len()];
            let scope = scope(estate.id, PROGRAM, None);
            journal.perform(&scope, Some(CommandId::new(id)), &invoice(id, estate)).await?;
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<_, journal::PerformError>(())
    });
    futures::future::try_join_all(workers).await?;
    #[allow(clippy::cast_precision_loss, reason = "a count of commits is far below 2^52")]
    Ok(done.into_inner() as f64 / started.elapsed().as_secs_f64())
}

/// Issues that many invoices at one estate, as many at once as there are connections, and holds their numbers against 1 to
/// that many. Gives invoices a second.
pub async fn one_book(server: &Server, estate: Estate, count: u32, connections: u32) -> Result<f64, Failure> {
    let journal = Journal::new(server.pool("monchai_server", connections).await?);
    let (begun, started) = (AtomicU64::new(0), Instant::now());
    let workers = (0..connections).map(|_| async {
        while begun.fetch_add(1, Ordering::Relaxed) < u64::from(count) {
            let id = Uuid::now_v7();
            let scope = scope(estate.id, PROGRAM, None);
            loop {
                match journal.perform(&scope, Some(CommandId::new(id)), &invoice(id, estate)).await {
                    Err(journal::PerformError::Conflict) => {} // all want the one book: it is asked for again
                    done => break done.map(drop)?,
                }
            }
        }
        Ok::<_, journal::PerformError>(())
    });
    futures::future::try_join_all(workers).await?;
    let rate = f64::from(count) / started.elapsed().as_secs_f64();
    let pool = server.pool("postgres", 1).await?;
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT right(payload -> 'NumberTaken' ->> 'number', 6)::bigint FROM journal.events
         WHERE estate_id = $1 AND event_type = 'NumberTaken' ORDER BY 1",
    )
    .bind(estate.id.uuid())
    .fetch_all(&pool)
    .await?;
    let expected: Vec<i64> = (1..=i64::from(count)).collect();
    if numbers == expected { Ok(rate) } else { Err("numbers with a gap, or twice".into()) }
}

fn invoice(id: Uuid, estate: Estate) -> IssueInvoice {
    let charge = |number: u32| Charge {
        label: format!("Muscadet Sèvre et Maine sur lie 2025, 75 cl, cuvée {number}"),
        service: false,
        count: i64::from(number) * 6,
        unit_price_cents: Money::from_cents(850),
        vat_rate: None,
    };
    let (kind, language) = (BuyerKind::Consumer, Language::French);
    IssueInvoice {
        order: None,
        invoice: NewInvoice {
            id: InvoiceId::new(id),
            series: Series::INVOICES,
            charges: (1..=LINES).map(charge).collect(),
            basis: PriceBasis::Gross,
            buying: Buying {
                buyer: Buyer { party: None, kind, identity: None, country: Country::FRANCE, language },
                known: BTreeSet::new(),
                reference: None,
                terms: Terms { due_on: estate.on, early_discount: None, late_penalty: None },
                vat_on_debits: None,
                carrying: Carrying::default(),
            },
            on: estate.on,
        },
        draft: None,
    }
}
