use sqlx::{Executor, PgConnection, PgPool};
use testkit::TestDatabase;
use uuid::Uuid;

use super::tables::tables;

const OURS: Uuid = Uuid::from_u128(0xA);
const THEIRS: Uuid = Uuid::from_u128(0xB);

const INSUFFICIENT_PRIVILEGE: &str = "42501";

/// The INSERT of a row into that table, with any values: the constraints on them are gone.
async fn insert(pool: &PgPool, table: &str, estate: Uuid) -> String {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT quote_ident(a.attname), CASE
             WHEN a.attname = 'estate_id' THEN quote_literal($2::text)
             WHEN a.attndims > 0 OR t.typcategory = 'A' THEN '''{}'''
             WHEN t.typname = 'uuid' THEN 'gen_random_uuid()'
             WHEN t.typname = 'bool' THEN 'false'
             WHEN t.typname IN ('json', 'jsonb') THEN '''{}'''
             WHEN t.typcategory = 'D' THEN '''2026-11-23'''
             WHEN t.typcategory = 'N' THEN '(random() * 30000)::int'
             WHEN t.typcategory = 'E' THEN format('(enum_first(NULL::%s))', t.oid::regtype)
             WHEN t.typcategory = 'I' THEN '''127.0.0.1'''
             WHEN t.typname = 'bytea' THEN 'decode(md5(random()::text), ''hex'')'
             ELSE 'md5(random()::text)' END
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             AND a.attidentity = '' AND a.attnotnull AND NOT a.atthasdef
         ORDER BY a.attnum",
    )
    .bind(table)
    .bind(estate)
    .fetch_all(pool)
    .await
    .unwrap();
    let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
}

/// Every table of estates, each with a row of ours and a row of theirs. What else the columns have to hold is not
/// what is tested, and a table that is added later brings rules of its own: they are dropped.
async fn furnished(database: &TestDatabase) -> Vec<String> {
    let owner = database.owner_pool();
    owner
        .execute(
            "DO $$ DECLARE rule record; BEGIN
                 FOR rule IN SELECT conrelid::regclass AS walled, conname FROM pg_constraint
                             WHERE contype IN ('c', 'f') AND conrelid >= 16384
                 LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.walled, rule.conname); END LOOP;
             END $$",
        )
        .await
        .unwrap();
    let tables = tables(owner).await.into_iter().filter(|table| table.of_estates);
    let tables: Vec<String> = tables.map(|table| table.name).collect();
    assert!(tables.len() >= 24, "{tables:?}");
    for table in &tables {
        for estate in [OURS, THEIRS] {
            let row = insert(owner, table, estate).await;
            let row = format!("BEGIN; SET LOCAL session_replication_role = replica; {row}; COMMIT");
            owner.execute(row.as_str()).await.unwrap_or_else(|error| panic!("{table}: {error}"));
        }
    }
    tables
}

/// The rows that a table holds, and how many of them are ours; `None` where the server may not look at all.
async fn seen(connection: &mut PgConnection, table: &str) -> Option<(i64, i64)> {
    let sql = format!("SELECT count(*), count(*) FILTER (WHERE estate_id = '{OURS}') FROM {table}");
    match sqlx::query_as(&sql).fetch_one(connection).await {
        Ok(counts) => Some(counts),
        Err(error) => {
            assert_eq!(code(&error), INSUFFICIENT_PRIVILEGE, "{table}: {error}");
            None
        }
    }
}

fn code(error: &sqlx::Error) -> String {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default().into_owned()
}

#[tokio::test]
async fn a_query_without_its_filter_sees_the_estate_that_was_told() {
    let database = TestDatabase::new().await;
    let mut looked = 0;
    for table in furnished(&database).await {
        let told = seen(&mut *database.told(OURS).await, &table).await;
        assert!(matches!(told, None | Some((1, 1))), "{table}: {told:?}");
        let told_others = seen(&mut *database.told(Uuid::from_u128(0xC)).await, &table).await;
        assert!(matches!(told_others, None | Some((0, 0))), "{table}: {told_others:?}");
        let untold = seen(&mut database.server_pool().acquire().await.unwrap(), &table).await;
        assert!(matches!(untold, None | Some((0, 0))), "{table}: {untold:?}");
        let all = seen(&mut database.owner_pool().acquire().await.unwrap(), &table).await;
        assert_eq!(all, Some((2, 1)), "{table}: the owner sees both");
        looked += usize::from(told.is_some());
    }
    assert!(looked >= 24, "the server may look at {looked}");
}

#[tokio::test]
async fn a_change_without_its_filter_leaves_other_estates_alone() {
    let database = TestDatabase::new().await;
    let owner = database.owner_pool();
    let (mut changed, mut added) = (0, 0);
    for table in furnished(&database).await {
        let kept = format!("SELECT concat(xmin, ctid) FROM {table} WHERE estate_id = '{THEIRS}'");
        let before: String = sqlx::query_scalar(&kept).fetch_one(owner).await.unwrap();
        let intruder = insert(owner, &table, THEIRS).await;
        for sql in [
            format!("UPDATE {table} SET estate_id = estate_id"),
            format!("DELETE FROM {table} WHERE estate_id = '{THEIRS}'"),
            format!("DELETE FROM {table}"),
        ] {
            let mut transaction = database.told(OURS).await;
            match transaction.execute(sql.as_str()).await {
                Ok(done) => {
                    assert_eq!(done.rows_affected(), u64::from(!sql.contains("WHERE")), "{sql}");
                    changed += done.rows_affected();
                    transaction.commit().await.unwrap();
                }
                // Not the server's to change, or nobody's: a trigger says so.
                Err(error) => assert!(
                    code(&error) == INSUFFICIENT_PRIVILEGE || code(&error).starts_with("MC"),
                    "{sql}: {error}"
                ),
            }
        }
        for sql in [format!("UPDATE {table} SET estate_id = '{THEIRS}'"), intruder] {
            owner.execute(insert(owner, &table, OURS).await.as_str()).await.ok();
            let mut transaction = database.told(OURS).await;
            let error = transaction.execute(sql.as_str()).await.expect_err(&sql);
            assert!(
                code(&error) == INSUFFICIENT_PRIVILEGE || code(&error).starts_with("MC"),
                "{sql}: {error}"
            );
            added += u32::from(error.to_string().contains("row-level security"));
        }
        let after: Vec<String> = sqlx::query_scalar(&kept).fetch_all(owner).await.unwrap();
        assert_eq!(after, [before], "{table}");
    }
    // Not vacuous: the read models are the server's to write, so that policies alone stood in its way.
    assert!(
        changed >= 42 && added >= 42,
        "{changed} of our rows were changed, {added} statements met a policy"
    );
}
