use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use domain::units::{EstateId, Month};
use uuid::Uuid;

use crate::database::Place;

/// The cellar books of a French wine estate: one ledger of events, and the excise return that follows from it.
#[derive(Parser)]
#[command(name = "monchai", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where the data is.
    #[command(flatten)]
    pub data: Data,
}

/// Where the data is: a PostgreSQL of one's own, or a private one in a folder.
#[derive(Args, Clone)]
pub struct Data {
    /// Folder of the private PostgreSQL; used when there is no database URL
    #[arg(
        long = "data",
        global = true,
        env = "MONCHAI_DATA",
        value_name = "DIR",
        default_value = ".data/monchai"
    )]
    pub folder: PathBuf,
    /// PostgreSQL to use instead of a private one
    #[arg(long, global = true, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The same, as a role that may change the schema; the database URL by default
    #[arg(
        long,
        global = true,
        env = "MONCHAI_OWNER_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub owner_database_url: Option<String>,
}

impl Data {
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
    /// Serve an estate
    Serve(Serve),
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
    /// Print the GraphQL schema
    Schema,
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
    /// Address to serve on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// `monchai serve`
#[derive(Args)]
pub struct Serve {
    /// Address to serve on
    #[arg(long, env = "MONCHAI_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The estate; needed when there are several
    #[arg(long, env = "MONCHAI_ESTATE", value_name = "ID")]
    pub estate: Option<Uuid>,
    /// The token that opens it, `mc_` and 32 letters or digits; made and printed when there is none
    #[arg(long, env = "MONCHAI_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Another origin whose pages may speak to it, `https://` and a host; may be given several times
    #[arg(long = "origin", env = "MONCHAI_ORIGINS", value_name = "ORIGIN", value_delimiter = ',')]
    pub origins: Vec<String>,
    /// Documents that clients may ask for by their hash: a JSON object, from SHA-256 to document
    #[arg(long, env = "MONCHAI_PERSISTED", value_name = "FILE")]
    pub persisted: Option<PathBuf>,
    /// Answer only documents that are known beforehand
    #[arg(long, env = "MONCHAI_ONLY_PERSISTED")]
    pub only_persisted: bool,
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

/// `monchai drm`
#[derive(Subcommand)]
pub enum Drm {
    /// Open an estate with the closing stock of its last DRM file
    Import {
        /// A portal's CSV file
        file: PathBuf,
        /// Read and report, write nothing
        #[arg(long)]
        check: bool,
        /// The estate's trade name; its accise number by default
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Write a month's return as a portal's CSV file
    Export {
        /// The month, YYYY-MM
        #[arg(long, value_name = "MONTH")]
        month: Month,
        /// The file; standard output when there is none
        file: Option<PathBuf>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Check a portal's CSV file: every mistake with its line and column
    Check {
        /// The file
        file: PathBuf,
    },
}

/// The estate of that id, if one was named.
pub fn named(estate: Option<Uuid>) -> Option<EstateId> {
    estate.map(EstateId::new)
}
