//! An answer on the wire.

use async_graphql::{Response, ServerError, Value};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::response::IntoResponse;
use serde::Serialize;

use super::accept::Format;

/// An answer without `data` where nothing ran: `null` would say that it ran and failed.
#[derive(Serialize)]
struct Failed<'a> {
    errors: &'a [ServerError],
}

/// What failed while it ran has the path of its field; so has a field whose arguments were no good, before it ran.
fn failed_early(error: &ServerError, lone: bool) -> bool {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    error.path.is_empty() || (lone && error.path.len() == 1 && code == Some(&Value::from("BAD_USER_INPUT")))
}

/// True when the request was refused before anything of it ran. `lone` tells that one field was asked for.
pub fn nothing_ran(response: &Response, lone: bool) -> bool {
    response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| failed_early(error, lone))
}

impl Format {
    /// The whole answer over HTTP. `lone` tells that one field was asked for.
    pub fn answer(self, status: StatusCode, response: Response, lone: bool) -> axum::response::Response {
        let nothing_ran = nothing_ran(&response, lone);
        let status = match self {
            Self::Graphql if nothing_ran && status == StatusCode::OK => StatusCode::BAD_REQUEST,
            _ => status,
        };
        let body = if nothing_ran {
            serde_json::to_vec(&Failed { errors: &response.errors })
        } else {
            serde_json::to_vec(&response)
        };
        match body {
            Ok(body) => {
                let headers = [
                    (CONTENT_TYPE, self.media_type()),
                    (CACHE_CONTROL, "no-store"),
                    (VARY, "Accept, Accept-Language, Authorization"),
                ];
                (status, headers, body).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
