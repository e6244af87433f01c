use journal::export::export;
use journal::verify::{self, FaultKind};

use super::{Dice, EVENTS, fault, ledger};

/// The lines of an export: the header, an event at the index of each position, the end.
async fn lines() -> Vec<String> {
    let bench = ledger().await;
    let mut file = Vec::new();
    export(bench.database.server_pool(), bench.estate, &mut file).await.unwrap();
    String::from_utf8(file).unwrap().lines().map(str::to_owned).collect()
}

fn found(lines: &[String], forgery: &str) -> (i64, FaultKind) {
    let file = lines.join("\n");
    fault(verify::file(file.as_bytes()), forgery)
}

fn index(position: i64) -> usize {
    usize::try_from(position).unwrap()
}

#[tokio::test]
async fn a_flipped_character_is_found_at_its_position() {
    let (sound, mut dice) = (lines().await, Dice(6));
    for _ in 0..500 {
        let position = dice.position();
        let mut lines = sound.clone();
        let line = &mut lines[index(position)];
        let at = usize::try_from(dice.below(i64::try_from(line.len()).unwrap())).unwrap();
        // One bit of one character; it stays in ASCII, so the text stays a text.
        let flipped = char::from(line.as_bytes()[at] ^ (1 << dice.below(7)));
        // The case of a hexadecimal digit carries nothing, and neither does another white space.
        let same = flipped.eq_ignore_ascii_case(&char::from(line.as_bytes()[at]));
        line.replace_range(at..=at, &flipped.to_string());
        let file = lines.join("\n");
        match verify::file(file.as_bytes()) {
            Ok(_) => assert!(same, "{flipped:?} at {at} of {position} was not found"),
            Err(error) => {
                let (found, kind) = fault(Err(error), "a flip");
                assert_eq!(found, position, "{kind}: {flipped:?} at {at} of {}", lines[index(position)]);
            }
        }
    }
}

#[tokio::test]
async fn a_dropped_line_is_found_at_its_position() {
    let sound = lines().await;
    for position in 1..=EVENTS {
        let mut lines = sound.clone();
        lines.remove(index(position));
        let kind = if position == EVENTS {
            FaultKind::Truncated { head: EVENTS }
        } else {
            FaultKind::Missing { found: position + 1 }
        };
        assert_eq!(found(&lines, "a drop"), (position, kind));
    }
}

#[tokio::test]
async fn lines_that_changed_places_are_found_at_the_first() {
    let (sound, mut dice) = (lines().await, Dice(7));
    for _ in 0..100 {
        let (first, second) = dice.two_positions();
        let mut lines = sound.clone();
        lines.swap(index(first), index(second));
        assert_eq!(found(&lines, "a swap"), (first, FaultKind::OutOfOrder { found: second }));
    }
}

#[tokio::test]
async fn an_inserted_line_is_found_at_its_position() {
    let (sound, mut dice) = (lines().await, Dice(8));
    for round in 0..100 {
        let (first, second) = dice.two_positions();
        let mut lines = sound.clone();
        if round % 2 == 0 {
            // A line once more.
            lines.insert(index(second) + 1, sound[index(first)].clone());
            assert_eq!(found(&lines, "a copy"), (second + 1, FaultKind::Duplicated { found: first }));
        } else {
            // A new one, and all that follow are renumbered.
            let copy = lines[index(first)].replace("\"sequence\":", "\"sequence\":10");
            lines.insert(index(first), copy);
            for (position, line) in
                lines.iter_mut().enumerate().take(index(EVENTS) + 2).skip(index(first) + 1)
            {
                let (old, new) =
                    (format!("\"position\":{},", position - 1), format!("\"position\":{position},"));
                *line = line.replace(&old, &new);
            }
            assert_eq!(found(&lines, "an insertion"), (first, FaultKind::HashMismatch));
        }
    }
}

#[tokio::test]
async fn a_file_that_breaks_off_is_found_where_it_does() {
    let sound = lines().await;
    for last in 0..=EVENTS {
        let mut lines = sound[..=index(last)].to_vec();
        assert_eq!(found(&lines, "a cut"), (last + 1, FaultKind::BrokenOff));
        // In the middle of a line, and with an end that somebody put there.
        lines.push(sound[index(last) + 1][..20].to_owned());
        let (position, kind) = found(&lines, "a torn line");
        assert!(
            matches!((position, &kind), (p, FaultKind::Unreadable(_)) if p == last + 1),
            "{position} {kind}"
        );
        *lines.last_mut().unwrap() = sound.last().unwrap().clone();
        if last < EVENTS {
            assert_eq!(found(&lines, "an end"), (last + 1, FaultKind::Truncated { head: EVENTS }));
        }
    }
    assert!(matches!(fault(verify::file(&b""[..]), "nothing"), (0, FaultKind::Unreadable(_))));
}

#[tokio::test]
async fn the_first_and_the_last_line_count_too() {
    let sound = lines().await;
    let changed = |line: usize, from: &str, to: &str| {
        let mut lines = sound.clone();
        assert!(lines[line].contains(from), "{}", lines[line]);
        lines[line] = lines[line].replace(from, to);
        lines
    };
    let end = sound.len() - 1;
    let events = format!("\"events\":{EVENTS}");
    assert_eq!(found(&changed(end, &events, "\"events\":30"), "a count"), (EVENTS, FaultKind::HeadMismatch));
    let hash_at = sound[end].find("head_hash\":\"").unwrap() + 12;
    let digit = &sound[end][hash_at..=hash_at];
    let other = if digit == "0" { "head_hash\":\"1" } else { "head_hash\":\"0" };
    let forged = changed(end, &format!("head_hash\":\"{digit}"), other);
    assert_eq!(found(&forged, "a head"), (EVENTS, FaultKind::HeadMismatch));
    let estate = sound[0].find("estate\":\"").unwrap() + 9;
    let own = &sound[0][estate..estate + 36];
    let forged = changed(0, own, &super::stranger().to_string());
    assert_eq!(found(&forged, "another estate"), (1, FaultKind::HashMismatch));
    assert!(matches!(
        found(&changed(0, "\"version\":1", "\"version\":2"), "a version"),
        (0, FaultKind::Unreadable(_))
    ));

    let mut twice = sound.clone();
    twice.extend(sound[1..].iter().cloned());
    assert_eq!(found(&twice, "a second ledger"), (EVENTS + 1, FaultKind::BeyondHead));
    let mut unknown = sound.clone();
    unknown[3] = unknown[3].replace("{\"event\":{", "{\"event\":{\"remark\":\"x\",");
    assert!(matches!(found(&unknown, "a field"), (3, FaultKind::Unreadable(_))));
}
