use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Fault, Row, Shape};

/// The rows of one table that a batch of events touches, in memory, with what they were before.
///
/// Live, it holds what [`Table::want`] asked for, and reading anything else is a fault: a fold can never take "not
/// loaded" for "not there". In a rebuild it is [whole](AnyTable::begin_whole): what is not in it does not exist.
#[derive(Debug)]
pub struct Table<R: Row> {
    slots: BTreeMap<R::Key, Slot<R>>,
    pending: BTreeSet<R::Key>,
    whole: bool,
}

#[derive(Debug)]
struct Slot<R> {
    stored: Stored<R>,
    now: Option<R>,
}

/// What the database holds.
#[derive(Debug, PartialEq)]
enum Stored<R> {
    Unknown,
    Absent,
    Row(R),
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self { slots: BTreeMap::new(), pending: BTreeSet::new(), whole: false }
    }
}

impl<R: Row> Table<R> {
    /// Says that the fold may read or change the row of this key.
    pub fn want(&mut self, key: R::Key) {
        if !self.whole && !self.slots.contains_key(&key) {
            self.pending.insert(key);
        }
    }

    /// A row that was loaded already, while wants are still gathered: what a row says may lead to further wants.
    pub fn loaded(&self, key: &R::Key) -> Option<&R> {
        self.slots.get(key).and_then(|slot| slot.now.as_ref())
    }

    /// The row of that key, if there is one.
    pub fn get(&self, key: &R::Key) -> Result<Option<&R>, Fault> {
        match self.slots.get(key) {
            Some(slot) => Ok(slot.now.as_ref()),
            None if self.whole => Ok(None),
            None => Err(not_wanted::<R>(key)),
        }
    }

    /// The row of that key, to be changed; it must be there.
    pub fn edit(&mut self, key: &R::Key) -> Result<&mut R, Fault> {
        let missing = || Fault::Missing { table: R::SHAPE.table, key: format!("{key:?}") };
        match self.slots.get_mut(key) {
            Some(slot) => slot.now.as_mut().ok_or_else(missing),
            None if self.whole => Err(missing()),
            None => Err(not_wanted::<R>(key)),
        }
    }

    /// The row of that key, to be changed; where there is none, `new` makes it.
    pub fn edit_or(&mut self, key: R::Key, new: impl FnOnce() -> R) -> Result<&mut R, Fault> {
        let slot = match self.slots.entry(key) {
            Entry::Occupied(slot) => slot.into_mut(),
            Entry::Vacant(vacant) if self.whole => vacant.insert(Slot { stored: Stored::Absent, now: None }),
            Entry::Vacant(vacant) => return Err(not_wanted::<R>(vacant.key())),
        };
        Ok(slot.now.get_or_insert_with(new))
    }

    /// Writes the row, whatever was there before. It needs no want.
    pub fn put(&mut self, row: R) {
        let key = row.key();
        self.slot(key).now = Some(row);
    }

    /// Removes the row of that key, if there is one. It needs no want.
    pub fn remove(&mut self, key: R::Key) {
        self.slot(key).now = None;
    }

    fn slot(&mut self, key: R::Key) -> &mut Slot<R> {
        let stored = if self.whole { Stored::Absent } else { Stored::Unknown };
        self.slots.entry(key).or_insert(Slot { stored, now: None })
    }

    fn changed(&self) -> impl Iterator<Item = (&R::Key, &Slot<R>)> {
        self.slots.iter().filter(|(_, slot)| match (&slot.stored, &slot.now) {
            (Stored::Unknown, _) | (Stored::Absent, Some(_)) | (Stored::Row(_), None) => true,
            (Stored::Absent, None) => false,
            (Stored::Row(before), Some(now)) => before != now,
        })
    }
}

fn not_wanted<R: Row>(key: &R::Key) -> Fault {
    Fault::NotWanted { table: R::SHAPE.table, key: format!("{key:?}") }
}

/// A [`Table`] whatever its rows are, as the drivers see it.
pub trait AnyTable: Send {
    /// Its table.
    fn shape(&self) -> Shape;

    /// From now on what is not in it does not exist.
    fn begin_whole(&mut self);

    /// The keys that were wanted and are not loaded yet, as a JSON array of objects; `None` without any.
    /// They count as loaded from now on: those that the database has are to be handed to [`AnyTable::admit`].
    fn take_pending(&mut self) -> Result<Option<String>, Fault>;

    /// Takes a row in that the database has, as JSON.
    fn admit(&mut self, row: &str) -> Result<(), Fault>;

    /// The rows to be written, as JSON arrays of at most `most` objects, in the order of their keys.
    fn puts(&self, most: usize) -> Result<Vec<String>, Fault>;

    /// The keys of the rows to be removed, as a JSON array of objects; `None` without any.
    fn removals(&self) -> Result<Option<String>, Fault>;
}

impl<R: Row> AnyTable for Table<R> {
    fn shape(&self) -> Shape {
        R::SHAPE
    }

    fn begin_whole(&mut self) {
        self.whole = true;
    }

    fn take_pending(&mut self) -> Result<Option<String>, Fault> {
        let keys = std::mem::take(&mut self.pending);
        if keys.is_empty() {
            return Ok(None);
        }
        let json = json_of::<R, _>(&keys.iter().map(object_of::<R>).collect::<Result<Vec<_>, _>>()?)?;
        self.slots.extend(keys.into_iter().map(|key| (key, Slot { stored: Stored::Absent, now: None })));
        Ok(Some(json))
    }

    fn admit(&mut self, row: &str) -> Result<(), Fault> {
        let row: R = serde_json::from_str(row).map_err(fault_of::<R>)?;
        self.slots.insert(row.key(), Slot { stored: Stored::Row(row.clone()), now: Some(row) });
        Ok(())
    }

    fn puts(&self, most: usize) -> Result<Vec<String>, Fault> {
        let rows: Vec<&R> = self.changed().filter_map(|(_, slot)| slot.now.as_ref()).collect();
        rows.chunks(most.max(1)).map(|rows| json_of::<R, _>(&rows)).collect()
    }

    fn removals(&self) -> Result<Option<String>, Fault> {
        let gone = self.changed().filter(|(_, slot)| slot.now.is_none());
        let keys = gone.map(|(key, _)| object_of::<R>(key)).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Ok(None) } else { json_of::<R, _>(&keys).map(Some) }
    }
}

/// A key as an object of its columns.
fn object_of<R: Row>(key: &R::Key) -> Result<Map<String, Value>, Fault> {
    let values = match serde_json::to_value(key).map_err(fault_of::<R>)? {
        Value::Array(values) => values,
        _ => Vec::new(), // the key of a table with one row an estate: ()
    };
    Ok(R::SHAPE.key.iter().map(|column| (*column).to_owned()).zip(values).collect())
}

fn json_of<R: Row, T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map(without_nul).map_err(fault_of::<R>)
}

fn fault_of<R: Row>(error: serde_json::Error) -> Fault {
    Fault::Row { table: R::SHAPE.table, error }
}

/// A text of the database cannot hold U+0000, which JSON can: a read model shows U+FFFD in its place rather than stop.
fn without_nul(json: String) -> String {
    const NUL: &str = "\\u0000";
    if !json.contains(NUL) {
        return json;
    }
    let mut clean = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        clean.push_str(before);
        if let Some(after) = escape.strip_prefix(NUL) {
            clean.push_str("\\ufffd");
            rest = after;
        } else {
            // Two characters at a time, so that the second backslash of an escaped one begins no escape.
            let length = escape.chars().take(2).map(char::len_utf8).sum();
            clean.push_str(&escape[..length]);
            rest = &escape[length..];
        }
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::row;

    row! {
        /// A row for the tests.
        pub struct Pebble in "test.pebbles", key (id: i64) {
            /// Key.
            id: i64,
            /// Value.
            weight: i64,
        }
    }

    #[test]
    fn what_was_not_asked_for_is_not_taken_for_absent() {
        let mut pebbles = Table::<Pebble>::default();
        assert!(matches!(pebbles.get(&(1,)), Err(Fault::NotWanted { .. })));
        pebbles.want((1,));
        assert_eq!(pebbles.take_pending().unwrap().unwrap(), r#"[{"id":1}]"#);
        assert_eq!(pebbles.get(&(1,)).unwrap(), None);
        assert!(matches!(pebbles.edit(&(1,)), Err(Fault::Missing { .. })));
        assert_eq!(pebbles.take_pending().unwrap(), None);
    }

    #[test]
    fn only_what_changed_is_written() {
        let mut pebbles = Table::<Pebble>::default();
        for id in 1..=3 {
            pebbles.want((id,));
        }
        pebbles.take_pending().unwrap();
        for row in [r#"{"estate_id":"x","id":1,"weight":5}"#, r#"{"id":2,"weight":5}"#] {
            pebbles.admit(row).unwrap();
        }
        pebbles.edit(&(1,)).unwrap().weight = 6;
        pebbles.edit(&(2,)).unwrap().weight = 5;
        pebbles.edit_or((3,), || Pebble { id: 3, weight: 0 }).unwrap().weight += 1;
        assert_eq!(pebbles.puts(1).unwrap(), [r#"[{"id":1,"weight":6}]"#, r#"[{"id":3,"weight":1}]"#]);
        pebbles.remove((1,));
        pebbles.remove((3,));
        assert_eq!(pebbles.puts(9).unwrap(), Vec::<String>::new());
        assert_eq!(pebbles.removals().unwrap().unwrap(), r#"[{"id":1}]"#);
    }

    #[test]
    fn a_whole_table_needs_no_wants() {
        let mut pebbles = Table::<Pebble>::default();
        pebbles.begin_whole();
        pebbles.want((1,));
        assert_eq!(pebbles.take_pending().unwrap(), None);
        assert_eq!(pebbles.get(&(1,)).unwrap(), None);
        pebbles.put(Pebble { id: 1, weight: 2 });
        pebbles.put(Pebble { id: 2, weight: 2 });
        pebbles.remove((2,));
        assert_eq!(pebbles.puts(9).unwrap(), [r#"[{"id":1,"weight":2}]"#]);
        assert_eq!(pebbles.removals().unwrap(), None);
    }

    #[test]
    fn a_nul_is_shown_as_the_replacement_character() {
        let clean = |text: &str| without_nul(serde_json::to_string(text).unwrap());
        assert_eq!(clean("a\0b"), r#""a\ufffdb""#);
        assert_eq!(clean(r"a\u0000b"), r#""a\\u0000b""#);
        assert_eq!(clean("\\\0\"é\n\0"), r#""\\\ufffd\"é\n\ufffd""#);
    }
}
