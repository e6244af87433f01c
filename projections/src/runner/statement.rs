//! The SQL that the drivers write from the shapes of the tables. Rows go in and out as JSON, so a statement's text
//! depends on which tables are touched and never on how many rows are.

use std::fmt::Write;

use crate::contract::Shape;

/// Joins the columns with `separator`, each written by `each`.
fn columns(names: &[&str], separator: &str, each: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| each(name)).collect::<Vec<_>>().join(separator)
}

/// The rows of the keys in `$parameter`, one look into the primary key each. Called `stored`, of which `what` is taken.
///
/// LIMIT keeps it so. A plain join is turned into a hash join that reads every row of the estate whenever the
/// statistics think that it has few, as they do of a large estate among thousands of small ones.
fn found(shape: &Shape, parameter: usize, what: &str) -> String {
    let Shape { table, key, .. } = shape;
    let same = columns(key, "", |column| format!(" AND stored.{column} = wanted.{column}"));
    format!(
        "json_populate_recordset(NULL::{table}, ${parameter}::json) AS wanted CROSS JOIN LATERAL \
         (SELECT {what} FROM {table} AS stored WHERE stored.estate_id = $1{same} LIMIT 1) AS found"
    )
}

/// Selects the rows of the given keys of several tables at once: (index of the table, row as JSON). `$1` is the estate,
/// the keys of the first table are `$2`, and so on.
pub(super) fn load(shapes: &[(usize, Shape)]) -> String {
    let select = |(parameter, (index, shape)): (usize, &(usize, Shape))| {
        let found = found(shape, parameter, "row_to_json(stored)::text AS row");
        format!("SELECT {index}, found.row FROM {found}")
    };
    (2..).zip(shapes).map(select).collect::<Vec<_>>().join(" UNION ALL ")
}

/// Writes rows, over those of the same keys. The rows are `$parameter`.
pub(super) fn put(shape: &Shape, parameter: usize) -> String {
    let Shape { table, key, columns: all } = shape;
    let names = columns(all, ", ", str::to_owned);
    let values = columns(all, ", ", |column| format!("given.{column}"));
    let identity = columns(key, "", |column| format!(", {column}"));
    let others: Vec<&str> = all.iter().copied().filter(|column| !key.contains(column)).collect();
    let conflict = if others.is_empty() {
        "NOTHING".to_owned()
    } else {
        format!("UPDATE SET {}", columns(&others, ", ", |column| format!("{column} = EXCLUDED.{column}")))
    };
    format!(
        "INSERT INTO {table} (estate_id, {names}) \
         SELECT $1, {values} FROM json_populate_recordset(NULL::{table}, ${parameter}::json) AS given \
         ON CONFLICT (estate_id{identity}) DO {conflict}"
    )
}

/// Removes the rows of the keys in `$parameter`. The estate's checkpoint is locked, so no row moves meanwhile.
pub(super) fn remove(shape: &Shape, parameter: usize) -> String {
    let found = found(shape, parameter, "stored.ctid AS place");
    format!("DELETE FROM {} WHERE ctid = ANY (ARRAY(SELECT found.place FROM {found}))", shape.table)
}

/// Removes every row of the estate.
pub(super) fn clear(shape: &Shape) -> String {
    format!("DELETE FROM {} WHERE estate_id = $1", shape.table)
}

/// Moves checkpoints on, and with them whatever `changes` say, in one statement. `$2` is the names of the models, `$3`
/// the position.
pub(super) fn advance(changes: &[String]) -> String {
    let mut sql = String::new();
    for (index, change) in changes.iter().enumerate() {
        let with = if index == 0 { "WITH" } else { "," };
        let _ = write!(sql, "{with} change_{index} AS ({change}) ");
    }
    sql.push_str(
        "UPDATE projection.checkpoints SET position = $3, updated_at = clock_timestamp() \
         WHERE estate_id = $1 AND model = ANY($2)",
    );
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: Shape = Shape { table: "a.pairs", key: &["x", "y"], columns: &["x", "y", "z"] };
    const ONE: Shape = Shape { table: "a.ones", key: &[], columns: &["z"] };

    #[test]
    fn tables_are_read_together() {
        let sql = load(&[(0, PAIR), (4, ONE)]);
        assert!(sql.starts_with(
            "SELECT 0, found.row FROM json_populate_recordset(NULL::a.pairs, $2::json) AS wanted"
        ));
        assert!(sql.contains(
            "WHERE stored.estate_id = $1 AND stored.x = wanted.x AND stored.y = wanted.y LIMIT 1) AS found UNION ALL"
        ));
        assert!(sql.ends_with("FROM a.ones AS stored WHERE stored.estate_id = $1 LIMIT 1) AS found"));
    }

    #[test]
    fn rows_are_written_over_those_of_the_same_key() {
        assert!(put(&PAIR, 4).ends_with("ON CONFLICT (estate_id, x, y) DO UPDATE SET z = EXCLUDED.z"));
        assert!(put(&ONE, 4).ends_with("ON CONFLICT (estate_id) DO UPDATE SET z = EXCLUDED.z"));
        let keys_alone = Shape { columns: &["x", "y"], ..PAIR };
        assert!(put(&keys_alone, 4).ends_with("DO NOTHING"));
    }

    #[test]
    fn changes_and_checkpoint_are_one_statement() {
        let sql = advance(&["ONE".to_owned(), "TWO".to_owned()]);
        assert!(sql.starts_with("WITH change_0 AS (ONE) , change_1 AS (TWO) UPDATE projection.checkpoints"));
        assert!(advance(&[]).starts_with("UPDATE"));
    }
}
