use domain::units::{ActorId, EstateId};
use time::OffsetDateTime;

/// What the journal knows of an event besides what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Whose ledger it stands in.
    pub estate: EstateId,
    /// Its place there, from 1, without a gap.
    pub position: i64,
    /// When it was written.
    pub recorded_at: OffsetDateTime,
    /// The type of what it happened to.
    pub aggregate_type: String,
    /// The id of what it happened to.
    pub aggregate_id: String,
    /// Its type.
    pub event_type: String,
    /// Who acted, where the journal was told.
    pub actor: Option<ActorId>,
}
