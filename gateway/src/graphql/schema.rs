use std::ops::Deref;
use std::sync::Arc;

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, SDLExportOptions, Schema, SchemaBuilder};
use domain::units::EstateId;
use futures::stream::{self, BoxStream, StreamExt};
use uuid::Uuid;

use super::Visit;
use super::gather::Batches;
use super::loaders::loader;
use super::mutations::Mutation;
use super::queries::Query;
use super::snapshot::Reads;
use super::subscriptions::{Place, Subscription};
use crate::access::{Guard, Trespass};
use crate::app::App;

type Root = Schema<Query, Mutation, Subscription>;

/// The schema with its guard. Cheap to clone.
#[derive(Clone)]
pub struct MonChai {
    schema: Root,
    /// For strangers: what they mistype is not mended.
    reserved: Root,
    guard: Arc<Guard>,
}

/// Deep enough for the longest way from a month down to the vats behind a figure.
const DEPTH: usize = 16;
/// Fields a request may ask for, each page counted once.
const COMPLEXITY: usize = 1_000;

/// Directives on one field; there are two of them.
const DIRECTIVES: usize = 4;

/// The schema, bounded in depth and breadth, and its guard.
pub fn build() -> MonChai {
    MonChai {
        schema: bounded().finish(),
        reserved: bounded().disable_suggestions().disable_introspection().finish(),
        guard: Arc::new(Guard::of(&sdl())),
    }
}

fn bounded() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .limit_directives(DIRECTIVES)
}

impl MonChai {
    /// What the schema itself has to say against a request, which is not carried out further than that.
    #[cfg(test)]
    pub async fn validate(&self, request: Request) -> Vec<async_graphql::ServerError> {
        self.schema.execute(request).await.errors
    }
}

/// Runs a request of the visit, unless a field of it is not for the visitor: then nothing of it runs. A query is
/// answered from one snapshot, and `extensions.position` tells which.
pub async fn execute(
    schema: &MonChai,
    app: &App,
    visit: Visit,
    mut request: Request,
) -> Result<Response, Trespass> {
    let (powers, session) = (visit.powers(), visit.session());
    // A text that is no GraphQL has no fields; the executor tells what is wrong with it.
    if let Ok(document) = request.parsed_query() {
        schema.guard.check(document, powers)?;
    }
    // The estate of nobody, of which the database shows nothing.
    let estate = session.as_ref().map_or(EstateId::new(Uuid::nil()), |session| session.estate);
    let batches = Batches::default();
    let reads = Reads::new(app.pool.clone(), estate, only_reads(&mut request));
    let request = request.data(loader(reads.clone(), &batches)).data(reads.clone());
    let request = request.data(visit).data(app.clone());
    let request = if let Some(session) = session { request.data(session) } else { request };
    let root = if powers.are_known() { &schema.schema } else { &schema.reserved };
    let mut response = batches.serve(root.execute(request)).await;
    if let Some(position) = reads.end().await {
        response.extensions.insert("position".to_owned(), position.into());
    }
    Ok(response)
}

/// Follows a subscription of the visit, unless it is not for the visitor, from `after` on where that is given, whatever its arguments say. Its answers
/// tell their place as `extensions.position`. The stream does nothing but when it is asked for the next answer.
pub fn follow(
    schema: &MonChai,
    app: &App,
    visit: Visit,
    mut request: Request,
    after: Option<i64>,
) -> Result<BoxStream<'static, Response>, Trespass> {
    let outside = || Trespass { field: "Subscription".to_owned() };
    if let Ok(document) = request.parsed_query() {
        schema.guard.check(document, visit.powers())?;
    }
    let session = visit.session().ok_or_else(outside)?;
    let (batches, place) = (Batches::default(), Place::after(after));
    let reads = Reads::new(app.pool.clone(), session.estate, false);
    let request = request.data(loader(reads.clone(), &batches)).data(reads).data(place.clone());
    let request = request.data(visit).data(session).data(app.clone());
    let answers = schema.schema.execute_stream(request);
    let followed =
        stream::unfold((answers.boxed(), batches, place), |(mut answers, batches, place)| async move {
            let mut response = batches.serve(answers.next()).await?;
            if let Some(position) = place.reached() {
                response.extensions.insert("position".to_owned(), position.into());
            }
            Some((response, (answers, batches, place)))
        });
    Ok(followed.boxed())
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
    bounded().finish().sdl_with_options(options)
}

impl Deref for MonChai {
    type Target = Guard;

    fn deref(&self) -> &Guard {
        &self.guard
    }
}
