use std::path::PathBuf;

use super::args::{Data, Restore};
use super::main::block_on;
use super::problem::Problem;
use crate::backup::{Chosen, Restored, Taken, restore as restore_into, take};
use crate::database::Database;

/// `monchai backup`
pub(super) fn backup(folder: PathBuf, data: &Data) -> Result<(), Problem> {
    let database = Database::reach(data.place())?;
    block_on(async {
        let told = |bytes: u64| eprintln!("{} Kio écrits…", bytes / 1024);
        let Taken { path, manifest, keys } = take(&database.owner_url(), &folder, told).await?;
        for held in &manifest.estates {
            println!("domaine {} : position {}", held.estate, held.position);
        }
        println!("{} : {} octets, SHA-256 {}", manifest.dump, manifest.bytes, manifest.sha256);
        match keys {
            Some(keys) => println!("{} : les clés des personnes, dans leur dernier état", keys.display()),
            None => println!("aucune clé de personnes dans cette base"),
        }
        println!("Sauvegarde faite : {}", path.display());
        Ok(())
    })
}

/// `monchai restore`
pub(super) fn restore(args: Restore, data: &Data) -> Result<(), Problem> {
    let chosen = Chosen::find(&args.from, args.keys)?;
    let database = Database::open(data.place())?;
    block_on(async {
        let restored = restore_into(chosen, &database, |step| eprintln!("{step}")).await?;
        let Restored { manifest, events, models, keys } = restored;
        if keys.is_none() {
            println!("sans clés de personnes : ce qui est scellé reste illisible");
        }
        println!(
            "Sauvegarde du {} restaurée : {} domaines, {events} événements vérifiés jusqu'aux têtes du manifeste, \
             {models} modèles de lecture reconstruits.",
            manifest.taken_at,
            manifest.estates.len()
        );
        Ok(())
    })
}
