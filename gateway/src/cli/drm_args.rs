use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use domain::drm::declared::ArtefactFormat;
use domain::units::Month;
use uuid::Uuid;

/// `monchai drm`
#[derive(Subcommand)]
pub enum Drm {
    /// Open an estate with the closing stock of its last DRM file
    Import {
        /// A portal's CSV file, or customs' DTI+ XML
        file: PathBuf,
        /// Read and report, write nothing
        #[arg(long)]
        check: bool,
        /// The estate's trade name; its accise number by default
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Write a month's return for customs, for a portal or for people: as it was closed, or as it stands
    Export {
        /// The month, YYYY-MM
        #[arg(long, value_name = "MONTH")]
        month: Month,
        /// What for: customs' DTI+ XML (the default), a portal's CSV, or a PDF
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// The file; standard output when there is none
        file: Option<PathBuf>,
        /// Write into this folder: the file of that format, or every file that can be made
        #[arg(long, value_name = "DIR", conflicts_with = "file")]
        out: Option<PathBuf>,
        /// The estate; needed when there are several
        #[arg(long, value_name = "ID")]
        estate: Option<Uuid>,
    },
    /// Check a return, customs' XML or a portal's CSV: every mistake with its line, every rule of customs with its number
    Check {
        /// The file
        file: PathBuf,
        /// The return before it, which stocks must follow from
        #[arg(long, value_name = "FILE")]
        previous: Option<PathBuf>,
    },
}

/// What a return is written for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Customs: CIEL DTI+ XML
    Dtiplus,
    /// `InterLoire`'s CSV
    Interloire,
    /// BIVC's CSV
    Bivc,
    /// A PDF to read and to file away
    Pdf,
}

impl From<Format> for ArtefactFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Dtiplus => Self::DtiPlus,
            Format::Interloire => Self::InterLoire,
            Format::Bivc => Self::Bivc,
            Format::Pdf => Self::Pdf,
        }
    }
}
