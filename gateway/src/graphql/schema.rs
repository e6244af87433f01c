use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, SDLExportOptions, Schema};
use futures::stream::{self, BoxStream, StreamExt};

use super::Session;
use super::gather::Batches;
use super::loaders::loader;
use super::mutations::Mutation;
use super::queries::Query;
use super::snapshot::Reads;
use super::subscriptions::{Place, Subscription};
use crate::app::App;

/// The schema.
pub type MonChai = Schema<Query, Mutation, Subscription>;

/// Deep enough for the longest way from a month down to the vats behind a figure.
const DEPTH: usize = 16;
/// Fields a request may ask for, each page counted once.
const COMPLEXITY: usize = 1_000;

/// Directives on one field; there are two of them.
const DIRECTIVES: usize = 4;

/// The schema, bounded in depth and breadth.
pub fn build() -> MonChai {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .limit_directives(DIRECTIVES)
        .finish()
}

/// Runs a request of the session. A query is answered from one snapshot, and `extensions.position` tells which.
pub async fn execute(schema: &MonChai, app: &App, session: Session, mut request: Request) -> Response {
    let batches = Batches::default();
    let reads = Reads::new(app.pool.clone(), session.estate, only_reads(&mut request));
    let request = request.data(loader(reads.clone(), &batches)).data(reads.clone());
    let request = request.data(session).data(app.clone());
    let mut response = batches.serve(schema.execute(request)).await;
    if let Some(position) = reads.end().await {
        response.extensions.insert("position".to_owned(), position.into());
    }
    response
}

/// Follows a subscription of the session, from `after` on where that is given, whatever its arguments say. Its answers
/// tell their place as `extensions.position`. The stream does nothing but when it is asked for the next answer.
pub fn follow(
    schema: &MonChai,
    app: &App,
    session: Session,
    request: Request,
    after: Option<i64>,
) -> BoxStream<'static, Response> {
    let (batches, place) = (Batches::default(), Place::after(after));
    let reads = Reads::new(app.pool.clone(), session.estate, false);
    let request = request.data(loader(reads.clone(), &batches)).data(reads).data(place.clone());
    let answers = schema.execute_stream(request.data(session).data(app.clone()));
    stream::unfold((answers.boxed(), batches, place), |(mut answers, batches, place)| async move {
        let mut response = batches.serve(answers.next()).await?;
        if let Some(position) = place.reached() {
            response.extensions.insert("position".to_owned(), position.into());
        }
        Some((response, (answers, batches, place)))
    })
    .boxed()
}

fn only_reads(request: &mut Request) -> bool {
    let queries = |document: &ExecutableDocument| {
        document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query)
    };
    request.parsed_query().is_ok_and(queries)
}

/// The schema's text, in one order: `gateway/schema.graphql`.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
    build().sdl_with_options(options)
}
