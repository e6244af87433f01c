use std::path::PathBuf;
use std::time::Instant;

use super::args::{Data, Demo};
use super::drm::open;
use super::main::with_app;
use super::problem::Problem;
use super::serve::token;
use crate::app::App;
use crate::database::Database;
use crate::demo::{Teller, demo_opening, leave, tell, verify};
use crate::graphql;
use crate::http::{self, Documents, Health, Live, Origins, Served};

/// `monchai demo`
pub(super) fn demo(args: Demo, data: &Data) -> Result<(), Problem> {
    if args.check {
        return check(args.out, data);
    }
    let data = Data { folder: data.folder.join("demo"), ..data.clone() };
    with_app(&data, async |app, database| serve(app, database, args).await)
}

/// Walks the whole chain on an empty database of its own, whatever `DATABASE_URL` says, and leaves nothing behind but what `--out` asks for.
fn check(out: Option<PathBuf>, data: &Data) -> Result<(), Problem> {
    let started = Instant::now();
    let folder = std::env::temp_dir().join(format!("monchai-check-{}", uuid::Uuid::now_v7().simple()));
    let data = Data { folder: folder.clone(), database_url: None, ..data.clone() };
    let outcome = with_app(&data, async |app, _database| {
        let mut teller = seeded(app, true).await?;
        let told = tell(&mut teller).await.map_err(|untrue| Problem::Said(untrue.to_string()))?;
        let verdict = verify(&mut teller, &told).await;
        let verdict = verdict.map_err(|untrue| Problem::Said(untrue.to_string()))?;
        if let Some(folder) = &out {
            let names = leave(&teller, folder).await?;
            println!("{} : {}", folder.display(), names.join(", "));
        }
        teller.app().pool.close().await;
        Ok(verdict)
    });
    // The server has gone with `with_app`; its folder is ours alone.
    let _ = std::fs::remove_dir_all(&folder);
    let verdict = outcome?;
    println!("Tout est vérifié : {} événements, {} s.", verdict.events, started.elapsed().as_secs());
    Ok(())
}

/// The demo estate, opened from its DRM file.
async fn seeded(app: App, aloud: bool) -> Result<Teller, Problem> {
    let opening = demo_opening().map_err(|untrue| Problem::Said(untrue.to_string()))?;
    open(&app, &opening).await?;
    Ok(Teller::new(app, opening.estate, aloud))
}

async fn serve(app: App, database: Database, args: Demo) -> Result<(), Problem> {
    let (token, _) = token(None)?;
    let opening = demo_opening().map_err(|untrue| Problem::Said(untrue.to_string()))?;
    let estate = opening.estate;
    if !app.journal.estates().await?.contains(&estate) {
        println!("Le domaine de démonstration s'installe…");
        let mut teller = seeded(app.clone(), true).await?;
        tell(&mut teller).await.map_err(|untrue| Problem::Said(untrue.to_string()))?;
    }
    let shown = token.reveal().to_owned();
    let health = Health::default();
    let served = Served {
        app,
        schema: graphql::build(),
        estate,
        token,
        health,
        live: Live::default(),
        origins: Origins::default(),
        documents: Documents::default(),
    };
    http::serve(served, database, args.listen, |address| invite(&address.to_string(), &shown))
        .await
        .map_err(Problem::Serve)
}

/// The address, and a query that is ready to be sent.
fn invite(address: &str, token: &str) {
    let query = "{ estate { name } vats { edges { node { code content capacity wine { label } } } } \
                 products { edges { node { vintage onHand reserved available sold wine { label } } } } }";
    println!("\nMon Chai sert le domaine de démonstration sur http://{address}/graphql");
    println!("jeton de cette session : {token}\n");
    println!("curl -s http://{address}/graphql -H 'Authorization: Bearer {token}' \\");
    println!("  -H 'Content-Type: application/json' -d '{{\"query\":\"{query}\"}}'\n");
    println!("Ctrl-C pour arrêter.");
}
