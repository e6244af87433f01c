//! The live driver: after each command, the estate's next events into the rows.

use std::collections::BTreeMap;

use domain::units::EstateId;

use super::checkpoint::{self, Standing};
use super::error::{Halt, ProjectionError};
use super::projector::{ModelRef, Projector};
use super::{batch, events, stall};

/// Where the models of an estate stand after a catch-up, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caught {
    /// Each model.
    pub models: BTreeMap<&'static str, Reached>,
}

/// Where one model stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The last event in its rows.
    pub position: i64,
    /// Why it cannot go further, where it cannot.
    pub stalled: Option<String>,
}

impl Caught {
    /// The position that every model has reached: what a reader may rely on.
    pub fn position(&self) -> i64 {
        self.models.values().map(|reached| reached.position).min().unwrap_or(0)
    }

    /// True when no model is stalled.
    pub fn is_whole(&self) -> bool {
        self.models.values().all(|reached| reached.stalled.is_none())
    }
}

/// What came of one transaction.
pub(super) enum Step {
    /// The batch was full: there may be more events.
    More,
    /// Nothing more is there; the models stand at this position.
    Done(i64),
    /// The models do not stand at one position: each group goes for itself.
    Apart(Vec<Vec<ModelRef>>),
    /// The rows of this model were written by an older fold.
    Outdated(ModelRef),
    /// The rows of this model were written by a newer server, whose they are from now on.
    Newer(ModelRef, Standing),
    /// Nothing was written.
    Stopped(stall::Stop),
}

impl Projector {
    /// Brings every model of the estate up to the journal's last event.
    ///
    /// Models that stand at one position travel together, in one transaction a batch. When a batch cannot be taken in,
    /// each of them goes alone, and the one at fault one event at a time, up to the event that stops it: there it is
    /// marked as stalled, and tried again by the next catch-up. An error is returned only when the database fails.
    pub async fn catch_up(&self, estate: EstateId) -> Result<Caught, ProjectionError> {
        let mut caught = Caught::default();
        let mut groups = vec![self.models.clone()];
        while let Some(group) = groups.pop() {
            if group.is_empty() {
                continue;
            }
            match self.advance(estate, &group, self.batch).await? {
                Step::More => groups.push(group),
                Step::Done(position) => caught.reach(&group, position, None),
                Step::Apart(parts) => groups.extend(parts),
                Step::Outdated(model) => {
                    let others = group.into_iter().filter(|other| other.name() != model.name()).collect();
                    groups.push(others);
                    groups.extend(self.renew(estate, model, &mut caught).await?);
                }
                Step::Newer(model, standing) => {
                    let why = format!("its rows are of version {}, newer than this server", standing.version);
                    caught.reach(&[model], standing.position, Some(why));
                    groups.push(group.into_iter().filter(|other| other.name() != model.name()).collect());
                }
                Step::Stopped(stop) if group.len() == 1 => {
                    self.single_file(estate, &group, stop, &mut caught).await?;
                }
                Step::Stopped(_) => groups.extend(group.iter().map(|model| vec![*model])),
            }
        }
        Ok(caught)
    }

    /// Takes one batch in.
    pub(super) async fn advance(
        &self,
        estate: EstateId,
        group: &[ModelRef],
        limit: i64,
    ) -> Result<Step, ProjectionError> {
        let mut transaction = self.begin(estate).await?;
        let standings = checkpoint::lock(&mut transaction, estate, group).await?;
        let position = match together(group, &standings) {
            Ok(position) => position,
            Err(step) => {
                transaction.rollback().await?;
                return Ok(step);
            }
        };
        let was_stalled = standings.iter().any(|standing| standing.stalled_at.is_some());
        // What stopped a model last time most likely does so again: find out with one event.
        let limit = if was_stalled { 1 } else { limit };
        let events = events::after(&mut transaction, estate, position, limit).await?;
        let halt = match events::check(&mut transaction, estate, position, &events).await {
            Ok(()) => batch::apply(&mut transaction, estate, group, &events).await.err(),
            Err(halt) => Some(halt),
        };
        match halt {
            None => {}
            Some(Halt::Database(error)) => return Err(error.into()),
            Some(Halt::Fault(fault)) => {
                transaction.rollback().await?;
                return Ok(Step::Stopped(stall::Stop::new(position, events, fault)));
            }
        }
        let reached = events.last().map_or(position, |event| event.position);
        if was_stalled {
            stall::passed(&mut transaction, estate, group, reached).await?;
        }
        transaction.commit().await?;
        let full = i64::try_from(events.len()).is_ok_and(|count| count >= limit);
        Ok(if full { Step::More } else { Step::Done(reached) })
    }

    /// Goes on one event at a time up to the one that stops the model, and marks it as stalled there.
    async fn single_file(
        &self,
        estate: EstateId,
        alone: &[ModelRef],
        first: stall::Stop,
        caught: &mut Caught,
    ) -> Result<(), ProjectionError> {
        let mut stop = first;
        while !stop.is_exact() {
            stop = loop {
                match self.advance(estate, alone, 1).await? {
                    Step::More => {}
                    Step::Done(position) => {
                        caught.reach(alone, position, None);
                        return Ok(());
                    }
                    Step::Stopped(stop) => break stop,
                    // Another driver rebuilt the model meanwhile: the next catch-up sees to it.
                    Step::Apart(_) | Step::Outdated(_) | Step::Newer(..) => return Ok(()),
                }
            };
        }
        self.stall(estate, alone, &stop).await?;
        caught.reach(alone, stop.position, Some(stop.fault.to_string()));
        Ok(())
    }

    /// Rebuilds a model whose rows an older fold wrote. Gives the group that is to go on.
    async fn renew(
        &self,
        estate: EstateId,
        model: ModelRef,
        caught: &mut Caught,
    ) -> Result<Vec<Vec<ModelRef>>, ProjectionError> {
        match self.rebuild_one(estate, model).await? {
            Ok(_) => Ok(vec![vec![model]]),
            Err(stop) => {
                self.stall(estate, &[model], &stop).await?;
                caught.reach(&[model], stop.position, Some(stop.fault.to_string()));
                Ok(Vec::new())
            }
        }
    }
}

impl Caught {
    fn reach(&mut self, models: &[ModelRef], position: i64, stalled: Option<String>) {
        for model in models {
            self.models.insert(model.name(), Reached { position, stalled: stalled.clone() });
        }
    }
}

/// The one position that the models stand at, with rows of this server's folds; or what is to be done first.
fn together(group: &[ModelRef], standings: &[Standing]) -> Result<i64, Step> {
    let mut groups: BTreeMap<i64, Vec<ModelRef>> = BTreeMap::new();
    for model in group {
        let Some(standing) = standings.iter().find(|standing| standing.model == model.name()) else {
            continue;
        };
        match standing.version.cmp(&model.version()) {
            std::cmp::Ordering::Less => return Err(Step::Outdated(*model)),
            std::cmp::Ordering::Greater => return Err(Step::Newer(*model, standing.clone())),
            std::cmp::Ordering::Equal => groups.entry(standing.position).or_default().push(*model),
        }
    }
    let mut positions = groups.keys().copied();
    match (positions.next(), positions.next()) {
        (Some(position), None) => Ok(position),
        (None, _) => Err(Step::Done(0)),
        (Some(_), Some(_)) => Err(Step::Apart(groups.into_values().collect())),
    }
}
