//! Files of the books, over HTTP: GraphQL has no bytes. Who may see what the file was made of and take documents out gets
//! it; for everybody else, and of another estate, there is no such file.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use documents::sale::SaleRefusal;
use domain::drm::declared::{Artefact, ArtefactFormat};
use domain::units::{ActorId, EstateId};
use sha2::{Digest, Sha256};

use super::Served;
use super::accept::Format;
use super::graphql::{admit, forbidden, refuse};
use super::problem::Problem;
use super::reader::Reader;
use crate::access::{
    BOOK_FILE, DRM_FILE, ORDER_FILE, Powers, REMINDER_FILE, SALE_FILE, Trespass, may_download,
};
use crate::artefacts::{
    Book, BookFormat, NoBook, NoPaper, Paper, SaleFormat, of_books, of_invoice, of_late, of_month, of_order,
    reminder_level,
};
use crate::directory::By;

/// `GET /drm/2026-09/interloire`: a file of the return of a closed month, with the bytes that it was closed with.
pub async fn drm(
    State(served): State<Served>,
    Path((month, format)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let found = async {
        let (_, estate) = entered(&served, &parts, DRM_FILE).await?;
        let format = ArtefactFormat::ALL.into_iter().find(|known| known.name() == format);
        let (month, format) = month.parse().ok().zip(format).ok_or(Problem::NOT_FOUND)?;
        let found = of_month(&served.app.pool, estate, month, format).await.map_err(fault)?;
        let (Artefact { format, sha256, .. }, stored) = found.ok_or(Problem::NOT_FOUND)?;
        let name = format!("drm-{month}.{}", format.extension());
        Ok(Sent { name, media_type: stored.media_type.into(), sha256, content: stored.content })
    };
    reply(found.await, &parts)
}

/// `GET /invoices/0199…/pdf`: an invoice as people read it, with the file that programs read inside; `/xml` is that file
/// alone. With the bytes that it had when it was first asked for.
pub async fn sale(
    State(served): State<Served>,
    Path((id, format)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let found = async {
        let (actor, estate) = entered(&served, &parts, SALE_FILE).await?;
        let format = SaleFormat::ALL.into_iter().find(|known| known.name() == format);
        let (id, format) = id.parse().ok().zip(format).ok_or(Problem::NOT_FOUND)?;
        let by = By { actor, request_id: None };
        let paper = of_invoice(&served.app.pool, estate, &by, id, format).await.map_err(no_paper)?;
        Ok(Sent::paper(paper, format.name(), format.media_type()))
    };
    reply(found.await, &parts)
}

/// `GET /books/2026-09/fec`: the sales journal of a month or a year in the form of the FEC; `/invoices` and `/vat` are lists.
pub async fn books(
    State(served): State<Served>,
    Path((period, format)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let found = async {
        let (_, estate) = entered(&served, &parts, BOOK_FILE).await?;
        let format = BookFormat::ALL.into_iter().find(|known| known.name() == format);
        let (period, format) = period.parse().ok().zip(format).ok_or(Problem::NOT_FOUND)?;
        let Book { name, content } =
            of_books(&served.app.pool, estate, period, format).await.map_err(no_book)?;
        let sha256 = hex::encode(Sha256::digest(&content));
        Ok(Sent { name, media_type: format.media_type().into(), sha256, content })
    };
    reply(found.await, &parts)
}

/// `GET /orders/0199…/confirmation`, `/orders/0199…/delivery-1`: a paper of an order.
pub async fn order(
    State(served): State<Served>,
    Path((id, which)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let found = async {
        let (_, estate) = entered(&served, &parts, ORDER_FILE).await?;
        let (id, which) = id.parse().ok().zip(which.parse().ok()).ok_or(Problem::NOT_FOUND)?;
        let paper = of_order(&served.app.pool, estate, id, which).await.map_err(no_paper)?;
        Ok(Sent::pdf(paper))
    };
    reply(found.await, &parts)
}

/// `GET /customers/0199…/reminder/1`: a letter about what a customer is late with, `2` firmer, `notice` a formal notice.
pub async fn reminder(
    State(served): State<Served>,
    Path((id, level)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let found = async {
        let (_, estate) = entered(&served, &parts, REMINDER_FILE).await?;
        let (id, level) = id.parse().ok().zip(reminder_level(&level)).ok_or(Problem::NOT_FOUND)?;
        let paper = of_late(&served.app.pool, estate, id, level).await.map_err(no_paper)?;
        Ok(Sent::pdf(paper))
    };
    reply(found.await, &parts)
}

/// Who asks, and of which estate, where they may take that out of it.
async fn entered(served: &Served, parts: &Parts, route: &str) -> Result<(ActorId, EstateId), Problem> {
    let caller = admit(served, (&parts.method, &parts.headers, &parts.extensions)).await?;
    let Some(person) = &caller.person else { return Err(Problem::UNAUTHENTICATED) };
    match caller.at_estate() {
        Some((estate, _)) if may_download(route, Powers::of(person)) => Ok((person.account, estate)),
        _ => {
            let trespass = Trespass { field: route.to_owned() };
            Err(forbidden(served, Some(person), caller.address, &trespass).await)
        }
    }
}

fn no_book(error: NoBook) -> Problem {
    match error {
        NoBook::NotFound => Problem::NOT_FOUND,
        error => fault(error),
    }
}

/// What an estate or a customer has not told, and that has to stand on the paper, is for them to tell: no fault of ours.
fn no_paper(error: NoPaper) -> Problem {
    match error {
        NoPaper::NotFound => Problem::NOT_FOUND,
        NoPaper::Sale(SaleRefusal::Missing { what }) => {
            tracing::info!(what, "a paper lacks what has to stand on it");
            Problem::paper_lacks(what)
        }
        error => fault(error),
    }
}

fn fault(error: impl std::error::Error + 'static) -> Problem {
    tracing::error!(error = &error as &dyn std::error::Error, "a file cannot be written");
    Problem::INTERNAL
}

/// A file on its way.
struct Sent {
    /// Its name, with its extension.
    name: String,
    media_type: Cow<'static, str>,
    sha256: String,
    content: Vec<u8>,
}

impl Sent {
    fn paper(paper: Paper, extension: &str, media_type: &'static str) -> Self {
        let Paper { number, sha256, content } = paper;
        Self { name: format!("{number}.{extension}"), media_type: media_type.into(), sha256, content }
    }

    fn pdf(paper: Paper) -> Self {
        Self::paper(paper, "pdf", "application/pdf")
    }
}

fn reply(found: Result<Sent, Problem>, parts: &Parts) -> Response {
    match found {
        Ok(file) => answer(&parts.headers, file),
        Err(problem) => refuse(&problem, Format::Plain, &Reader::of(&parts.headers)),
    }
}

fn answer(headers: &HeaderMap, file: Sent) -> Response {
    let tag = format!("\"{}\"", file.sha256);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let name = format!("attachment; filename=\"{}\"", file.name);
    let (status, body) = if known {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, Body::from(file.content))
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let told = [
        (CONTENT_TYPE, &*file.media_type),
        (CONTENT_DISPOSITION, name.as_str()),
        (CACHE_CONTROL, "private, no-cache"),
        (ETAG, tag.as_str()),
    ];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
