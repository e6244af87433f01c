use std::ops::Deref;
use std::sync::Arc;

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{EmptySubscription, Request, Response, SDLExportOptions, Schema, SchemaBuilder};
use domain::units::EstateId;
use uuid::Uuid;

use super::Visit;
use super::gather::Batches;
use super::loaders::loader;
use super::mutations::Mutation;
use super::queries::Query;
use super::snapshot::Reads;
use crate::access::{Guard, Trespass};
use crate::app::App;

type Root = Schema<Query, Mutation, EmptySubscription>;

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

fn bounded() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .limit_directives(DIRECTIVES)
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
        schema.guard.check(document, &powers)?;
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
