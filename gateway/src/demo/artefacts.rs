use std::path::Path;

use domain::units::Month;
use serde_json::json;

use super::documents as doc;
use super::story::DRM_FILE;
use super::teller::Teller;
use crate::cli::{Problem, export, return_files};
use crate::graphql::sdl;

/// Leaves in a folder all that the check made: what was told, the DRM file the books opened with, the month's return
/// as the portal takes it and as figures, the ledger, the schema.
pub async fn leave(teller: &Teller, folder: &Path) -> Result<Vec<String>, Problem> {
    let problem = |source| Problem::File { path: folder.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(problem)?;
    let month = Month::new(2026, 9).ok_or_else(|| Problem::Said("2026-09".to_owned()))?;
    let balances = teller.ask(doc::DRM, json!({ "month": "2026-09" })).await;
    let balances = balances.map_err(|error| Problem::Said(error.to_string()))?;
    let balances = format!("{balances:#}\n");
    let schema = sdl();
    let told = teller.told().join("\n") + "\n";
    let artefacts: [(&str, &[u8]); 4] = [
        ("recit.txt", told.as_bytes()),
        ("drm_2026-08.csv", DRM_FILE),
        ("drm_2026-09.json", balances.as_bytes()),
        ("schema.graphql", schema.as_bytes()),
    ];
    let returns = return_files(teller.app(), teller.estate(), month, &folder.join("drm")).await?;
    let mut names: Vec<String> = returns.into_iter().map(|name| format!("drm/{name}")).collect();
    for (name, bytes) in artefacts {
        std::fs::write(folder.join(name), bytes).map_err(problem)?;
        names.push(name.to_owned());
    }
    export(teller.app(), teller.estate(), Some(&folder.join("journal.ndjson"))).await?;
    names.push("journal.ndjson".to_owned());
    Ok(names)
}
