use super::args::Data;
use super::main::with_app;
use super::problem::Problem;
use crate::app::App;
use crate::http::{self, Front, Served};
use crate::people::People;
use crate::settings::Settings;

/// `monchai serve`
pub(super) fn serve(data: &Data, settings: Settings) -> Result<(), Problem> {
    with_app(data, async |app, database| {
        let listen = settings.listen;
        let served = served(app, settings)?;
        if let Some(folder) = served.app.people.post.folder() {
            eprintln!("Aucun serveur de courrier n'est réglé : les lettres vont dans {}.", folder.display());
        }
        http::serve(served, database, listen, |address| println!("http://{address}/graphql"))
            .await
            .map_err(Problem::Serve)
    })
}

/// The application as the settings have it served.
pub(super) fn served(app: App, settings: Settings) -> Result<Served, Problem> {
    let people = People::of(&settings).map_err(|error| Problem::Said(error.to_string()))?;
    let front = Front::new(settings);
    let app = App { people, ..app }.watched(front.metrics.append_watcher());
    Served::new(app, front).map_err(Problem::Said)
}
