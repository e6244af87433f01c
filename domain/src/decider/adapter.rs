use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use serde::{Deserialize, Serialize};

use super::{Context, Refusable};

/// An aggregate as a pure pair: `decide` says what happens, `evolve` what that changes.
pub trait Decider: Default + Clone + Send + Sync + 'static {
    /// The `aggregate_type` of its streams, never changed once written.
    const TYPE: &'static str;
    /// What can be asked of it.
    type Command: Clone + std::fmt::Debug + Send + Sync + 'static;
    /// What can have happened to it.
    type Event: DomainEvent;
    /// Why it may refuse.
    type Refusal: Refusable;

    /// The events that follow from the command, or why it is refused. Total, deterministic, without effects.
    fn decide(&self, command: Self::Command, context: &Context) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// Takes one event into the state. It cannot fail: what was written has happened.
    fn evolve(&mut self, event: &Self::Event);

    /// The state after these events.
    fn fold<'event>(events: impl IntoIterator<Item = &'event Self::Event>) -> Self
    where
        Self::Event: 'event,
    {
        let mut state = Self::default();
        for event in events {
            state.evolve(event);
        }
        state
    }
}

/// A [`Decider`] as `cqrs-es` wants it.
///
/// `cqrs-es` asks for serde on the state because of its snapshots, which are not used (they apply events twice in
/// 0.5.0); the state is skipped, so that no aggregate has to be serializable for nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Decided<D: Decider> {
    /// The aggregate itself.
    #[serde(skip)]
    pub state: D,
}

impl<D: Decider> Aggregate for Decided<D> {
    const TYPE: &'static str = D::TYPE;
    type Command = D::Command;
    type Event = D::Event;
    type Error = D::Refusal;
    type Services = Context;

    async fn handle(
        &mut self,
        command: Self::Command,
        context: &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), Self::Error> {
        for event in self.state.decide(command, context)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Self::Event) {
        self.state.evolve(&event);
    }
}
