use domain::drm::declared::DrmReturn;
use domain::terms::CapsuleKind;

/// A return as a file tells it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReturn {
    /// The return. A file of CIEL tells neither the kinds of movements nor countries, and wines by their codes alone.
    pub drm: DrmReturn,
    /// The line of each of its wines.
    pub wine_lines: Vec<usize>,
    /// The line of each of its accounts of capsules.
    pub capsule_lines: Vec<usize>,
    /// The accounts that are written under `AUTRE` (RG32).
    pub written_as_other: Vec<CapsuleKind>,
}
