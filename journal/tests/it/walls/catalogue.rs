use testkit::TestDatabase;

use super::tables::{Table, tables};

async fn names(database: &TestDatabase, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(database.owner_pool()).await.unwrap()
}

/// Whoever adds a table and forgets `CALL journal.wall('schema.table')` learns it here.
#[tokio::test]
async fn every_table_has_its_policy() {
    let database = TestDatabase::new().await;
    let tables = tables(database.owner_pool()).await;
    assert!(tables.len() >= 24, "the catalogue was read: {tables:#?}");
    let bare: Vec<&Table> = tables
        .iter()
        .filter(|table| !table.walled || table.policies == 0 || (table.of_estates && table.open > 0))
        .collect();
    assert!(bare.is_empty(), "{bare:#?}");
}

#[tokio::test]
async fn the_server_is_bound_by_the_policies() {
    let database = TestDatabase::new().await;
    let sql = "SELECT rolname::text FROM pg_roles WHERE rolname = 'monchai_server'
               AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolreplication";
    assert_eq!(names(&database, sql).await, ["monchai_server"]);
    let sql = "SELECT rolname::text FROM pg_roles
               WHERE rolname <> 'monchai_server' AND pg_has_role('monchai_server', oid, 'MEMBER')";
    assert!(names(&database, sql).await.is_empty(), "a member of an owner owns as well");
    let sql = "SELECT oid::regclass::text FROM pg_class WHERE relowner = 'monchai_server'::regrole";
    assert!(names(&database, sql).await.is_empty());
}

/// A view answers with the rights of its owner, whom no policy binds, unless it is told otherwise.
#[tokio::test]
async fn no_view_goes_around_the_policies() {
    let database = TestDatabase::new().await;
    let sql = "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                   AND has_table_privilege('monchai_server', c.oid, 'SELECT')
                   AND (c.relkind = 'm' OR c.relkind = 'v'
                        AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false))";
    assert_eq!(names(&database, sql).await, [""; 0]);
}

/// What runs with the owner's rights is for the server alone, and nobody can put another function in its way.
#[tokio::test]
async fn functions_that_go_around_the_policies_are_guarded() {
    let database = TestDatabase::new().await;
    let around = "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                  WHERE p.prosecdef AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    let all = names(&database, &format!("SELECT p.oid::regprocedure::text {around}")).await;
    assert!(all.len() >= 5, "{all:?}");
    let sql = format!(
        "SELECT p.oid::regprocedure::text {around} AND (
             NOT coalesce(array_to_string(p.proconfig, ' ') LIKE '%search_path=pg_catalog, pg_temp%', false)
             OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) WHERE grantee = 0))"
    );
    assert_eq!(names(&database, &sql).await, [""; 0]);
}

/// What crosses the walls for the server tells ids, and nothing else.
#[tokio::test]
async fn estates_are_told_to_the_server_by_their_ids_alone() {
    let database = TestDatabase::new().await;
    let sql = "SELECT p.oid::regprocedure::text FROM pg_proc p
               WHERE p.oid = ANY (ARRAY['journal.estates', 'projection.behind', 'projection.stalled']::regproc[])
                   AND p.proretset AND p.prorettype = 'uuid'::regtype AND p.proallargtypes IS NULL";
    assert_eq!(names(&database, sql).await.len(), 3);
}
