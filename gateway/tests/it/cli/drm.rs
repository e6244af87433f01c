use testkit::TestDatabase;

use crate::restart::last_return;
use crate::support::{Scratch, monchai, on, run};

/// How many events and commands there are.
async fn written(database: &TestDatabase) -> (i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM journal.events), (SELECT count(*) FROM journal.commands)";
    sqlx::query_as(sql).fetch_one(database.owner_pool()).await.unwrap()
}

/// The closing stocks of a file, wines by label and capsules by what they are, read without our reader.
pub fn closings(file: &str) -> Vec<(String, String)> {
    let mut closings: Vec<(String, String)> = file
        .lines()
        .map(|line| line.split([',', ';']).map(|cell| cell.trim_matches('"')).collect::<Vec<_>>())
        .filter(|cells| cells.len() > 16 && matches!(cells[14], "stocks_fin" | "stock_fin"))
        .map(|cells| {
            let name = if cells[0] == "CAVE" { cells[12].to_owned() } else { cells[4..7].join(" ") };
            (name, cells[16].to_owned())
        })
        .collect();
    closings.sort();
    closings
}

#[tokio::test]
async fn a_return_opens_an_estate_once() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    let file = scratch.with("drm.csv", last_return());
    let told = on(&database, &["drm", "import", &file, "--name", "Domaine de la Vigie"]).done();
    assert!(told.contains("DRM de août 2025") && told.contains("7 comptes"), "{told}");
    assert!(told.contains("202,5 hl") && told.contains("ouvert sur septembre 2025"), "{told}");
    let before = written(&database).await;
    for _ in 0..2 {
        let told = on(&database, &["drm", "import", &file]).failed();
        assert_eq!(told.trim(), "Ce domaine a déjà ouvert ses registres. (ESTATE_ALREADY_REGISTERED)");
    }
    assert_eq!(written(&database).await, before);
}

#[tokio::test]
async fn a_broken_file_is_told_row_by_row_and_writes_nothing() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    let broken = last_return()
        .replacen("ventefrancebouteillecrd,16.2", "ventefrancebouteilecrd,16.2", 1)
        .replacen("stocks_fin,revendique,59,", "stocks_fin,revendique,58,", 1)
        .replacen("stock_fin,fin,470", "stock_fin,fin,quatre", 1)
        .replacen("ventefrancebibcrd,1.5,", "ventefrancebibcrd,1.5.0,", 1);
    let lines: Vec<usize> = broken
        .lines()
        .zip(last_return().lines())
        .enumerate()
        .filter(|(_, (broken, good))| broken != good)
        .map(|(index, _)| index + 1)
        .collect();
    let file = scratch.with("broken.csv", &broken);
    for arguments in
        [&["drm", "import", "--check", &file][..], &["drm", "check", &file], &["drm", "import", &file]]
    {
        let ran = on(&database, arguments);
        assert_eq!(ran.stdout, "", "nothing is read from what cannot be read");
        let told = ran.failed();
        for line in &lines {
            let row = told.lines().find(|row| row.starts_with(&format!("ligne {line}, colonne ")));
            let row = row.unwrap_or_else(|| panic!("line {line} is not in {told}"));
            let place = row.split(" : ").next().unwrap();
            assert!(place.contains(" (") && place.ends_with('»'), "line, column with its name, value: {row}");
            assert!(row.len() > place.len() + 10, "and the reason: {row}");
        }
        assert_eq!(told.lines().count(), lines.len(), "{told}");
    }
    let told = on(&database, &["drm", "check", &file]).failed();
    assert!(told.contains("colonne 16 (TYPE MOUVEMENT) « ventefrancebouteilecrd »"), "{told}");
    assert!(told.contains("vouliez-vous dire « ventefrancebouteillecrd »"), "{told}");
    assert_eq!(written(&database).await, (0, 0));
}

#[tokio::test]
async fn a_country_that_is_none_is_told_with_its_row() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    let broken = last_return().replacen("Belgique", "Belgik", 1);
    let line = 1 + broken.lines().position(|line| line.contains("Belgik")).unwrap();
    let file = scratch.with("pays.csv", &broken);
    for arguments in
        [&["drm", "check", &file][..], &["drm", "import", "--check", &file], &["drm", "import", &file]]
    {
        let told = on(&database, arguments).failed();
        assert!(told.contains(&format!("ligne {line}, colonne 18")) && told.contains("« Belgik »"), "{told}");
        assert!(told.contains("vouliez-vous dire « Belgique »"), "{told}");
    }
    assert_eq!(written(&database).await, (0, 0));
    let spelled = last_return().replacen("Belgique", "BELGIQUE", 1).replacen("Royaume-Uni", "gb", 1);
    on(&database, &["drm", "check", &scratch.with("casse.csv", spelled)]).done();
}

#[tokio::test]
async fn checking_a_good_file_writes_nothing_and_needs_no_database() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    let file = scratch.with("drm.csv", last_return());
    let told = on(&database, &["drm", "import", "--check", &file]).done();
    assert!(told.contains("7 comptes") && told.contains("Aucune erreur."), "{told}");
    assert_eq!(written(&database).await, (0, 0));
    let nowhere = ["--database-url", "postgres://nobody@localhost:1/nowhere", "drm", "check", &file];
    run(monchai().args(nowhere)).done();
    let told = on(&database, &["drm", "check", &scratch.file("missing.csv")]).failed();
    assert!(told.contains("missing.csv"), "{told}");
}

#[tokio::test]
async fn the_return_of_a_month_is_a_file_that_opens_books_again() {
    let (first, second) = (TestDatabase::new().await, TestDatabase::new().await);
    let scratch = Scratch::new();
    let opened = last_return();
    on(&first, &["drm", "import", &scratch.with("august.csv", &opened)]).done();
    let september = scratch.file("september.csv");
    on(&first, &["drm", "export", "--month", "2025-09", "--format", "interloire", &september]).done();
    let written = std::fs::read_to_string(&september).unwrap();
    assert_eq!(closings(&written), closings(&opened), "nothing happened in September");
    assert_eq!(
        on(&first, &["drm", "export", "--month", "2025-09", "--format", "interloire"]).done(),
        written,
        "to standard output as well"
    );
    let pages = scratch.file("september.pdf");
    on(&first, &["drm", "export", "--month", "2025-09", "--format", "pdf", &pages]).done();
    assert!(std::fs::read(&pages).unwrap().starts_with(b"%PDF-"));
    on(&first, &["drm", "check", &september]).done();
    let folder = scratch.file("fichiers");
    let one = ["drm", "export", "--month", "2025-09", "--format", "dtiplus", "--out", &folder];
    assert!(on(&first, &one).done().trim().ends_with("drm_2025-09_dtiplus.xml"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "that format alone");
    on(&second, &["drm", "import", &september]).done();
    let october = on(&second, &["drm", "export", "--month", "2025-10", "--format", "interloire"]).done();
    assert_eq!(closings(&october), closings(&opened));
}
