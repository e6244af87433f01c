use super::args::{Data, Serve};
use super::main::with_app;
use super::problem::Problem;
use crate::http::{self, Served};
use crate::people::People;

/// `monchai serve`
pub(super) fn serve(args: Serve, data: &Data) -> Result<(), Problem> {
    let people = people(data);
    with_app(data, async |mut app, database| {
        app.people = people;
        if let Some(folder) = app.people.post.folder() {
            eprintln!("Aucun serveur de courrier n'est réglé : les lettres vont dans {}.", folder.display());
        }
        let served = Served::new(app).map_err(Problem::Said)?;
        http::serve(served, database, args.listen, |address| println!("http://{address}/graphql"))
            .await
            .map_err(Problem::Serve)
    })
}

/// How people come in: letters go into a folder beside the data.
pub(super) fn people(data: &Data) -> People {
    let post = crate::people::Post::Folder(data.folder.join("courrier"));
    People { post: std::sync::Arc::new(post), ..People::default() }
}
