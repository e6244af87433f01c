//! The SQL that the drivers write from the shapes of the tables. Rows go in and out as JSON, so a statement's text
//! depends on which tables are touched and never on how many rows are.

use std::fmt::Write;

use crate::contract::Shape;

/// Joins the columns with `separator`, each written by `each`.
fn columns(names: &[&str], separator: &str, each: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| each(name)).collect::<Vec<_>>().join(separator)
}

/// Selects the rows of the given keys of several tables at once: (index of the table, row as JSON). `$1` is the estate,
/// the keys of the first table are `$2`, and so on.
pub(super) fn load(shapes: &[(usize, Shape)]) -> String {
    let mut sql = String::new();
    for (parameter, (index, shape)) in (2..).zip(shapes) {
        let Shape { table, key, .. } = shape;
        let joined = if key.is_empty() {
            "true".to_owned()
        } else {
            columns(key, " AND ", |column| format!("stored.{column} = wanted.{column}"))
        };
        let union = if sql.is_empty() { "" } else { " UNION ALL " };
        // Writing to a String cannot fail.
        let _ = write!(
            sql,
            "{union}SELECT {index}, row_to_json(stored)::text \
             FROM json_populate_recordset(NULL::{table}, ${parameter}::json) AS wanted \
             JOIN {table} AS stored ON {joined} WHERE stored.estate_id = $1"
        );
    }
    sql
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

/// Removes the rows of the keys in `$parameter`.
pub(super) fn remove(shape: &Shape, parameter: usize) -> String {
    let Shape { table, key, .. } = shape;
    let joined = columns(key, "", |column| format!(" AND stored.{column} = given.{column}"));
    format!(
        "DELETE FROM {table} AS stored USING json_populate_recordset(NULL::{table}, ${parameter}::json) AS given \
         WHERE stored.estate_id = $1{joined}"
    )
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
        assert!(sql.contains(
            "SELECT 0, row_to_json(stored)::text FROM json_populate_recordset(NULL::a.pairs, $2::json)"
        ));
        assert!(sql.contains(
            "ON stored.x = wanted.x AND stored.y = wanted.y WHERE stored.estate_id = $1 UNION ALL"
        ));
        assert!(
            sql.ends_with("$3::json) AS wanted JOIN a.ones AS stored ON true WHERE stored.estate_id = $1")
        );
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
