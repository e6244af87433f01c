use domain::decider::Context;
use domain::units::EstateId;

/// Where, when and by whom a command is given.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The estate whose ledger it reads and writes.
    pub estate: EstateId,
    /// What its decisions may know of the world.
    pub context: Context,
    /// The request that it came with, told in the metadata of its events.
    pub request_id: Option<String>,
}
