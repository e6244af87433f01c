//! A return as it is declared: whole, by labels and codes instead of ids of ours, so that it can be written in every
//! format and read back from each.

mod artefact;
mod capsules;
mod documents;
mod drm_return;
mod nature;
mod wine;

pub use artefact::{Artefact, ArtefactFormat};
pub use capsules::{CapsuleMovement, DeclaredCapsules};
pub use documents::{AnnexRefusal, Annexes, DocumentKind, DocumentRange, Statistics, UnclearedDocument};
pub use drm_return::{Declarant, DrmReturn};
pub use nature::Nature;
pub use wine::{DeclaredWine, Line};
