//! Customers from another program's list, at the command line.

use crate::support::{House, Scratch, on};

const LIST: &str = "Nom;E-mail;SIRET;Remarque\nCaves du Château;c@example.org;00000001800010;x\n";

async fn parties(house: &House) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM directory.parties");
    count.fetch_one(house.database.owner_pool()).await.unwrap()
}

#[tokio::test]
async fn a_list_is_checked_and_taken_in() {
    let (house, scratch) = (House::open().await, Scratch::new());
    let windows: Vec<u8> = LIST.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let file = scratch.with("clients.csv", windows);
    let told = on(&house.database, &["customers", "import", "--check", &file]).done();
    assert!(
        told.contains("1 nouveau(x), 0 complété(s), 0 inchangé(s).") && told.contains("rien n'a été écrit"),
        "{told}"
    );
    assert!(told.contains("colonne 4 « Remarque » : ignorée"), "{told}");
    assert_eq!(parties(&house).await, 0);
    on(&house.database, &["customers", "import", &file]).done();
    assert_eq!(parties(&house).await, 1);
    let again = on(&house.database, &["customers", "import", &file]).done();
    assert!(again.contains("ligne 2 : client connu, rien de nouveau"), "{again}");
    let name: String = sqlx::query_scalar("SELECT name FROM directory.parties")
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap();
    assert_eq!(name, "Caves du Château");
}

#[tokio::test]
async fn a_broken_list_is_told_row_by_row_and_writes_nothing() {
    let (house, scratch) = (House::open().await, Scratch::new());
    let broken = LIST.replace("00000001800010", "00000001800011") + "B;b;;\n";
    let file = scratch.with("clients.csv", broken);
    for arguments in [&["customers", "import", "--check", &file][..], &["customers", "import", &file]] {
        let told = on(&house.database, arguments).failed();
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 2, "{told}");
        assert!(lines[0].starts_with("ligne 2, colonne 3 (SIRET) « 00000001800011 » : "), "{told}");
        assert!(
            lines[0].ends_with("(PARTY_SIRET_INVALID)") && lines[1].ends_with("(PARTY_EMAIL_INVALID)"),
            "{told}"
        );
    }
    let workbook = scratch.with("clients.xlsx", b"PK\x03\x04workbook");
    let told = on(&house.database, &["customers", "import", &workbook]).failed();
    assert!(told.contains("ZIP") && told.contains("CUSTOMERS_CSV_NOT_CSV"), "{told}");
    let dos = scratch.with("dos.csv", b"Nom\nCh\x83teau\n");
    assert!(on(&house.database, &["customers", "import", &dos]).failed().contains("CUSTOMERS_CSV_ENCODING"));
    let missing = scratch.file("missing.csv");
    assert!(on(&house.database, &["customers", "import", &missing]).failed().contains("missing.csv"));
    assert_eq!(parties(&house).await, 0);
}

#[tokio::test]
async fn of_several_estates_one_is_named() {
    let (house, scratch) = (House::open().await, Scratch::new());
    let neighbour = house.neighbour().await;
    let file = scratch.with("clients.csv", LIST);
    let told = on(&house.database, &["customers", "import", &file]).failed();
    assert!(told.contains("--estate"), "{told}");
    on(&house.database, &["customers", "import", &file, "--estate", &neighbour.estate.to_string()]).done();
    let estates: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT estate_id FROM directory.parties")
        .fetch_all(house.database.owner_pool())
        .await
        .unwrap();
    assert_eq!(estates, [neighbour.estate.uuid()]);
}
