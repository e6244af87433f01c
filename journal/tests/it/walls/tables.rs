use sqlx::PgPool;

/// A table of the product, whoever added it: all of the database but PostgreSQL's own and the list of migrations.
#[derive(Debug, sqlx::FromRow)]
pub struct Table {
    /// With its schema.
    pub name: String,
    /// True when row-level security is on.
    pub walled: bool,
    /// True when its rows belong to estates.
    pub of_estates: bool,
    /// How many policies bind the server.
    pub policies: i64,
    /// How many of them let a row out, or in, whatever the estate.
    pub open: i64,
}

/// Every table, from the catalogue.
pub async fn tables(pool: &PgPool) -> Vec<Table> {
    sqlx::query_as(
        "WITH policies AS (
             SELECT polrelid, pg_get_expr(polqual, polrelid) AS reads, pg_get_expr(polwithcheck, polrelid) AS writes
             FROM pg_policy WHERE polpermissive AND polroles && ARRAY[0, 'monchai_server'::regrole::oid]
         )
         SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relrowsecurity AS walled,
             EXISTS (SELECT FROM pg_attribute
                     WHERE attrelid = c.oid AND attname = 'estate_id' AND NOT attisdropped) AS of_estates,
             (SELECT count(*) FROM policies WHERE polrelid = c.oid) AS policies,
             (SELECT count(*) FROM policies WHERE polrelid = c.oid
                 AND (reads !~ 'current_estate|monchai.estate' OR writes !~ 'current_estate|monchai.estate')) AS open
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
             AND c.relname <> '_sqlx_migrations'
         ORDER BY 1",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}
