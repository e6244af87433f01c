use std::future::Future;
use std::process::ExitCode;

use clap::FromArgMatches;
use domain::units::EstateId;

use domain::drm::declared::ArtefactFormat;

use super::args::{Cli, Command, Customers, Data, ShowSettings, command_line};
use super::drm_args::Drm;
use super::problem::Problem;
use super::returns::{self, To};
use super::{backup, customers, demo, drm, journal, models, serve, user};
use crate::access::markdown;
use crate::app::App;
use crate::database::Database;
use crate::graphql::sdl;
use crate::messages::Language;
use crate::settings::{self, Settings, SettingsError, Sources};
use crate::telemetry;

/// Runs the program: 0 when it did what it was asked, 1 when it could not, 2 when it was not understood.
pub fn main() -> ExitCode {
    let matches = command_line().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let sources = match Sources::gather(&matches, |name| std::env::var(name).ok()) {
        Ok(sources) => sources,
        Err(error) => return not_understood(&error),
    };
    match cli.command {
        Command::Settings(ShowSettings { markdown: true }) => {
            print!("{}", settings::markdown());
            return ExitCode::SUCCESS;
        }
        Command::Settings(ShowSettings { markdown: false }) => {
            let shown = settings::effective(&sources);
            return shown.map_or_else(
                |error| not_understood(&error),
                |told| {
                    print!("{told}");
                    ExitCode::SUCCESS
                },
            );
        }
        _ => {}
    }
    let settings = match Settings::from_sources(&sources) {
        Ok(settings) => settings,
        Err(error) => return not_understood(&error),
    };
    // Kept until the end: what it has not sent yet, it sends then.
    let _telemetry = match telemetry::start(&settings, !matches!(cli.command, Command::Serve)) {
        Ok(telemetry) => telemetry,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    match run(cli, settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{}", problem.told(Language::French));
            ExitCode::FAILURE
        }
    }
}

/// Clap ends with 2 as well.
fn not_understood(error: &SettingsError) -> ExitCode {
    eprintln!("error: {error}\n\nFor more information, try 'monchai settings' or '--help'.");
    ExitCode::from(2)
}

fn run(cli: Cli, settings: Settings) -> Result<(), Problem> {
    let data = Data::of(&settings);
    match cli.command {
        Command::Demo(args) => demo::demo(args, &data, settings),
        Command::Serve => serve::serve(&data, settings),
        Command::Migrate => with_app(&data, async |_, _| {
            println!("Le schéma est à jour.");
            Ok(())
        }),
        Command::User(command) => user::user(command, &data, &settings),
        Command::Roles => {
            print!("{}", markdown());
            Ok(())
        }
        Command::Rebuild(args) => models::rebuild(args, &data),
        Command::Journal(args) => journal::journal(args, &data),
        Command::Drm(Drm::Check { file, previous }) => drm::check(&file, previous.as_deref()),
        Command::Drm(Drm::Import { file, name, check }) => drm::import(&file, name, check, &data),
        Command::Drm(Drm::Export { month, format, file, out, estate }) => {
            let format = format.map(Into::into);
            let to = match out {
                Some(folder) => To::Folder(folder, format),
                None => To::One(format.unwrap_or(ArtefactFormat::DtiPlus), file),
            };
            returns::export(month, &to, estate, &data)
        }
        Command::Customers(Customers::Import { file, check, estate }) => {
            customers::import(&file, check, estate, &data)
        }
        Command::Backup { folder } => backup::backup(folder, &data),
        Command::Restore(args) => backup::restore(args, &data),
        Command::Schema => {
            print!("{}", sdl());
            Ok(())
        }
        // Shown before anything is read.
        Command::Settings(_) => Ok(()),
    }
}

/// Opens the database, brings its schema up to date, and runs with the application over it. The private server, if
/// there is one, is started before the runtime: it must belong to the main thread.
pub(super) fn with_app<T>(
    data: &Data,
    work: impl AsyncFnOnce(App, Database) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let database = Database::open(data.place())?;
    block_on(async {
        database.migrate().await?;
        let pool = database.pool(data.connections).await?;
        work(App::new(pool), database).await
    })
}

/// Runs to the end on a runtime of its own.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Problem::Serve)?;
    runtime.block_on(work)
}

/// The estate that was named, or the only one there is.
pub(super) async fn estate_of(app: &App, named: Option<EstateId>) -> Result<EstateId, Problem> {
    let estates = app.journal.estates().await?;
    match (named, estates.as_slice()) {
        (Some(named), _) if estates.contains(&named) => Ok(named),
        (Some(named), _) => Err(Problem::Said(format!("Aucun domaine {named} dans ce journal."))),
        (None, [only]) => Ok(*only),
        (None, []) => {
            Err(Problem::Said("Le journal est vide : commencez par `monchai drm import FICHIER`.".to_owned()))
        }
        (None, several) => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Problem::Said(format!("Plusieurs domaines : précisez --estate parmi {}.", ids.join(", "))))
        }
    }
}
