//! Files of the books, over HTTP: GraphQL has no bytes. Who may see what the file was made of and take documents out gets
//! it; for everybody else, and of another estate, there is no such file.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use domain::drm::declared::{Artefact, ArtefactFormat};
use domain::units::{EstateId, Month};
use projections::ReadError;
use sha2::{Digest, Sha256};

use super::Served;
use super::accept::Format;
use super::graphql::{admit, forbidden, refuse};
use super::live::Caller;
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
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let headers = &parts.headers;
    let reader = Reader::of(headers);
    let found = async {
        let caller = admit(&served, (&parts.method, headers, &parts.extensions)).await?;
        let estate = allowed(&served, &caller, DRM_FILE).await?;
        let (month, format) = asked(&month, &format).ok_or(Problem::NOT_FOUND)?;
        let found = of_month(&served.app.pool, estate, month, format).await.map_err(fault)?;
        found.ok_or(Problem::NOT_FOUND)
    };
    match found.await {
        Ok((artefact, stored)) => {
            let Artefact { format, sha256, .. } = artefact;
            let (name, media_type) = (format!("drm-{month}.{}", format.extension()), &stored.media_type);
            answer(headers, Sent { name, media_type, sha256, content: stored.content })
        }
        Err(problem) => refuse(&problem, Format::Plain, &reader),
    }
}

/// `GET /invoices/0199…/pdf`: an invoice as people read it, with the file that programs read inside; `/xml` is that file
/// alone. With the bytes that it had when it was first asked for.
pub async fn sale(
    State(served): State<Served>,
    Path((id, format)): Path<(String, String)>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let headers = &parts.headers;
    let reader = Reader::of(headers);
    let found = async {
        let caller = admit(&served, (&parts.method, headers, &parts.extensions)).await?;
        let estate = allowed(&served, &caller, SALE_FILE).await?;
        let format = SaleFormat::ALL.into_iter().find(|known| known.name() == format);
        let (id, format) = id.parse().ok().zip(format).ok_or(Problem::NOT_FOUND)?;
        let actor = caller.person.as_ref().map(|person| person.account).ok_or(Problem::UNAUTHENTICATED)?;
        let by = By { actor, request_id: None };
        let found = of_invoice(&served.app.pool, estate, &by, id, format).await;
        Ok((found.map_err(no_paper)?, format))
    };
    match found.await {
        Ok((paper, format)) => {
            let Paper { number, sha256, content } = paper;
            let (name, media_type) = (format!("{number}.{}", format.name()), format.media_type());
            answer(headers, Sent { name, media_type, sha256, content })
        }
        Err(problem) => refuse(&problem, Format::Plain, &reader),
    }
}

/// `GET /books/2026-09/fec`: the sales journal of a month or a year in the form of the FEC; `/invoices` and `/vat` are lists.
pub async fn books(
    State(served): State<Served>,
    Path((period, format)): Path<(String, String)>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let headers = &parts.headers;
    let reader = Reader::of(headers);
    let found = async {
        let caller = admit(&served, (&parts.method, headers, &parts.extensions)).await?;
        let estate = allowed(&served, &caller, BOOK_FILE).await?;
        let format = BookFormat::ALL.into_iter().find(|known| known.name() == format);
        let (period, format) = period.parse().ok().zip(format).ok_or(Problem::NOT_FOUND)?;
        let book = of_books(&served.app.pool, estate, period, format).await.map_err(no_book)?;
        Ok((book, format))
    };
    match found.await {
        Ok((Book { name, content }, format)) => {
            let sha256 = hex::encode(Sha256::digest(&content));
            answer(headers, Sent { name, media_type: format.media_type(), sha256, content })
        }
        Err(problem) => refuse(&problem, Format::Plain, &reader),
    }
}

/// `GET /orders/0199…/confirmation`, `/orders/0199…/delivery-1`: a paper of an order.
pub async fn order(
    State(served): State<Served>,
    Path((id, which)): Path<(String, String)>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = async {
        let caller = admit(&served, (&parts.method, &parts.headers, &parts.extensions)).await?;
        let estate = allowed(&served, &caller, ORDER_FILE).await?;
        let (id, which) = id.parse().ok().zip(which.parse().ok()).ok_or(Problem::NOT_FOUND)?;
        of_order(&served.app.pool, estate, id, which).await.map_err(no_paper)
    };
    laid_out(found.await, &parts.headers)
}

/// `GET /customers/0199…/reminder/1`: a letter about what a customer is late with, `2` firmer, `notice` a formal notice.
pub async fn reminder(
    State(served): State<Served>,
    Path((id, level)): Path<(String, String)>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = async {
        let caller = admit(&served, (&parts.method, &parts.headers, &parts.extensions)).await?;
        let estate = allowed(&served, &caller, REMINDER_FILE).await?;
        let (id, level) = id.parse().ok().zip(reminder_level(&level)).ok_or(Problem::NOT_FOUND)?;
        of_late(&served.app.pool, estate, id, level).await.map_err(no_paper)
    };
    laid_out(found.await, &parts.headers)
}

fn laid_out(found: Result<Paper, Problem>, headers: &HeaderMap) -> Response {
    match found {
        Ok(Paper { number, sha256, content }) => {
            let (name, media_type) = (format!("{number}.pdf"), "application/pdf");
            answer(headers, Sent { name, media_type, sha256, content })
        }
        Err(problem) => refuse(&problem, Format::Plain, &Reader::of(headers)),
    }
}

fn no_book(error: NoBook) -> Problem {
    match error {
        NoBook::NotFound => Problem::NOT_FOUND,
        error => {
            tracing::error!(error = &error as &dyn std::error::Error, "a book cannot be written");
            Problem::INTERNAL
        }
    }
}

fn no_paper(error: NoPaper) -> Problem {
    match error {
        NoPaper::NotFound => Problem::NOT_FOUND,
        error => {
            tracing::error!(error = &error as &dyn std::error::Error, "a paper cannot be written");
            Problem::INTERNAL
        }
    }
}

async fn allowed(served: &Served, caller: &Caller, route: &str) -> Result<EstateId, Problem> {
    let Some(person) = &caller.person else { return Err(Problem::UNAUTHENTICATED) };
    match caller.at_estate() {
        Some((estate, _)) if may_download(route, Powers::of(person)) => Ok(estate),
        _ => {
            let trespass = Trespass { field: route.to_owned() };
            Err(forbidden(served, Some(person), caller.address, &trespass).await)
        }
    }
}

fn asked(month: &str, format: &str) -> Option<(Month, ArtefactFormat)> {
    let format = ArtefactFormat::ALL.into_iter().find(|known| known.name() == format)?;
    Some((month.parse().ok()?, format))
}

fn fault(error: ReadError) -> Problem {
    tracing::error!(error = &error as &dyn std::error::Error, "a file cannot be read");
    Problem::INTERNAL
}

/// A file on its way.
struct Sent<'a> {
    /// Its name, with its extension.
    name: String,
    media_type: &'a str,
    sha256: String,
    content: Vec<u8>,
}

fn answer(headers: &HeaderMap, file: Sent<'_>) -> Response {
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
        (CONTENT_TYPE, file.media_type),
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
