//! One batch of events through the folds of one or several models, inside the caller's transaction.

use domain::Fact;
use domain::units::EstateId;
use sqlx::PgConnection;

use super::error::Halt;
use super::events::Stored;
use super::projector::ModelRef;
use super::statement;
use crate::contract::{AnyTable, Envelope, Fault, Folding, Shape};

type Folds = Vec<Box<dyn Folding>>;

/// Takes the events into the rows of the models and moves their checkpoints to the last of them: a load for each step
/// of wants (one or two), and one write.
pub(super) async fn apply(
    connection: &mut PgConnection,
    estate: EstateId,
    models: &[ModelRef],
    events: &[Stored],
) -> Result<(), Halt> {
    let Some(last) = events.last() else { return Ok(()) };
    let facts = read(estate, events)?;
    let mut folds: Folds = models.iter().map(|model| model.begin()).collect();
    while let Some(wants) = wants(&mut folds, &facts)? {
        load(connection, estate, &mut folds, wants).await?;
    }
    for fold in &mut folds {
        take(fold.as_mut(), &facts)?;
    }
    let names: Vec<&str> = models.iter().map(|model| model.name()).collect();
    let Changes { statements, parameters } = changes(&mut folds)?;
    let sql = statement::advance(&statements);
    let query = sqlx::query(&sql).bind(estate.uuid()).bind(names).bind(last.position);
    parameters.iter().fold(query, sqlx::query::Query::bind).execute(connection).await?;
    Ok(())
}

/// Decodes the events.
pub(super) fn read(estate: EstateId, events: &[Stored]) -> Result<Vec<(Fact, Envelope)>, Fault> {
    events.iter().map(|event| event.read(estate)).collect()
}

/// Folds the events.
pub(super) fn take(fold: &mut dyn Folding, facts: &[(Fact, Envelope)]) -> Result<(), Fault> {
    facts.iter().try_for_each(|(fact, envelope)| fold.fold(fact, envelope))
}

/// Keys that are wanted and not loaded: the table by its index among those of all folds, its shape and the keys.
type Wants = Vec<(usize, Shape, String)>;

fn wants(folds: &mut Folds, facts: &[(Fact, Envelope)]) -> Result<Option<Wants>, Fault> {
    for fold in folds.iter_mut() {
        for (fact, _) in facts {
            fold.want(fact);
        }
    }
    let mut wants = Wants::new();
    for (index, table) in tables(folds).enumerate() {
        if let Some(keys) = table.take_pending()? {
            wants.push((index, table.shape(), keys));
        }
    }
    Ok((!wants.is_empty()).then_some(wants))
}

async fn load(
    connection: &mut PgConnection,
    estate: EstateId,
    folds: &mut Folds,
    wants: Wants,
) -> Result<(), Halt> {
    let (shapes, keys): (Vec<_>, Vec<_>) =
        wants.into_iter().map(|(index, shape, keys)| ((index, shape), keys)).unzip();
    let sql = statement::load(&shapes);
    let query = sqlx::query_as::<_, (i32, String)>(&sql).bind(estate.uuid());
    let rows = keys.iter().fold(query, sqlx::query::QueryAs::bind).fetch_all(connection).await?;
    let mut tables: Vec<&mut dyn AnyTable> = tables(folds).collect();
    for (index, row) in rows {
        let table = usize::try_from(index).ok().and_then(|index| tables.get_mut(index));
        table.map_or(Ok(()), |table| table.admit(&row))?;
    }
    Ok(())
}

fn tables(folds: &mut Folds) -> impl Iterator<Item = &mut dyn AnyTable> {
    folds.iter_mut().flat_map(|fold| fold.tables())
}

struct Changes {
    statements: Vec<String>,
    parameters: Vec<String>,
}

/// The first three parameters are the checkpoints'.
const FIRST_PARAMETER: usize = 4;

fn changes(folds: &mut Folds) -> Result<Changes, Fault> {
    let mut changes = Changes { statements: Vec::new(), parameters: Vec::new() };
    for table in tables(folds) {
        let shape = table.shape();
        for rows in table.puts(usize::MAX)? {
            changes.statements.push(statement::put(&shape, FIRST_PARAMETER + changes.parameters.len()));
            changes.parameters.push(rows);
        }
        if let Some(keys) = table.removals()? {
            changes.statements.push(statement::remove(&shape, FIRST_PARAMETER + changes.parameters.len()));
            changes.parameters.push(keys);
        }
    }
    Ok(changes)
}
