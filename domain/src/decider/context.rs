use crate::units::{ActorId, Date};

/// What a decision may know besides state and command: who acts and what day it is. Nothing else comes from
/// outside, so a decision is the same on every replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The instant of the command, milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// The day at the estate (Europe/Paris).
    pub today: Date,
    /// Who commands.
    pub actor: ActorId,
}
