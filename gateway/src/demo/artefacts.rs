use std::path::Path;

use domain::units::Month;
use serde_json::json;

use super::documents as doc;
use super::months::{FILED_BEFORE, STORY_MONTH};
use super::story::DRM_FILE;
use super::teller::Teller;
use crate::artefacts::{BookFormat, BookPeriod, of_books};
use crate::cli::{Problem, export, return_files};
use crate::graphql::sdl;

/// Leaves in a folder all that the check made: what was told, the DRM file the books opened with, the returns of
/// six months as the portals take them, September's as figures, the books of the sales, the ledger, the schema.
pub async fn leave(teller: &Teller, folder: &Path) -> Result<Vec<String>, Problem> {
    let problem = |source| Problem::File { path: folder.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(problem)?;
    let balances = teller.ask(doc::DRM, json!({ "month": "2026-09" })).await;
    let balances = balances.map_err(|error| Problem::Said(error.to_string()))?;
    let balances = format!("{balances:#}\n");
    let schema = sdl();
    let told = teller.told().join("\n") + "\n";
    let artefacts: [(&str, &[u8]); 4] = [
        ("recit.txt", told.as_bytes()),
        ("drm_2026-03.csv", DRM_FILE),
        ("drm_2026-09.json", balances.as_bytes()),
        ("schema.graphql", schema.as_bytes()),
    ];
    let mut names = Vec::new();
    for month in FILED_BEFORE.iter().chain([&STORY_MONTH]) {
        let month: Month = month.parse().map_err(|_| Problem::Said((*month).to_owned()))?;
        let returns = return_files(teller.app(), teller.estate(), month, &folder.join("drm")).await?;
        names.extend(returns.into_iter().map(|name| format!("drm/{name}")));
    }
    for format in BookFormat::ALL {
        let book = of_books(&teller.app().pool, teller.estate(), BookPeriod::Year(2026), format).await;
        let book = book.map_err(|error| Problem::Said(error.to_string()))?;
        std::fs::write(folder.join(&book.name), book.content).map_err(problem)?;
        names.push(book.name);
    }
    for (name, bytes) in artefacts {
        std::fs::write(folder.join(name), bytes).map_err(problem)?;
        names.push(name.to_owned());
    }
    export(teller.app(), teller.estate(), Some(&folder.join("journal.ndjson"))).await?;
    names.push("journal.ndjson".to_owned());
    Ok(names)
}
