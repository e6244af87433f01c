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

use super::Served;
use super::accept::Format;
use super::graphql::{admit, forbidden, refuse};
use super::live::Caller;
use super::problem::Problem;
use super::reader::Reader;
use crate::access::{DRM_FILE, Powers, Trespass, may_download};
use crate::artefacts::{Stored, of_month};

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
        Ok((artefact, stored)) => answer(headers, &format!("drm-{month}"), &artefact, stored),
        Err(problem) => refuse(&problem, Format::Plain, &reader),
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

fn answer(headers: &HeaderMap, name: &str, artefact: &Artefact, stored: Stored) -> Response {
    let tag = format!("\"{}\"", artefact.sha256);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let name = format!("attachment; filename=\"{name}.{}\"", artefact.format.extension());
    let (status, body) = if known {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, Body::from(stored.content))
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let told = [
        (CONTENT_TYPE, stored.media_type.as_str()),
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
