use crate::support::{Scratch, monchai, run};

#[test]
fn the_check_walks_the_whole_chain_and_leaves_its_artefacts() {
    let scratch = Scratch::new();
    let (out, own) = (scratch.file("out"), scratch.path().join("own"));
    std::fs::create_dir(&own).unwrap();
    let mut command = monchai();
    command.args(["demo", "--check", "--out", &out]).current_dir(&own).env("TMPDIR", &own);
    let told = run(&mut command).done();
    let figures = [
        "C1 : 24,6 hl",
        "C1 : 19,6 hl, C2 : 5 hl",
        "C1 : 19,5 hl",
        "18,95 hl",
        "2 440 en stock",
        "sorties de DRM et FEC (58 lignes) concordent",
        "Tout est vérifié",
    ];
    for figure in figures {
        assert!(told.contains(figure), "{figure}: {told}");
    }
    assert_eq!(std::fs::read_dir(&own).unwrap().count(), 0, "nothing is left but what was asked for");

    let artefact = |name: &str| std::fs::read_to_string(scratch.path().join("out").join(name)).unwrap();
    assert!(told.contains(artefact("recit.txt").lines().next().unwrap()));
    assert_eq!(artefact("schema.graphql"), include_str!("../../../schema.graphql"));
    let balances: serde_json::Value = serde_json::from_str(&artefact("drm_2026-09.json")).unwrap();
    assert_eq!(balances["drmMonth"]["holds"], true);
    for name in ["drm_2026-03.csv", "drm/drm_2026-09_interloire.csv"] {
        run(monchai().args(["drm", "check", &format!("{out}/{name}")])).done();
    }
    books_agree(&scratch.path().join("out"));
    let pages = std::fs::read(scratch.path().join("out/drm/drm_2026-09_pdf.pdf")).unwrap();
    assert!(pages.starts_with(b"%PDF-"));
    for month in 4..=9 {
        let name = format!("drm/drm_2026-{month:02}_dtiplus.xml");
        let customs = artefact(&name);
        assert!(customs.contains(&format!("<mois>{month:02}</mois>")), "{name}");
        assert!(customs.contains("http://douane.finances.gouv.fr"), "{name}");
        if let Ok(schema) = std::env::var("MONCHAI_CIEL_XSD") {
            let file = format!("{out}/{name}");
            run(std::process::Command::new("xmllint").args(["--noout", "--schema", &schema, &file])).done();
        }
    }
    let ledger = format!("{out}/journal.ndjson");
    assert!(run(monchai().args(["journal", "verify", &ledger])).done().contains("la chaîne tient"));
    let mut bytes = std::fs::read(&ledger).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let changed = scratch.with("changed.ndjson", bytes);
    assert!(run(monchai().args(["journal", "verify", &changed])).failed().contains("La chaîne ne tient pas"));
}

/// The files of the books say the same, read as a bookkeeper's program reads them.
fn books_agree(out: &std::path::Path) {
    let rows = |name: &str, separator: char| -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(out.join(name)).unwrap();
        let rows = text.split_terminator("\r\n").skip(1);
        rows.map(|row| row.split(separator).map(ToOwned::to_owned).collect()).collect()
    };
    let cents = |cell: &str| cell.replace(',', "").parse::<i64>().unwrap();
    let journal = rows("999999998FEC20261231.txt", '\t');
    let credited = |account: &str| -> i64 {
        let own = journal.iter().filter(|row| row[4].starts_with(account));
        own.map(|row| cents(&row[12]) - cents(&row[11])).sum()
    };
    let vat = rows("tva-2026.csv", ';');
    let told = |column: usize| vat.iter().map(|row| cents(&row[column])).sum::<i64>();
    assert_eq!((credited("70"), credited("4457")), (told(3), told(4)));
    let invoices = rows("factures-2026.csv", ';');
    // What was replaced is taken back by the document in its place.
    let replaced: Vec<&String> =
        invoices.iter().filter(|row| row[1] == "Facture rectificative").map(|row| &row[9]).collect();
    let standing = invoices.iter().filter(|row| !replaced.contains(&&row[0]));
    let (net, gross) = standing.fold((0, 0), |sum, row| (sum.0 + cents(&row[10]), sum.1 + cents(&row[12])));
    assert_eq!((net, gross - net), (told(3), told(4)));
    assert_eq!((invoices.len(), replaced.len()), (12, 1));
}
