use async_graphql::{EmptySubscription, Request, Response, SDLExportOptions, Schema};

use super::Session;
use super::gather::Batches;
use super::loaders::loader;
use super::mutations::Mutation;
use super::queries::Query;
use crate::app::App;

/// The schema.
pub type MonChai = Schema<Query, Mutation, EmptySubscription>;

/// Deep enough for the longest way from a month down to the vats behind a figure.
const DEPTH: usize = 16;
/// Fields a request may ask for, each page counted once.
const COMPLEXITY: usize = 1_000;

/// Directives on one field; there are two of them.
const DIRECTIVES: usize = 4;

/// The schema, bounded in depth and breadth.
pub fn build() -> MonChai {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .limit_directives(DIRECTIVES)
        .finish()
}

/// Runs a request of the session.
pub async fn execute(schema: &MonChai, app: &App, session: Session, request: Request) -> Response {
    let batches = Batches::default();
    let request = request.data(loader(app, session.estate, &batches)).data(session).data(app.clone());
    batches.serve(schema.execute(request)).await
}

/// The schema's text, in one order: `gateway/schema.graphql`.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
    build().sdl_with_options(options)
}
