use std::sync::Arc;

use crate::units::{Date, MovementId, Volume, WineId};
use crate::vat::EntryKind;

/// One dated entry of a vat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub on: Date,
    /// The movement behind it.
    pub movement: MovementId,
    /// What it was.
    pub kind: EntryKind,
    /// What it did.
    pub effect: Effect,
}

/// What an entry does to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Wine enters (above zero) or leaves.
    Flow {
        /// The wine.
        wine: WineId,
        /// How much.
        change: Volume,
    },
    /// The whole content becomes another wine.
    Rename {
        /// From which.
        from: WineId,
        /// To which.
        to: WineId,
        /// The whole content.
        volume: Volume,
    },
}

/// What a vat held, day by day: entries in the order of their days; of one day, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Shared with the states before: a state is copied for every command.
    entries: Vec<Arc<Entry>>,
}

/// The first thing that an entry would break, now or on a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// Less than nothing.
    BelowZero {
        /// How much is lacking.
        lacking: Volume,
        /// When.
        on: Date,
    },
    /// More than the vat takes.
    AboveCapacity {
        /// How much is too much.
        excess: Volume,
        /// When.
        on: Date,
    },
    /// A wine where another is.
    OtherWine {
        /// What is there.
        holds: WineId,
        /// What enters or leaves.
        moves: WineId,
        /// When.
        on: Date,
    },
    /// A reclassification that would no longer take the whole content.
    RenameNotWhole {
        /// What would be there.
        holds: Volume,
        /// What was reclassified.
        renamed: Volume,
        /// When.
        on: Date,
    },
}

/// A point of the walk: what is in the vat.
#[derive(Clone, Copy, Default)]
struct Level {
    volume: Volume,
    wine: Option<WineId>,
}

impl Level {
    /// The content after an entry, or what the entry breaks.
    fn after(self, entry: &Entry, capacity: Volume) -> Result<Self, Break> {
        let on = entry.on;
        match entry.effect {
            Effect::Flow { wine, change } => {
                let other = self.wine.filter(|holds| *holds != wine && change != Volume::ZERO);
                if let Some(holds) = other {
                    return Err(Break::OtherWine { holds, moves: wine, on });
                }
                let volume = self.volume + change;
                if volume.is_negative() {
                    return Err(Break::BelowZero { lacking: -volume, on });
                }
                if volume > capacity {
                    return Err(Break::AboveCapacity { excess: volume - capacity, on });
                }
                Ok(Self { volume, wine: volume.is_positive().then_some(self.wine.unwrap_or(wine)) })
            }
            Effect::Rename { from, to, volume } => {
                if self.volume != volume {
                    return Err(Break::RenameNotWhole { holds: self.volume, renamed: volume, on });
                }
                match self.wine {
                    Some(holds) if holds != from => Err(Break::OtherWine { holds, moves: from, on }),
                    _ => Ok(Self { volume, wine: volume.is_positive().then_some(to) }),
                }
            }
        }
    }
}

impl Contents {
    /// Takes entries in at their day, after those of the same day.
    pub fn insert(&mut self, entry: Entry) {
        let at = self.position_of(entry.on);
        self.entries.insert(at, Arc::new(entry));
    }

    /// Walks the whole timeline with these entries, all of one day, taken in, and tells the first thing that breaks:
    /// below zero, above `capacity`, a second wine, a reclassification that is no longer whole.
    pub fn check(&self, entries: &[Entry], capacity: Volume) -> Result<(), Break> {
        let Some(first) = entries.first() else { return Ok(()) };
        debug_assert!(entries.iter().all(|entry| entry.on == first.on), "entries of one day");
        let (before, after) = self.entries.split_at(self.position_of(first.on));
        let mut level = Level::default();
        let (before, after) = (before.iter().map(AsRef::as_ref), after.iter().map(AsRef::as_ref));
        for entry in before.chain(entries).chain(after) {
            level = level.after(entry, capacity)?;
        }
        Ok(())
    }

    /// What is in the vat after everything.
    pub fn last(&self) -> (Volume, Option<WineId>) {
        self.walk(|_| true)
    }

    /// What was in the vat at the end of that day.
    pub fn at(&self, on: Date) -> (Volume, Option<WineId>) {
        self.walk(|entry| entry.on <= on)
    }

    /// The lowest content from the end of that day on, with the first day on which it is reached: the most that can
    /// leave on `on`.
    pub fn lowest_from(&self, on: Date) -> (Volume, Date) {
        self.extreme_from(on, |volume, lowest| volume < lowest)
    }

    /// The highest content from the end of that day on, with the first day on which it is reached.
    pub fn highest_from(&self, on: Date) -> (Volume, Date) {
        self.extreme_from(on, |volume, highest| volume > highest)
    }

    /// The entries of a movement.
    pub fn of_movement(&self, movement: MovementId) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(AsRef::as_ref).filter(move |entry| entry.movement == movement)
    }

    /// The day of the last entry.
    pub fn last_day(&self) -> Option<Date> {
        self.entries.last().map(|entry| entry.on)
    }

    fn position_of(&self, on: Date) -> usize {
        self.entries.partition_point(|entry| entry.on <= on)
    }

    /// The entries were checked when they were written, so the walk cannot break; what it would break is passed over.
    fn walk(&self, wanted: impl Fn(&Entry) -> bool) -> (Volume, Option<WineId>) {
        let unbounded = Volume::from_ml(i64::MAX);
        let level = self
            .entries
            .iter()
            .take_while(|entry| wanted(entry))
            .fold(Level::default(), |level, entry| level.after(entry, unbounded).unwrap_or(level));
        (level.volume, level.wine)
    }

    fn extreme_from(&self, on: Date, better: impl Fn(Volume, Volume) -> bool) -> (Volume, Date) {
        let mut volume = self.at(on).0;
        let mut extreme = (volume, on);
        for entry in &self.entries[self.position_of(on)..] {
            if let Effect::Flow { change, .. } = entry.effect {
                volume += change;
            }
            if better(volume, extreme.0) {
                extreme = (volume, entry.on);
            }
        }
        extreme
    }
}
