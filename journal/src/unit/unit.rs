use std::sync::{Arc, Mutex};

use cqrs_es::{AggregateError, CqrsFramework};
use domain::decider::{Context, Decided, Decider, Refusable};
use domain::units::{CommandId, EstateId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::emitted::Emitted;
use super::store::{Store, locked};
use super::streams::{Origin, Streams};
use crate::error::{JournalError, UnitError};
use crate::lanes::{Lane, Lanes};
use crate::load::{Earlier, load};
use crate::memory::Memory;
use crate::scribe::Scribe;
use crate::wall::begin;
use crate::{Journal, Recorded, Scope, StreamRef};

/// A unit of work on one estate's ledger: several aggregates, of any types, commit together or not at all.
///
/// Commands run on what was loaded and on what earlier commands of the unit emitted; no transaction is open meanwhile.
/// Every stream whose state was looked at must still be the same when the unit is appended, or it is done again.
#[derive(Debug)]
pub struct Unit {
    pub(super) estate: EstateId,
    context: Context,
    lanes: Lanes,
    pub(super) memory: Memory,
    pub(super) scribe: Scribe,
    /// It goes by what earlier units left, without asking the database.
    recalling: bool,
    /// Kept from the first load until everything is decided.
    lane: Option<Lane>,
    /// The try before lost its connection, so the others may be dead as well.
    distrustful: bool,
    /// The command to look for with the first load, if it may have been done before.
    looked_for: Option<CommandId>,
    earlier: Option<Earlier>,
    /// The position of the ledger at the first load, which looked for the command too.
    pub(super) loaded_at: Option<i64>,
    pub(super) expected_head: Option<i64>,
    /// Not everything was read at one position.
    torn: bool,
    pub(super) streams: Mutex<Streams>,
}

/// What a unit may go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// What earlier units left.
    Memory,
    /// What is stored alone.
    Database,
    /// Not even the connections: one just broke.
    Nothing,
}

impl Unit {
    pub(crate) fn new(journal: &Journal, scope: &Scope, looked_for: Option<CommandId>, trust: Trust) -> Self {
        Self {
            estate: scope.estate,
            context: scope.context,
            lanes: journal.lanes.clone(),
            memory: journal.memory.clone(),
            scribe: journal.scribe.clone(),
            recalling: trust == Trust::Memory,
            lane: None,
            distrustful: trust == Trust::Nothing,
            looked_for,
            earlier: None,
            loaded_at: None,
            expected_head: None,
            torn: false,
            streams: Mutex::default(),
        }
    }

    /// The estate that it works on.
    pub const fn estate(&self) -> EstateId {
        self.estate
    }

    /// What its decisions may know of the world.
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// Loads those of the streams that are not loaded yet: from what earlier units left, or in one query. An operation
    /// that names all its streams in its first load takes two round trips in all, or the append alone.
    pub async fn load(&mut self, streams: &[StreamRef]) -> Result<(), UnitError> {
        let missing = locked(&self.streams).missing(streams);
        if missing.is_empty() {
            return Ok(());
        }
        if self.recall(&missing)? {
            return Ok(());
        }
        let (estate, looked_for) = (self.estate, self.looked_for);
        let loaded = load(self.connection().await?, estate, &missing, looked_for).await?;
        if loaded.earlier.is_some() {
            self.earlier = loaded.earlier;
            return Err(UnitError::Repeated);
        }
        self.looked_for = None;
        self.torn |= self.loaded_at.or(self.expected_head).is_some_and(|position| position != loaded.head);
        self.loaded_at.get_or_insert(loaded.head);
        let mut streams = locked(&self.streams);
        for (name, version) in missing.into_iter().zip(loaded.streams) {
            streams.insert(name, Origin::Known(version));
        }
        Ok(())
    }

    /// Takes the streams from what earlier units left; false when the database has to be asked.
    fn recall(&mut self, missing: &[StreamRef]) -> Result<bool, UnitError> {
        if !self.recalling {
            return Ok(false);
        }
        let Some(recalled) = self.memory.recall(self.estate, missing) else {
            // Never half of each: what was recalled before has no position in common with what is read now.
            self.recalling = self.loaded_at.is_some();
            return if self.recalling { Err(UnitError::Conflict) } else { Ok(false) };
        };
        self.loaded_at.get_or_insert(recalled.head);
        let mut streams = locked(&self.streams);
        for (name, version) in missing.iter().zip(recalled.versions) {
            streams.insert(*name, version.map_or(Origin::Supposed, Origin::Known));
        }
        Ok(true)
    }

    /// Runs a command on an aggregate and returns the events that it emitted. Later commands of the unit see them.
    pub async fn execute<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> Result<Vec<D::Event>, UnitError> {
        self.load(&[StreamRef::of::<D>(id)]).await?;
        let emitted = Emitted::<D>::new();
        let store = Store::new(&self.streams);
        let framework = CqrsFramework::<Decided<D>, _>::new(store, vec![emitted.ear()], self.context);
        framework.execute(&id.to_string(), command).await.map_err(|error| match error {
            AggregateError::UserError(refusal) => UnitError::Refused(refusal.refusal()),
            AggregateError::AggregateConflict => UnitError::Conflict,
            AggregateError::DatabaseConnectionError(cause)
            | AggregateError::DeserializationError(cause)
            | AggregateError::UnexpectedError(cause) => {
                UnitError::Fault(JournalError::Unreadable { what: format!("a {}", D::TYPE), cause })
            }
        })?;
        Ok(emitted.take())
    }

    /// The state of an aggregate, what the unit emitted included; its default if it has no events.
    pub async fn state<D: Decider>(&mut self, id: Uuid) -> Result<Arc<D>, UnitError> {
        let name = StreamRef::of::<D>(id);
        self.load(&[name]).await?;
        Ok(locked(&self.streams).state::<D>(name)?)
    }

    /// How many events an aggregate has, what the unit emitted included; 0 if there is no such aggregate.
    pub async fn version<D: Decider>(&mut self, id: Uuid) -> Result<usize, UnitError> {
        let name = StreamRef::of::<D>(id);
        self.load(&[name]).await?;
        Ok(usize::try_from(locked(&self.streams).last_sequence(name)).unwrap_or_default())
    }

    /// The next events of the estate's ledger after a position, for an operation that folds all of it; what the unit
    /// emitted is not among them. Call [`Unit::expect_head`] with the last position folded.
    pub async fn feed(&mut self, after: i64, limit: i64) -> Result<Vec<Recorded>, UnitError> {
        let estate = self.estate;
        // Units that hold one connection and wait for another could wait for each other.
        self.leave();
        let begun = begin(self.lanes.pool(), estate, "READ ONLY").await;
        let mut transaction = begun.map_err(JournalError::from)?;
        Ok(Journal::feed_on(&mut transaction, estate, after, limit).await?)
    }

    /// Binds the unit to that position of the ledger: if anything at all is appended in between, it is done again.
    pub fn expect_head(&mut self, position: i64) {
        self.torn |= self.loaded_at.or(self.expected_head).is_some_and(|other| position != other);
        self.expected_head = Some(position);
    }

    /// True when the command turns out to have been done before. A refusal says nothing before that is known: what the
    /// command itself did may be what refuses it now.
    pub(crate) async fn was_done(&mut self) -> Result<bool, JournalError> {
        if let Some(command) = self.looked_for.take() {
            let estate = self.estate;
            self.earlier = load(self.connection().await?, estate, &[], Some(command)).await?.earlier;
        }
        Ok(self.earlier.is_some())
    }

    /// What the command did when it was asked first, if that was found.
    pub(crate) const fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_ref()
    }

    /// True when the ledger moved on while the unit read it. An append finds out whether that matters; a
    /// refusal would not, so it is decided again.
    pub(crate) const fn is_torn(&self) -> bool {
        self.torn
    }

    /// True when it went by what earlier units left. An append finds out whether that still holds; a refusal would not,
    /// so it is decided again from what is stored.
    pub(crate) const fn is_recalling(&self) -> bool {
        self.recalling
    }

    /// True when this process itself has seen the ledger move on since the unit recalled it.
    pub(crate) fn is_remembered_newer(&self) -> bool {
        let recalled = self.memory.recall(self.estate, &[]);
        self.recalling && recalled.is_some_and(|recalled| Some(recalled.head) > self.loaded_at)
    }

    pub(super) async fn connection(&mut self) -> Result<&mut PgConnection, JournalError> {
        let lane = match self.lane.take() {
            Some(lane) => lane,
            None if self.distrustful => self.lanes.take_alive().await?,
            None => self.lanes.take().await?,
        };
        Ok(self.lane.insert(lane).connection())
    }

    /// After its last answer arrived, so that the next unit can go on with the connection. A unit that is dropped in the
    /// middle of a call leaves it to the pool to find out what became of it.
    pub(crate) fn leave(&mut self) {
        if let Some(lane) = self.lane.take() {
            self.lanes.give(lane);
        }
    }
}
