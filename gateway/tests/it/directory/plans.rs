//! No read of the directory scans a large table: PostgreSQL itself tells the plan.

use domain::units::EstateId;
use sqlx::{Connection, PgConnection};
use testkit::TestDatabase;
use uuid::Uuid;

const FILL: &str = "
    INSERT INTO directory.parties (estate_id, id, revision, kind, sort_key, search_text, name, language, created_at,
                                   updated_at)
        SELECT lpad(to_hex(e), 32, '0')::uuid, md5(e || '/' || n)::uuid, 1, 'CONSUMER', n, n, n, 'FR', now(), now()
        FROM generate_series(1, 8) e, generate_series(1, 3000) n;
    INSERT INTO directory.sealed (estate_id, id, party_id, what, made_on, kept_until, ground, nonce, ciphertext, sha256)
        SELECT lpad(to_hex(e), 32, '0')::uuid, md5(e || '-' || n)::uuid, md5(e || '/' || n % 100)::uuid, 'x',
               '2020-01-01', date '2030-01-01' + n, 'ACCOUNTING', '\\x000000000000000000000000000000000000000000000000',
               'x', sha256('x')
        FROM generate_series(1, 8) e, generate_series(1, 3000) n;
    ANALYZE directory.parties, directory.sealed";

#[tokio::test]
async fn people_are_found_by_an_index() {
    let database = TestDatabase::new().await;
    sqlx::raw_sql(FILL).execute(database.owner_pool()).await.unwrap();
    let estate = EstateId::new(Uuid::from_u128(3));
    let queries = [
        "SELECT row_to_json(r)::text FROM directory.parties AS r WHERE r.estate_id = $1 AND r.erased_at IS NULL
             AND strpos(r.search_text, '7') > 0 AND (r.sort_key, r.id) > ('5', $1) ORDER BY r.sort_key, r.id LIMIT 26",
        "SELECT found.row FROM unnest(ARRAY[$1]) AS wanted (id) CROSS JOIN LATERAL
             (SELECT row_to_json(r)::text AS row FROM directory.parties AS r
              WHERE r.estate_id = $1 AND r.id = wanted.id LIMIT 1) AS found",
        "SELECT id FROM directory.sealed WHERE estate_id = $1 AND party_id = $1 ORDER BY made_on, id",
        "UPDATE directory.sealed SET nonce = NULL, ciphertext = NULL
             WHERE estate_id = $1 AND kept_until < '2030-01-09' AND ciphertext IS NOT NULL",
    ];
    // As the server's role: the walls are part of the plan.
    let mut connection = PgConnection::connect(&database.server_url()).await.unwrap();
    let mut transaction = connection.begin().await.unwrap();
    let tell = sqlx::query("SELECT set_config('monchai.estate', $1::text, true)").bind(estate.uuid());
    tell.execute(&mut *transaction).await.unwrap();
    for query in queries {
        let sql = format!("EXPLAIN {}", query.replace("$1", &format!("'{estate}'::uuid")));
        let plan: Vec<String> = sqlx::query_scalar(&sql).fetch_all(&mut *transaction).await.unwrap();
        let plan = plan.join("\n");
        assert!(
            plan.contains("Index") && !plan.contains("Seq Scan") && !plan.contains("Sort"),
            "{query}\n{plan}"
        );
    }
}
