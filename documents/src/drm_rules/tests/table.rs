use std::collections::BTreeSet;
use std::path::Path;

use super::cases::CASES;
use crate::drm_rules::{Block, RULES};

/// Rules that no value can break: RG1 is the reader's, RG5 and RG34 refuse nothing.
const WITHOUT_BREAK: &[&str] = &["RG1", "RG5", "RG34"];

#[test]
fn every_rule_is_listed_once_and_has_a_test() {
    let numbers: BTreeSet<&str> = RULES.iter().map(|rule| rule.number).collect();
    assert_eq!((RULES.len(), numbers.len()), (47, 47));
    assert_eq!(RULES[0].number, "RG1");
    let tested = CASES.iter().map(|(number, _)| *number).chain(WITHOUT_BREAK.iter().copied());
    assert_eq!(tested.collect::<BTreeSet<_>>(), numbers);
    for number in 1..=46 {
        let named =
            |rule: &str| rule.trim_start_matches("RG").trim_end_matches(['a', 'b']) == number.to_string();
        assert!(numbers.iter().any(|rule| named(rule)), "RG{number}");
    }
}

#[test]
fn no_placeholder_is_left_in_a_message() {
    let before = super::sample::before();
    for (number, break_it) in CASES {
        let (mut drm, mut given) = (super::sample::valid(), super::sample::circumstances(&before));
        break_it(&mut drm, &mut given);
        for breach in crate::drm_rules::check(&drm, &given) {
            assert!(!breach.message.contains('<'), "{number}: {}", breach.message);
            assert!(!breach.hint.is_empty());
        }
    }
}

/// Cells of a line of the shared table: five, quotes doubled inside quotes.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cells.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

#[test]
fn the_rules_are_those_of_the_guide_word_for_word() {
    let Some(directory) = std::env::var_os("MONCHAI_SHARED_DATA") else {
        eprintln!("skipped: MONCHAI_SHARED_DATA is not set, so the guide's table cannot be read");
        return;
    };
    let text = std::fs::read_to_string(Path::new(&directory).join("drm/rules/dtiplus_viti_rules_v18.csv"));
    let text = text.unwrap();
    let mut listed = 0;
    for row in text.lines().skip(1).map(cells) {
        let [number, block, previous, _, message] = row.as_slice() else { panic!("{row:?}") };
        let rule = RULES.iter().find(|rule| rule.number == number).unwrap_or_else(|| panic!("{number}"));
        let of = match rule.block {
            Block::Meta => "meta",
            Block::Balance => "balance",
            Block::Capsules => "crd",
            Block::Documents => "docs",
        };
        assert_eq!((of, rule.needs_previous), (block.as_str(), previous == "yes"), "{number}");
        // The guide shows one of the ranges.
        let told = rule.message.replace("<tranche>", "strictement supérieur à 1,2%");
        let mut rest = told.as_str();
        for part in message.split('…').map(str::trim) {
            let at = rest.find(part).unwrap_or_else(|| panic!("{number}: {part} / {rest}"));
            rest = &rest[at + part.len()..];
        }
        listed += 1;
    }
    assert_eq!(listed, RULES.len() - 2, "RG45 and RG46 stand elsewhere");
}
