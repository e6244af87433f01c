use std::path::PathBuf;

use clap::{Arg, Args, CommandFactory, Parser, Subcommand};
use domain::units::{Date, EstateId};
use uuid::Uuid;

use super::drm_args::Drm;
use crate::database::Place;
use crate::people::{Role, Secret};
use crate::settings::{self, Settings, arguments};

/// The cellar books of a French wine estate: one ledger of events, and the excise return that follows from it.
#[derive(Parser)]
#[command(name = "monchai", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The whole command line: what is declared here, with the flags of the settings.
pub fn command_line() -> clap::Command {
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .help("File with settings [env: MONCHAI_CONFIG] [default: monchai.toml, if it is there]")
        .help_heading("Settings")
        .global(true);
    let serving = |command: clap::Command| command.args(arguments(settings::Place::Serving));
    Cli::command()
        .arg(config)
        .args(arguments(settings::Place::Everywhere))
        .mut_subcommand("serve", serving)
        .mut_subcommand("demo", serving)
}

/// Where the data is: a PostgreSQL of one's own, or a private one in a folder.
#[derive(Clone)]
pub struct Data {
    /// Folder of the private PostgreSQL; used when there is no database URL.
    pub folder: PathBuf,
    /// PostgreSQL to use instead of a private one.
    pub database_url: Option<String>,
    /// The same, as a role that may change the schema; the database URL by default.
    pub owner_database_url: Option<String>,
    /// How many connections to it.
    pub connections: u32,
}

impl Data {
    /// Where the settings say that the data is.
    pub fn of(settings: &Settings) -> Self {
        Self {
            folder: settings.data.clone(),
            database_url: settings.database_url.clone(),
            owner_database_url: settings.owner_database_url.clone(),
            connections: settings.database_connections,
        }
    }

    /// The place they name.
    pub fn place(&self) -> Place {
        match &self.database_url {
            Some(serve) => Place::Url {
                own: self.owner_database_url.clone().unwrap_or_else(|| serve.clone()),
                serve: serve.clone(),
            },
            None => Place::Folder(self.folder.clone()),
        }
    }
}

/// What the program can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the demo estate, with its figures, on this machine
    Demo(Demo),
    /// Serve every estate of the database
    Serve,
    /// Add people to an estate, change what they are, issue tokens
    #[command(subcommand)]
    User(User),
    /// Print what each role may do, as docs/roles.md has it
    Roles,
    /// Bring the schema up to date
    Migrate,
    /// Rebuild read models from the journal
    Rebuild(Rebuild),
    /// Verify, replay or export the journal
    #[command(subcommand)]
    Journal(Journal),
    /// Import, export or check DRM files
    #[command(subcommand)]
    Drm(Drm),
    /// Take in the customers of another program
    #[command(subcommand)]
    Customers(Customers),
    /// Write a backup into a folder, also while the server runs
    Backup {
        /// The folder; it is made where it is missing
        folder: PathBuf,
    },
    /// Restore a backup into an empty database, and verify all of it
    Restore(Restore),
    /// Print the GraphQL schema
    Schema,
    /// Show every setting that is in force, and where it comes from
    Settings(ShowSettings),
}

/// `monchai demo`
#[derive(Args)]
pub struct Demo {
    /// Walk the whole chain, verify every figure, and exit: 0 only if all hold
    #[arg(long)]
    pub check: bool,
    /// Leave every artefact of the check in this folder
    #[arg(long, value_name = "DIR", requires = "check")]
    pub out: Option<PathBuf>,
}

/// `monchai user`
#[derive(Subcommand)]
pub enum User {
    /// Make somebody a member, with a link to choose a password
    Add {
        /// Where letters go
        email: String,
        /// As others see it
        #[arg(long)]
        name: String,
        /// What they are there: see `monchai roles`
        #[arg(long, value_parser = role)]
        role: Role,
        /// The last day, YYYY-MM-DD; an auditor needs one
        #[arg(long, value_name = "DATE")]
        until: Option<Date>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Change what a member is
    Role {
        /// Whose
        email: String,
        /// What they are there: see `monchai roles`
        #[arg(value_parser = role)]
        role: Role,
        /// The last day, YYYY-MM-DD; an auditor needs one
        #[arg(long, value_name = "DATE")]
        until: Option<Date>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Issue a token to a member, in place of those of the same label, and print it
    Token {
        /// Whose
        email: String,
        /// What it is for
        #[arg(long, default_value = "monchai user token")]
        label: String,
        /// What it may do at most
        #[arg(long, value_parser = role)]
        role: Role,
        /// For how many days, up to 366
        #[arg(long, default_value_t = 90)]
        days: i32,
        /// The token itself, `mc_` and at least 32 letters or digits, instead of a new one
        #[arg(long, env = "MONCHAI_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = secret)]
        secret: Option<Secret>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Print a link with which somebody chooses a new password, within two hours
    Reset {
        /// Whose
        email: String,
    },
    /// List the members of an estate
    List {
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
}

/// `monchai customers`
#[derive(Subcommand)]
pub enum Customers {
    /// Take in a list of customers, all of it or nothing: who is known by SIREN, SIRET, or e-mail and name is completed
    Import {
        /// A CSV file with a header: UTF-8 or Windows-1252, cells parted by `;`, `,` or tab
        file: PathBuf,
        /// Read and report, write nothing
        #[arg(long)]
        check: bool,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
}

fn role(word: &str) -> Result<Role, String> {
    let words = Role::ALL.map(Role::word).join(", ");
    Role::read(word).ok_or_else(|| format!("one of {words}"))
}

fn secret(text: &str) -> Result<Secret, String> {
    Secret::given(text).ok_or_else(|| "`mc_` and at least 32 letters or digits".to_owned())
}

/// `monchai restore`
#[derive(Args)]
pub struct Restore {
    /// A folder of backups (its newest one), or one backup's file
    pub from: PathBuf,
    /// The file of the keys of persons; `keys.dump` beside the backup by default. Always give the newest
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
}

/// `monchai settings`
#[derive(Args)]
pub struct ShowSettings {
    /// Write the reference page instead: docs/settings.md
    #[arg(long)]
    pub markdown: bool,
}

/// `monchai rebuild`
#[derive(Args)]
pub struct Rebuild {
    /// Only this model: cellar, stock or drm
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// Only this estate
    #[arg(long, value_name = "ID")]
    pub estate: Option<Uuid>,
}

/// `monchai journal`
#[derive(Subcommand)]
pub enum Journal {
    /// Verify the hash chain, of the database or of an export file; names the first fault
    Verify {
        /// An export file; it needs no database
        file: Option<PathBuf>,
        /// Only this estate
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Print what happened, event by event
    Replay {
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
        /// Only this aggregate, with its state at the end: TYPE/ID
        #[arg(long, value_name = "TYPE/ID")]
        aggregate: Option<String>,
    },
    /// Write the ledger to a file, one JSON line an event
    Export {
        /// The file; standard output when there is none
        file: Option<PathBuf>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
}

/// The estate of that id, if one was named.
pub fn named(estate: Option<Uuid>) -> Option<EstateId> {
    estate.map(EstateId::new)
}
