use std::sync::Arc;

use domain::decider::{Decider, Desk};
use uuid::Uuid;

use crate::{Unit, UnitError};

/// What the domain has written once for every desk runs in a unit of work.
impl Desk for Unit {
    type Error = UnitError;

    async fn execute<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> Result<Vec<D::Event>, Self::Error> {
        Self::execute::<D>(self, id, command).await
    }

    async fn state<D: Decider>(&mut self, id: Uuid) -> Result<Arc<D>, Self::Error> {
        Self::state::<D>(self, id).await
    }
}
