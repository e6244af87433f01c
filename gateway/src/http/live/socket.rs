use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request};
use axum::http::header::UPGRADE;
use axum::response::Response;
use tracing::{Instrument, Span};

use super::connection::Connection;
use super::protocol::SUBPROTOCOL;
use crate::http::Served;
use crate::http::problem::Problem;
use crate::http::reader::{Reader, text};

/// True for a request to go on as a WebSocket.
pub fn asks_for_socket(request: &Request) -> bool {
    text(request.headers(), &UPGRADE).is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Goes on as a WebSocket, unless a page of another site asks: a browser sends cookies along with an upgrade from
/// anywhere, and only the `Origin` tells it apart.
pub async fn socket(served: Served, request: Request) -> Result<Response, Problem> {
    let (mut parts, _) = request.into_parts();
    if !served.origins.admit(&parts.headers) {
        return Err(Problem::FOREIGN_ORIGIN);
    }
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|rejection| Problem::bad_request(rejection.to_string()))?;
    let (Some(place), Some(stranger)) = (served.live.admit(), served.live.admit_stranger()) else {
        return Err(Problem::TOO_MANY_CONNECTIONS);
    };
    let most = served.live.bounds().message;
    let upgrade = upgrade.protocols([SUBPROTOCOL]).max_message_size(most).max_frame_size(most);
    // Where the client named no subprotocol of ours, it is told so on the open socket: 4406.
    let accepted = upgrade.selected_protocol().is_some();
    let reader = Reader::of(&parts.headers);
    let span = Span::current();
    Ok(upgrade.on_upgrade(move |socket| {
        let connection = Connection::new(served, socket, (parts.headers, parts.extensions), reader, stranger);
        async move {
            connection.serve(accepted).await;
            drop(place);
        }
        .instrument(span)
    }))
}
