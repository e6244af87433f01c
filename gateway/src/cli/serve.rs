use std::path::Path;

use super::args::{Data, Serve, named};
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::graphql;
use crate::http::{self, Documents, Health, Live, Origins, Persisted, Served, Token};

/// `monchai serve`
pub(super) fn serve(args: Serve, data: &Data) -> Result<(), Problem> {
    let (token, made) = token(args.token.as_deref())?;
    let unfit = "Une origine s'écrit https://exemple.fr, sans rien après.";
    let origins = Origins::listed(args.origins).ok_or_else(|| Problem::Said(unfit.to_owned()))?;
    let known = persisted(args.persisted.as_deref())?;
    let documents = Documents { known, only: args.only_persisted };
    with_app(data, async |app, database| {
        let estate = estate_of(&app, named(args.estate)).await?;
        let shown = token.reveal().to_owned();
        let health = Health::default();
        let served = Served {
            app,
            schema: graphql::build(),
            estate,
            token,
            health,
            live: Live::default(),
            origins,
            documents,
        };
        let ready = |address| {
            println!("http://{address}/graphql");
            if made {
                println!("{shown}");
            }
        };
        http::serve(served, database, args.listen, ready).await.map_err(Problem::Serve)
    })
}

/// The documents that are built in, and those of the manifest.
fn persisted(manifest: Option<&Path>) -> Result<Persisted, Problem> {
    let Some(path) = manifest else { return Ok(Persisted::default()) };
    let told = |error: &dyn std::fmt::Display| Problem::Said(format!("{} : {error}", path.display()));
    let json = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    Persisted::default().with_manifest(&json).map_err(|error| told(&error))
}

/// The token that was given, or a new one; whether it is new.
pub(super) fn token(given: Option<&str>) -> Result<(Token, bool), Problem> {
    if let Some(text) = given {
        let weak = "Le jeton doit s'écrire mc_ suivi d'au moins 32 lettres ou chiffres.";
        return Ok((Token::given(text).ok_or_else(|| Problem::Said(weak.to_owned()))?, false));
    }
    let token = Token::generate().map_err(|error| Problem::Said(format!("aucun hasard : {error}")))?;
    Ok((token, true))
}
