//! Returns of others: held against the rules, and opened from.

use testkit::TestDatabase;

use crate::support::{Scratch, monchai, on, run};

/// The returns of the demo, in a folder.
fn returns(scratch: &Scratch) -> String {
    let out = scratch.file("out");
    run(monchai().args(["demo", "--check", "--out", &out])).done();
    format!("{out}/drm")
}

fn check(args: &[&str]) -> std::process::Command {
    let mut command = monchai();
    command.args(["drm", "check"]).args(args);
    command
}

#[test]
fn a_return_is_held_against_the_rules_and_the_return_before_it() {
    let scratch = Scratch::new();
    let folder = returns(&scratch);
    let of = |month: &str| format!("{folder}/drm_2026-{month}_dtiplus.xml");
    for (month, before) in [("05", "04"), ("06", "05"), ("07", "06"), ("08", "07"), ("09", "08")] {
        let told = run(&mut check(&[&of(month), "--previous", &of(before)])).done();
        assert!(told.contains("Aucune erreur."), "{month}: {told}");
    }
    // A portal's file stands before customs' as well.
    let csv = format!("{folder}/drm_2026-05_interloire.csv");
    run(&mut check(&[&of("06"), "--previous", &csv])).done();

    let skipped = run(&mut check(&[&of("06"), "--previous", &of("04")])).failed();
    assert!(skipped.contains("RG9") && skipped.contains("RG33"), "{skipped}");
    let later = run(&mut check(&[&of("06"), "--previous", &of("07")])).failed();
    assert!(later.contains("juillet 2026") && later.contains("juin 2026"), "{later}");

    let text = std::fs::read_to_string(of("06")).unwrap();
    let other = scratch.with("autre.xml", text.replace("FR0000000002V", "FR0000000003V"));
    let stranger = run(&mut check(&[&of("07"), "--previous", &other])).failed();
    assert!(stranger.contains("FR0000000003V"), "{stranger}");

    let unbalanced = scratch.with("stock.xml", text.replacen("<stock-fin-periode>", "<stock-fin-periode>1", 1));
    let told = run(&mut check(&[&unbalanced])).failed();
    assert!(told.contains("RG11 (erreur, ligne ") && told.contains("Muscadet"), "{told}");
    let malformed = scratch.with("forme.xml", text.replacen("<mois>06", "<mois>six", 1));
    let told = run(&mut check(&[&malformed])).failed();
    assert!(told.contains("RG1 (bloquant, ligne ") && told.contains("periode-taxation"), "{told}");
}

#[tokio::test]
async fn an_estate_opens_from_customs_xml_and_goes_on_where_it_ended() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    let file = format!("{}/drm_2026-09_dtiplus.xml", returns(&scratch));
    assert!(on(&database, &["drm", "import", "--check", &file]).done().contains("Aucune erreur."));
    let text = std::fs::read_to_string(&file).unwrap();
    let unbalanced = scratch.with("stock.xml", text.replacen("<stock-fin-periode>", "<stock-fin-periode>1", 1));
    let told = on(&database, &["drm", "import", &unbalanced]).failed();
    assert!(told.contains("ligne ") && told.contains("RG11"), "{told}");
    // Every account that cannot be placed is told with its line, and the check tells just what the import tells.
    let both = text
        .replacen("<stock-fin-periode>", "<stock-fin-periode>1", 1)
        .replacen("volume=\"CL_75\"", "volume=\"AUTRE\" volumePersonnalise=\"0.5\" bib=\"false\"", 1);
    let both = scratch.with("deux.xml", both);
    let told = on(&database, &["drm", "import", &both]).failed();
    assert_eq!(told.lines().filter(|line| line.starts_with("ligne ")).count(), 2, "{told}");
    assert!(told.contains("(BOTTLE_SIZE_INVALID)"), "{told}");
    assert_eq!(on(&database, &["drm", "import", "--check", &both]).failed(), told);
    let empty = on(&database, &["drm", "export", "--month", "2026-10"]).failed();
    assert!(empty.contains("Le journal est vide"), "nothing was written: {empty}");
    let opened = on(&database, &["drm", "import", &file, "--name", "Repris"]).done();
    assert!(opened.contains("204,45 hl") && opened.contains("octobre 2026"), "{opened}");
    // The first month of the new books opens with what the old ones closed with, and customs would take it.
    let next = scratch.file("suite.xml");
    on(&database, &["drm", "export", "--month", "2026-10", &next]).done();
    run(&mut check(&[&next, "--previous", &file])).done();
}
