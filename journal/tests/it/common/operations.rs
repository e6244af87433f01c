use std::sync::atomic::{AtomicUsize, Ordering};

use domain::decider::Refusal;
use futures::future::BoxFuture;
use journal::{Operation, StreamRef, Unit, UnitError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Gate, Slip, SlipCommand, Tank, TankCommand};

/// What a fill answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The tank's content.
    pub ml: i64,
}

/// Fills a tank.
#[derive(Clone, Debug, Serialize)]
pub struct Fill {
    pub tank: Uuid,
    pub ml: i64,
    pub note: String,
}

impl Fill {
    pub fn new(tank: Uuid, ml: i64) -> Self {
        Self { tank, ml, note: String::new() }
    }
}

impl Operation for Fill {
    const NAME: &'static str = "fill";
    type Answer = Filled;

    async fn run(&self, unit: &mut Unit) -> Result<Filled, UnitError> {
        unit.execute::<Tank>(self.tank, TankCommand::Fill { ml: self.ml, note: self.note.clone() }).await?;
        Ok(Filled { ml: unit.state::<Tank>(self.tank).await?.ml })
    }
}

/// Writes a slip, draws from one tank and fills another: three streams of two types.
#[derive(Clone, Debug, Serialize)]
pub struct Transfer {
    pub from: Uuid,
    pub to: Uuid,
    pub slip: Uuid,
    pub ml: i64,
}

impl Operation for Transfer {
    const NAME: &'static str = "transfer";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.load(&[
            StreamRef::of::<Slip>(self.slip),
            StreamRef::of::<Tank>(self.from),
            StreamRef::of::<Tank>(self.to),
        ])
        .await?;
        let text = format!("{} ml", self.ml);
        unit.execute::<Slip>(self.slip, SlipCommand::Write { text }).await?;
        let note = self.slip.to_string();
        unit.execute::<Tank>(self.to, TankCommand::Fill { ml: self.ml, note }).await?;
        unit.execute::<Tank>(self.from, TankCommand::Draw { ml: self.ml }).await?;
        Ok(())
    }
}

/// Fills a tank while a gate, which is only read, is open.
#[derive(Clone, Debug, Serialize)]
pub struct GuardedFill {
    pub gate: Uuid,
    pub tank: Uuid,
    pub ml: i64,
}

impl Operation for GuardedFill {
    const NAME: &'static str = "guarded_fill";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.load(&[StreamRef::of::<Gate>(self.gate), StreamRef::of::<Tank>(self.tank)]).await?;
        if unit.state::<Gate>(self.gate).await?.closed {
            return Err(Refusal { code: "GATE_CLOSED", params: Vec::new() }.into());
        }
        unit.execute::<Tank>(self.tank, TankCommand::Fill { ml: self.ml, note: String::new() }).await?;
        Ok(())
    }
}

/// Emits no event.
#[derive(Clone, Debug, Serialize)]
pub struct Nothing {
    pub say: String,
}

impl Operation for Nothing {
    const NAME: &'static str = "nothing";
    type Answer = String;

    async fn run(&self, _: &mut Unit) -> Result<String, UnitError> {
        Ok(self.say.clone())
    }
}

/// Something that happens in the middle of a run.
pub type Hook = Box<dyn Fn(usize) -> BoxFuture<'static, ()> + Send + Sync>;

/// Reads a tank, then a gate, then fills the tank; in between, once each time, happens what the test wants. It is
/// refused when the gate was closed and the tank was not yet filled.
#[derive(Serialize)]
pub struct Hooked {
    pub tank: Uuid,
    pub gate: Uuid,
    /// Loaded with the tank, never looked at.
    pub ahead: Option<Uuid>,
    #[serde(skip)]
    pub runs: AtomicUsize,
    #[serde(skip)]
    pub hook: Hook,
}

impl Hooked {
    pub fn new(tank: Uuid, gate: Uuid, hook: Hook) -> Self {
        Self { tank, gate, ahead: None, runs: AtomicUsize::new(0), hook }
    }

    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}

impl Operation for Hooked {
    const NAME: &'static str = "hooked";
    type Answer = usize;

    async fn run(&self, unit: &mut Unit) -> Result<usize, UnitError> {
        let run = self.runs.fetch_add(1, Ordering::SeqCst) + 1;
        let ahead = self.ahead.map(StreamRef::of::<Tank>);
        let streams: Vec<_> = [StreamRef::of::<Tank>(self.tank)].into_iter().chain(ahead).collect();
        unit.load(&streams).await?;
        let before = unit.state::<Tank>(self.tank).await?.ml;
        (self.hook)(run).await;
        if unit.state::<Gate>(self.gate).await?.closed && before == 0 {
            return Err(Refusal { code: "CLOSED_WHILE_EMPTY", params: Vec::new() }.into());
        }
        unit.execute::<Tank>(self.tank, TankCommand::Fill { ml: 1, note: String::new() }).await?;
        Ok(run)
    }
}
