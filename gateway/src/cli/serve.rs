use super::args::{Data, Serve, named};
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::graphql;
use crate::http::{self, Front, Health, Served, Token};
use crate::settings::Settings;

/// `monchai serve`
pub(super) fn serve(args: Serve, data: &Data, settings: Settings) -> Result<(), Problem> {
    let (token, made) = token(args.token.as_deref())?;
    with_app(data, async |app, database| {
        let estate = estate_of(&app, named(args.estate)).await?;
        let shown = token.reveal().to_owned();
        let (health, listen, front) = (Health::default(), settings.listen, Front::new(settings));
        let served = Served {
            app: app.watched(front.metrics.append_watcher()),
            schema: graphql::build(),
            estate,
            token,
            health,
            front,
        };
        let ready = |address| {
            println!("http://{address}/graphql");
            if made {
                println!("{shown}");
            }
        };
        http::serve(served, database, listen, ready).await.map_err(Problem::Serve)
    })
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
