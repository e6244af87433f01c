use std::io::{BufRead, Read};

use super::walk::Walk;
use super::{Fault, FaultKind, Verified, VerifyError};
use crate::chain::Link;
use crate::export::format::{Entry, Line, VERSION};

/// No line that we write comes near it; a longer one is not ours, and is not read into memory.
const LONGEST_LINE: u64 = 64 << 20;

/// Verifies an export: nothing but the file is needed.
pub fn file(mut export: impl BufRead) -> Result<Verified, VerifyError> {
    let mut text = Vec::new();
    let mut walk = match next_line(&mut export, &mut text, 0)? {
        Some(Line::Journal(header)) if header.version == VERSION => Walk::new(header.estate),
        Some(Line::Journal(header)) => {
            return Err(unreadable(0, format!("version {} of the format", header.version)).into());
        }
        _ => return Err(unreadable(0, "no export of a journal").into()),
    };
    loop {
        let position = walk.fault(FaultKind::BrokenOff).position;
        let end = match next_line(&mut export, &mut text, position)? {
            Some(Line::Event(event)) => {
                step(&mut walk, &event, &mut export)?;
                continue;
            }
            Some(Line::End(end)) => end,
            Some(Line::Journal(_)) => return Err(unreadable(position, "a second beginning").into()),
            None => return Err(walk.fault(FaultKind::BrokenOff).into()),
        };
        let verified = walk.arrive(end.head_position, end.head_hash.parse().ok())?;
        if end.events != verified.events {
            return Err(Fault { position: verified.head_position, kind: FaultKind::HeadMismatch }.into());
        }
        if next_line(&mut export, &mut text, position)?.is_some() {
            return Err(Fault { position, kind: FaultKind::BeyondHead }.into());
        }
        return Ok(verified);
    }
}

fn step(walk: &mut Walk, event: &Entry<'_>, rest: &mut impl BufRead) -> Result<(), VerifyError> {
    let link = Link {
        position: event.position,
        estate: walk.estate().uuid(),
        aggregate_type: &event.aggregate_type,
        aggregate_id: &event.aggregate_id,
        sequence: event.sequence,
        event_type: &event.event_type,
        event_version: &event.event_version,
        payload: &event.payload,
        metadata: &event.metadata,
        recorded_at_us: event.recorded_at_us,
    };
    let Err(mut fault) = walk.step(&link, event.hash.parse().ok()) else { return Ok(()) };
    if let FaultKind::Missing { found } = fault.kind
        && follows(rest, fault.position)?
    {
        fault.kind = FaultKind::OutOfOrder { found };
    }
    Err(fault.into())
}

/// True when the event of that position stands further on.
fn follows(rest: &mut impl BufRead, position: i64) -> Result<bool, VerifyError> {
    let mut text = Vec::new();
    loop {
        match next_line(rest, &mut text, position) {
            Ok(Some(Line::Event(event))) if event.position == position => return Ok(true),
            Ok(Some(_)) => {}
            Err(VerifyError::Journal(error)) => return Err(error.into()),
            Ok(None) | Err(VerifyError::Fault(_)) => return Ok(false),
        }
    }
}

/// The next line, or nothing at the end of the file.
fn next_line<'t>(
    export: &mut impl BufRead,
    text: &'t mut Vec<u8>,
    position: i64,
) -> Result<Option<Line<'t>>, VerifyError> {
    text.clear();
    let length = export.take(LONGEST_LINE).read_until(b'\n', text)?;
    if length == 0 {
        return Ok(None);
    }
    let line = serde_json::from_slice(text).map_err(|error| unreadable(position, error.to_string()))?;
    Ok(Some(line))
}

fn unreadable(position: i64, why: impl Into<String>) -> Fault {
    Fault { position, kind: FaultKind::Unreadable(why.into()) }
}
