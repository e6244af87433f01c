use cqrs_es::DomainEvent;
use domain::decider::{Context, Decider, Refusable, Refusal};
use serde::{Deserialize, Serialize};

macro_rules! event_names {
    ($name:ident { $($variant:ident),* }) => {
        impl DomainEvent for $name {
            fn event_type(&self) -> String {
                match self { $(Self::$variant { .. } => stringify!($variant).to_owned(),)* }
            }

            fn event_version(&self) -> String {
                "1".to_owned()
            }
        }
    };
}

/// The one refusal of these aggregates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct No(pub &'static str);

impl Refusable for No {
    fn refusal(&self) -> Refusal {
        Refusal { code: self.0, params: Vec::new() }
    }
}

/// Holds so many millilitres.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tank {
    pub ml: i64,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub enum TankCommand {
    Fill { ml: i64, note: String },
    Draw { ml: i64 },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum TankEvent {
    Filled { ml: i64, note: String },
    Drawn { ml: i64 },
}
event_names!(TankEvent { Filled, Drawn });

impl Decider for Tank {
    const TYPE: &'static str = "tank";
    type Command = TankCommand;
    type Event = TankEvent;
    type Refusal = No;

    fn decide(&self, command: TankCommand, _: &Context) -> Result<Vec<TankEvent>, No> {
        match command {
            TankCommand::Draw { ml } if ml > self.ml => Err(No("OVERDRAWN")),
            TankCommand::Draw { ml } => Ok(vec![TankEvent::Drawn { ml }]),
            TankCommand::Fill { ml: 0, .. } => Ok(Vec::new()),
            TankCommand::Fill { ml, note } => Ok(vec![TankEvent::Filled { ml, note }]),
        }
    }

    fn evolve(&mut self, event: &TankEvent) {
        match event {
            TankEvent::Filled { ml, note } => {
                self.ml += ml;
                self.notes.push(note.clone());
            }
            TankEvent::Drawn { ml } => self.ml -= ml,
        }
    }
}

/// A note that is written once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    pub text: Option<String>,
}

#[derive(Clone, Debug)]
pub enum SlipCommand {
    Write { text: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlipEvent {
    Written { text: String },
}
event_names!(SlipEvent { Written });

impl Decider for Slip {
    const TYPE: &'static str = "slip";
    type Command = SlipCommand;
    type Event = SlipEvent;
    type Refusal = No;

    fn decide(&self, SlipCommand::Write { text }: SlipCommand, _: &Context) -> Result<Vec<SlipEvent>, No> {
        if self.text.is_some() { Err(No("WRITTEN_BEFORE")) } else { Ok(vec![SlipEvent::Written { text }]) }
    }

    fn evolve(&mut self, SlipEvent::Written { text }: &SlipEvent) {
        self.text = Some(text.clone());
    }
}

/// Open or closed; others only read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    pub closed: bool,
}

#[derive(Clone, Debug)]
pub enum GateCommand {
    Close,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GateEvent {
    Closed {},
}
event_names!(GateEvent { Closed });

impl Decider for Gate {
    const TYPE: &'static str = "gate";
    type Command = GateCommand;
    type Event = GateEvent;
    type Refusal = No;

    fn decide(&self, GateCommand::Close: GateCommand, _: &Context) -> Result<Vec<GateEvent>, No> {
        Ok(vec![GateEvent::Closed {}])
    }

    fn evolve(&mut self, _: &GateEvent) {
        self.closed = true;
    }
}
