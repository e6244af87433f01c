use gateway::directory::Ground;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::support::{erase, open, seal, today};
use crate::support::House;

const TABLES: [&str; 8] = [
    "directory.parties",
    "directory.commands",
    "directory.sealed",
    "directory.accesses",
    "directory.erasures",
    "directory.imports",
    "keyring.erasures",
    "keyring.keys",
];

async fn furnished(house: &House) -> Uuid {
    let (kept, gone) = (house.party("Jeanne Martin").await, house.party("Paul Durand").await);
    let id = Uuid::now_v7();
    seal(house, id, &kept, Ground::Accounting, "2026-11-20").await.unwrap();
    erase(house, &gone, today()).await;
    let import = "INSERT INTO directory.imports (estate_id, command_id, body_hash, report, actor)
        VALUES ($1, $2, sha256('x'), '{\"lines\": []}', $2)";
    let import = sqlx::query(import).bind(house.estate.uuid()).bind(id);
    import.execute(house.database.owner_pool()).await.unwrap();
    id
}

#[tokio::test]
async fn a_session_sees_the_estate_it_told_and_without_one_nothing() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    furnished(&house).await;
    let theirs = furnished(&neighbour).await;
    let mut connection = PgConnection::connect(&house.database.server_url()).await.unwrap();
    for table in TABLES {
        let mut counted = Vec::new();
        for told in [None, Some(house.estate), Some(neighbour.estate)] {
            let mut transaction = connection.begin().await.unwrap();
            if let Some(estate) = told {
                let tell =
                    sqlx::query("SELECT set_config('monchai.estate', $1::text, true)").bind(estate.uuid());
                tell.execute(&mut *transaction).await.unwrap();
            }
            let sql = format!("SELECT count(*), count(DISTINCT estate_id) FROM {table}");
            let (rows, estates): (i64, i64) =
                sqlx::query_as(&sql).fetch_one(&mut *transaction).await.unwrap();
            assert!(estates <= 1, "{table}");
            counted.push(rows);
        }
        assert_eq!(counted[0], 0, "{table}");
        assert!(counted[1] > 0 && counted[1] == counted[2], "{table}: {counted:?}");
    }
    assert_eq!(open(&house, theirs).await.unwrap(), None, "another estate's record is an unknown one");
}

#[tokio::test]
async fn every_table_has_its_wall_and_its_estate_first_in_the_key() {
    let house = House::open().await;
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE n.nspname IN ('directory', 'keyring') AND c.relkind = 'r' AND c.relrowsecurity
             AND a.attname = 'estate_id' ORDER BY 1",
    )
    .fetch_all(house.database.owner_pool())
    .await
    .unwrap();
    let mut known = TABLES;
    known.sort_unstable();
    assert_eq!(found, known);
}

#[tokio::test]
async fn the_server_cannot_delete_what_must_stay() {
    let house = House::open().await;
    furnished(&house).await;
    let mut connection = PgConnection::connect(&house.database.server_url()).await.unwrap();
    let tries = [
        "DELETE FROM keyring.keys",
        "TRUNCATE keyring.keys",
        "UPDATE keyring.keys SET party_id = estate_id",
        "DELETE FROM directory.erasures",
        "DELETE FROM keyring.erasures",
        "DELETE FROM directory.sealed",
        "UPDATE directory.sealed SET sha256 = ''",
        "UPDATE directory.accesses SET action = ''",
        "DELETE FROM directory.parties",
    ];
    for sql in tries {
        let error = sqlx::query(sql).execute(&mut connection).await.unwrap_err();
        assert!(error.to_string().contains("permission denied"), "{sql}: {error}");
    }
}
