use gateway::directory::{DirectoryError, Ground, Opened, verify_hash};
use uuid::Uuid;

use super::support::{day, erase, identity, key, open, party_id, pool, seal, today};
use crate::support::House;

#[tokio::test]
async fn what_is_sealed_opens_with_the_persons_key_and_matches_its_hash() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let id = Uuid::now_v7();
    let sealed = seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    assert_eq!((sealed.id, sealed.kept_until), (id, day("2037-11-20")));
    assert_eq!(open(&house, id).await.unwrap(), Some(Opened::Content(identity())));
    let check = async |hash: &[u8; 32]| verify_hash(pool(&house), house.estate, id, hash).await.unwrap();
    assert!(check(&sealed.sha256).await);
    assert!(!check(&[0; 32]).await);
    assert_eq!(open(&house, Uuid::now_v7()).await.unwrap(), None);

    // Sealed again, it is the same; another content under the same id is not.
    let again = seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    assert_eq!(again, sealed);
    let other = seal(&house, id, &party, Ground::Accounting, "2026-11-21").await;
    assert!(matches!(other, Err(DirectoryError::SealedOtherwise(of)) if of == id), "{other:?}");

    // Nothing of it is readable where it is stored.
    let stored: String = sqlx::query_scalar("SELECT encode(ciphertext, 'escape') FROM directory.sealed")
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap();
    assert!(!stored.contains("Jeanne") && !stored.contains("Nantes"), "{stored}");
}

#[tokio::test]
async fn a_record_that_was_altered_or_moved_to_another_person_does_not_open() {
    let house = House::open().await;
    let (one, other) = (house.party("Une").await, house.party("Autre").await);
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let sealed = seal(&house, first, &one, Ground::Accounting, "2026-11-20").await.unwrap();
    seal(&house, second, &other, Ground::Accounting, "2026-11-20").await.unwrap();
    let alter = async |sql: &str| {
        let changed = sqlx::query(sql).execute(house.database.owner_pool()).await.unwrap();
        assert_eq!(changed.rows_affected(), 1, "{sql}");
        let opened = open(&house, first).await;
        assert!(matches!(opened, Err(DirectoryError::Altered(id)) if id == first), "{sql}: {opened:?}");
    };
    let swap =
        "UPDATE directory.sealed SET ciphertext = set_byte(ciphertext, 3, get_byte(ciphertext, 3) # 1)";
    alter(&format!("{swap} WHERE id = '{first}'")).await;
    assert!(!verify_hash(pool(&house), house.estate, first, &sealed.sha256).await.unwrap());
    // With a hash that fits what was altered, the seal itself tells.
    alter(&format!("UPDATE directory.sealed SET sha256 = sha256(ciphertext) WHERE id = '{first}'")).await;
    sqlx::query(&format!("{swap}, sha256 = $1 WHERE id = '{first}'"))
        .bind(sealed.sha256.as_slice())
        .execute(house.database.owner_pool())
        .await
        .unwrap();
    assert!(open(&house, first).await.is_ok(), "as it was");
    alter(&format!("UPDATE directory.sealed SET what = 'excise register entry' WHERE id = '{first}'")).await;
    alter(&format!("UPDATE directory.sealed SET party_id = '{other}' WHERE id = '{first}'")).await;
}

#[tokio::test]
async fn nothing_is_sealed_for_who_is_unknown_or_erased() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let refused = async |party: &str, code: &str| {
        let outcome = seal(&house, Uuid::now_v7(), party, Ground::Accounting, "2026-11-20").await;
        assert!(
            matches!(&outcome, Err(DirectoryError::Refused(refusal)) if refusal.code == code),
            "{outcome:?}"
        );
    };
    refused(&Uuid::now_v7().to_string(), "PARTY_NOT_FOUND").await;
    refused(&neighbour.party("Voisine").await, "PARTY_NOT_FOUND").await;
    let party = house.party("Jeanne Martin").await;
    let id = Uuid::now_v7();
    let sealed = seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    erase(&house, &party, today()).await;
    refused(&party, "PARTY_ERASED").await;
    // What was sealed before is still the same record.
    assert_eq!(seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap(), sealed);
}

#[tokio::test]
async fn each_person_has_a_key_and_the_database_lets_nobody_change_it() {
    let house = House::open().await;
    let (one, other) = (house.party("Une").await, house.party("Autre").await);
    for party in [&one, &other] {
        for _ in 0..2 {
            seal(&house, Uuid::now_v7(), party, Ground::Accounting, "2026-11-20").await.unwrap();
        }
    }
    assert_ne!(key(&house, &one).await, key(&house, &other).await);
    let tries = [
        "UPDATE keyring.keys SET key = sha256(key)",
        "UPDATE keyring.keys SET created_at = now()",
        "DELETE FROM keyring.keys",
    ];
    for sql in tries {
        let error = sqlx::query(sql).execute(house.database.owner_pool()).await.unwrap_err();
        assert!(error.to_string().contains("destroyed, and nothing else"), "{sql}: {error}");
    }
    sqlx::query("UPDATE keyring.keys SET key = NULL, destroyed_at = now() WHERE party_id = $1")
        .bind(party_id(&one).uuid())
        .execute(house.database.owner_pool())
        .await
        .unwrap();
    let revived =
        sqlx::query("UPDATE keyring.keys SET key = sha256('x'), destroyed_at = NULL WHERE party_id = $1")
            .bind(party_id(&one).uuid())
            .execute(house.database.owner_pool())
            .await;
    assert!(revived.is_err(), "a destroyed key never comes back");
}

#[tokio::test]
async fn a_missing_key_is_told_and_not_replaced() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let id = Uuid::now_v7();
    seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    // As after a restore with a keyring from before the person came.
    sqlx::query("TRUNCATE keyring.keys").execute(house.database.owner_pool()).await.unwrap();
    let missing = |outcome: &DirectoryError| matches!(outcome, DirectoryError::KeyMissing(of) if *of == party_id(&party));
    assert!(missing(&open(&house, id).await.unwrap_err()));
    let outcome = seal(&house, Uuid::now_v7(), &party, Ground::Accounting, "2026-11-20").await;
    assert!(missing(&outcome.unwrap_err()), "a second key would hide that the first is lost");
}
