use projections::{Progress, Scope};

use super::args::{Data, Rebuild, named};
use super::main::with_app;
use super::problem::Problem;

/// `monchai rebuild`
pub(super) fn rebuild(args: Rebuild, data: &Data) -> Result<(), Problem> {
    with_app(data, async |app, _| {
        let scope = Scope { model: args.model.as_deref(), estate: named(args.estate) };
        let rebuilt = app.projector.rebuild(scope, |progress| told(&progress)).await?;
        println!("{} reconstruits, {} en échec", rebuilt.rebuilt, rebuilt.failed);
        if rebuilt.failed > 0 {
            return Err(Problem::Said("Les modèles en échec gardent leurs anciennes lignes.".to_owned()));
        }
        Ok(())
    })
}

fn told(progress: &Progress) {
    let Progress { estate, model, done, total, outcome } = progress;
    match outcome {
        Ok(position) => println!("[{done}/{total}] {estate} : {model}, position {position}"),
        Err(fault) => println!("[{done}/{total}] {estate} : {model}, échec : {fault}"),
    }
}
