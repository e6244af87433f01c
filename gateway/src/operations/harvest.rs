use domain::harvest::{Harvest, HarvestRefusal};
use domain::units::HarvestId;
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// An operation that may name a planned harvest, which must then be there: without one a harvest is a new one, under an
/// id of ours.
#[derive(Debug, Serialize)]
pub struct OfHarvest<O> {
    /// The planned harvest that it names.
    pub planned: Option<HarvestId>,
    /// What is to be done.
    pub operation: O,
}

impl<O: Operation> Operation for OfHarvest<O> {
    const NAME: &'static str = O::NAME;
    type Answer = O::Answer;

    async fn run(&self, unit: &mut Unit) -> Result<O::Answer, UnitError> {
        if let Some(planned) = self.planned
            && matches!(*unit.state::<Harvest>(planned.uuid()).await?, Harvest::Unknown)
        {
            return Err(UnitError::Refused(HarvestRefusal::NotFound.into()));
        }
        self.operation.run(unit).await
    }
}
